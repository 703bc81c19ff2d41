import { permissionNames, permits } from '#app/permissions.ts'
import type { Context, Role } from '#platform/context.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import type { listPermissionsEndpoint } from '../domain/contract.ts'

const roles: readonly Role[] = ['admin', 'manager', 'agent', 'contact_admin', 'contact', 'anonymous']

/** Which role may do what, as the one table of `app/permissions.ts` has it. */
export async function listPermissions(_ctx: Context): Promise<ResponseOf<typeof listPermissionsEndpoint>> {
  const items = permissionNames.map((name) => ({ name, roles: roles.filter((role) => permits(name, role)) }))
  return { items }
}
