import './suspension-tables.ts'
import './tables.ts'
import '#people/accounts/server/tables.ts'
import '#people/auth/server/tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { announce } from '#platform/realtime/announce.ts'
import { isGettingIn, isHeldBack, placesOf, shareOf, usualPerHour } from '../domain/mail-budget.ts'
import { letNextLeave, type Outgoing } from './mail-turn.ts'
import { suspendedAddress } from './suspend-address.ts'
import type { HeldReason } from './tables.ts'

type Hold = { reason: HeldReason; until: Date | null }

/**
 * The one gate for mail of every kind, asked before each leaves: whether its address is suspended, whether it may go
 * to somebody unknown, and whether there is a place for it in the budgets. What may not leave is held, never lost.
 * @returns whether it may leave now
 */
export async function passGate(ctx: Context, mail: Outgoing): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const hold = await reasonToHold(ctx, tx, mail)
    if (hold === undefined) {
      if (mail.let_through_at === null)
        await tx
          .updateTable('outgoing_mail')
          .set({ let_through_at: ctx.now })
          .where('id', '=', mail.id)
          .execute()
      return true
    }
    const held = { state: 'held' as const, held_reason: hold.reason, held_until: hold.until }
    await tx
      .updateTable('outgoing_mail')
      .set({ ...held, leased_until: null })
      .where('id', '=', mail.id)
      .where('state', '=', 'queued')
      .execute()
    await letNextLeave(tx, mail)
    await announce(tx, { topic: 'outgoing_mail', id: mail.id, version: 2, accountId: null })
    return false
  })
}

async function reasonToHold(ctx: Context, tx: Tx, mail: Outgoing): Promise<Hold | undefined> {
  const address = suspendedAddress(mail.to_address)
  // Shared: whoever lifts it waits, and then finds what was held for it.
  const suspension = await tx
    .selectFrom('mail_suspensions')
    .select('kind')
    .where('address', '=', address)
    .where('lifted_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (suspension !== undefined && isHeldBack(suspension.kind, mail.kind))
    return { reason: 'suspended', until: null }
  if (mail.let_through_at !== null) return undefined
  const share = shareOf(mail.kind, await isKnown(tx, mail))
  if (share === null) return { reason: 'stranger', until: null }
  const places = placesOf(share, address, await readPerHour(tx), ctx.now)
  const { rows } = await sql<{
    full: number
  }>`select take_mail_places(${JSON.stringify(places)}::jsonb) "full"`.execute(tx)
  const full = places[(rows[0]?.full ?? 0) - 1]
  if (full === undefined) return undefined
  // A second one to a stranger would be no news on the day after either.
  if ((share === 'strangers' || share === 'help') && full.address !== '')
    return { reason: 'stranger', until: null }
  return {
    reason: full.address === '' ? 'installation_budget' : 'recipient_budget',
    until: new Date(full.endsAt),
  }
}

/** A current contact's or colleague's address; for what lets people in, that of a login too. */
async function isKnown(tx: Tx, { to_address: address, kind }: Outgoing): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from contacts where email = ${address} and ended_at is null)
      or exists (select from staff where email = ${address} and active)
      or (${isGettingIn(kind)} and exists (select from sign_in_users where email = ${address})) as known`.execute(
    tx,
  )
  return rows[0]?.known === true
}

export async function readPerHour(tx: Tx): Promise<number> {
  const row = await tx.selectFrom('mail_gate').select('per_hour').executeTakeFirst()
  return row?.per_hour ?? usualPerHour
}
