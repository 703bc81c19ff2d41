import { randomUUID } from 'node:crypto'
import { addProduct } from '#people/accounts/server/add-product.ts'
import { addStaff } from '#people/auth/server/add-staff.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** One well-formed request to each route with which an installation is set up. Staff and products are no account's. */
export const setUpRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'POST /api/v1/set-up/check': () => ({ url: `${v1}/set-up/check`, body: {} }),
  'POST /api/v1/set-up': () => ({
    url: `${v1}/set-up`,
    body: {
      code: 'guessed',
      name: 'Mallory',
      email: 'mallory@else.example',
      password: 'long enough to be one',
    },
  }),
  'GET /api/v1/set-up/checklist': () => ({ url: `${v1}/set-up/checklist` }),
  'GET /api/v1/permissions': () => ({ url: `${v1}/permissions` }),
  'GET /api/v1/vendor/settings': () => ({ url: `${v1}/vendor/settings` }),
  'PATCH /api/v1/vendor/settings': async ({ app }) => {
    const { rows } = await app.ownerPool.query<{ version: number }>('select version from vendor')
    return { url: `${v1}/vendor/settings`, body: { reopenDays: 14, version: rows[0]?.version } }
  },
  'GET /api/v1/staff': () => ({ url: `${v1}/staff` }),
  'POST /api/v1/staff': () => ({
    url: `${v1}/staff`,
    body: { name: 'New', email: `${randomUUID()}@vendor.example`, role: 'agent' },
  }),
  'PATCH /api/v1/staff/{id}': async (world, place) => ({
    url: `${v1}/staff/${await freshStaff(world, place)}`,
    body: { role: 'manager', version: 1 },
  }),
  'POST /api/v1/staff/{id}/end': async (world, place) => ({
    url: `${v1}/staff/${await freshStaff(world, place)}/end`,
    body: {},
  }),
  'POST /api/v1/staff/{id}/restore': async (world, place) => ({
    url: `${v1}/staff/${await freshStaff(world, place)}/restore`,
    body: {},
  }),
  'PUT /api/v1/staff/{id}/lines': async (world, place) => ({
    url: `${v1}/staff/${await freshStaff(world, place)}/lines`,
    body: { lines: [2] },
  }),
  'POST /api/v1/products': () => ({
    url: `${v1}/products`,
    body: { code: freshCode(), name: 'Extra', kind: 'platform' },
  }),
  'PATCH /api/v1/products/{code}': async (world, place) => ({
    url: `${v1}/products/${await freshProduct(world, place)}`,
    body: { name: 'Renamed', version: 1 },
  }),
  'DELETE /api/v1/products/{code}': async (world, place) => ({
    url: `${v1}/products/${await freshProduct(world, place)}`,
    body: {},
  }),
}

async function freshStaff({ app }: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const person = { name: 'Somebody', email: `${randomUUID()}@vendor.example`, role: 'agent' as const }
  return (await addStaff(app.system(), person)).id
}

const freshCode = () => `p-${randomUUID()}`

async function freshProduct({ app }: World, place: Place): Promise<string> {
  if (place === 'none') return freshCode()
  return (await addProduct(app.system(), { code: freshCode(), name: 'Spare', kind: 'platform' })).code
}
