import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { EnvironmentView } from '../domain/account-contract.ts'
import { environmentView, selectEnvironments } from './list-environments.ts'

/** One environment. For staff. */
export async function showEnvironment(ctx: Context, { id }: { id: string }): Promise<EnvironmentView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await selectEnvironments(tx).where('environment.id', '=', id).executeTakeFirst()
    if (row === undefined) throw notFound('environment')
    return environmentView(row)
  })
}
