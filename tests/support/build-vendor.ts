import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { addProduct } from '#people/accounts/server/add-product.ts'
import { addStaff } from '#people/auth/server/add-staff.ts'
import { saveVendor } from '#people/auth/server/save-vendor.ts'
import type { StaffRole } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { publishCatalogue } from '#promise/packages/server/publish-catalogue.ts'
import { buildLogin } from './build-login.ts'
import type { Person } from './build-contact.ts'
import type { TestApp } from './test-app.ts'

const catalogueFile = path.resolve(import.meta.dirname, '../../catalogue/support-packages.json')

export type TestVendor = Record<StaffRole, Person & { id: StaffId }>

/** A vendor with the catalogue as it ships, the products `studio` and `mapviewer`, and one person of each role. */
export async function buildVendor(app: TestApp): Promise<TestVendor> {
  const ctx = app.system()
  await publishCatalogue(ctx, JSON.parse(await readFile(catalogueFile, 'utf8')))
  await saveVendor(ctx, {
    name: 'A vendor',
    supportAddress: 'support@vendor.example',
    priorityDefinitions: { high: 'Work has stopped', medium: 'Work is hampered', low: 'A question' },
  })
  await addProduct(ctx, { code: 'studio', name: 'Studio', kind: 'platform' })
  await addProduct(ctx, {
    code: 'mapviewer',
    name: 'Map viewer',
    kind: 'marketplace',
    publisher: 'Mapmakers',
    supportAddress: 'help@mapmakers.example',
    termsUrl: 'https://mapmakers.example/terms',
  })
  return {
    admin: await buildStaff(app, 'admin'),
    manager: await buildStaff(app, 'manager'),
    agent: await buildStaff(app, 'agent'),
  }
}

/** One of the vendor's people, who can sign in. */
export async function buildStaff(
  app: TestApp,
  role: StaffRole,
  name = `The ${role}`,
): Promise<Person & { id: StaffId }> {
  const email = `${name.toLowerCase().replaceAll(/\W+/g, '-')}@vendor.example`
  const userId = await buildLogin(app, { name, email })
  const { id } = await addStaff(app.system(), { name, email, role })
  return { id, name, email, actor: { kind: 'staff', role, userId, staffId: id, name } }
}
