import '#people/auth/server/tables.ts'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { demoVendor } from '#app/demo/people.ts'
import { addStaff } from '#people/auth/server/add-staff.ts'
import { saveVendor } from '#people/auth/server/save-vendor.ts'
import { type Context, type StaffRole, type Tx, within } from '#platform/context.ts'
import { publishCatalogue } from '#promise/packages/server/publish-catalogue.ts'

export type NewUser = {
  email: string
  password: string
  name?: string
  role?: StaffRole
  timeZone?: string
}

/** The catalogue the product ships with. */
export const cataloguePath = path.resolve(import.meta.dirname, '../../catalogue/support-packages.json')

/** Publishes the shipped catalogue where nothing has been published yet. */
export async function ensureCatalogue(ctx: Context, tx: Tx): Promise<void> {
  const published = await tx.selectFrom('package_versions').select('id').limit(1).executeTakeFirst()
  if (published !== undefined) return
  const text = await readFile(cataloguePath, 'utf8')
  await publishCatalogue(within(ctx, tx), JSON.parse(text), { text })
}

/**
 * Adds one of the vendor's people. In an empty database it also begins the installation: a vendor whose
 * support address is theirs until it is changed, and the shipped catalogue.
 */
export async function createUser(ctx: Context, user: NewUser): Promise<void> {
  const { email, password, name = 'Administrator', role = 'admin', timeZone } = user
  await ctx.transaction(async (tx) => {
    const inside = within(ctx, tx)
    const vendor = await tx.selectFrom('vendor').select('name').executeTakeFirst()
    if (vendor === undefined) {
      const { priorityDefinitions } = demoVendor
      await saveVendor(inside, {
        name: 'Support',
        supportAddress: email,
        priorityDefinitions,
        isNamed: false,
      })
    }
    await ensureCatalogue(ctx, tx)
    await addStaff(inside, { name, email, role, password, ...(timeZone !== undefined && { timeZone }) })
  })
}
