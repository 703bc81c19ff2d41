import { type Context, type Role, roleOf } from '#platform/context.ts'
import { route } from '#platform/http/route.ts'
import { meEndpoint, vendorEndpoint } from '../domain/contract.ts'
import { readMe } from './read-me.ts'
import { readVendor } from './read-vendor.ts'

/** @param permissionsOf what a role may do, from `app/permissions.ts` */
export function createAuthRoutes({ permissionsOf }: { permissionsOf: (role: Role) => readonly string[] }) {
  const me = async (ctx: Context) => ({
    ...(await readMe(ctx)),
    permissions: [...permissionsOf(roleOf(ctx.actor))],
  })
  return [route(meEndpoint, 'me.read', me), route(vendorEndpoint, 'public', showVendor)]
}

async function showVendor(ctx: Context) {
  const { name, supportAddress, isDemo, priorityDefinitions } = await readVendor(ctx.db)
  return { name, supportAddress, isDemo, priorityDefinitions }
}
