import './suspension-tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type {
  liftSuspensionEndpoint,
  SuspendedAddress,
  suspendAgainEndpoint,
} from '../domain/suspension-contract.ts'
import { suspendedAddressOf, suspensions } from './list-suspended.ts'
import { lift, type Suspension, tellSuspension } from './suspend-address.ts'

/** Lets mail go to an address again. One that is lifted already stays so. For staff. */
export async function liftSuspension(
  ctx: Context,
  { id, version }: InputOf<typeof liftSuspensionEndpoint>,
): Promise<ResponseOf<typeof liftSuspensionEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const found = await lock(tx, id)
    if (found.lifted_at !== null) return { ...(await view(tx, id)), released: 0 }
    requireSame(found, version)
    const released = await lift(ctx, tx, found, ctx.actor.name)
    await record(ctx, tx, {
      action: 'address.tried_again',
      subjectType: 'address',
      subjectId: found.address,
      detail: { kind: found.kind, reason: found.reason, released },
    })
    return { ...(await view(tx, id)), released }
  })
}

/** Undoes the lifting; what has left in between has left. For staff. */
export async function suspendAgain(
  ctx: Context,
  { id, version }: InputOf<typeof suspendAgainEndpoint>,
): Promise<SuspendedAddress> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const found = await lock(tx, id)
    if (found.lifted_at === null) return view(tx, id)
    requireSame(found, version)
    const row = { id, version: found.version + 1 }
    await tx
      .updateTable('mail_suspensions')
      .set({ lifted_at: null, lifted_by: null, version: row.version })
      .where('id', '=', id)
      .execute()
    await tellSuspension(tx, row)
    await record(ctx, tx, {
      action: 'address.suspended_again',
      subjectType: 'address',
      subjectId: found.address,
      detail: { kind: found.kind, reason: found.reason },
    })
    return view(tx, id)
  })
}

async function lock(tx: Tx, id: string): Promise<Suspension> {
  const found = await tx
    .selectFrom('mail_suspensions')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw notFound('suspended address')
  return found
}

function requireSame(found: Suspension, version: number): void {
  if (found.version !== version)
    throw conflict('changed_meanwhile', 'More has happened to this address meanwhile. Look at it again.')
}

async function view(tx: Tx, id: string): Promise<SuspendedAddress> {
  return suspendedAddressOf(await suspensions(tx).where('s.id', '=', id).executeTakeFirstOrThrow())
}
