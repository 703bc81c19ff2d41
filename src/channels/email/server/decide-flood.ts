import './tables.ts'
import type { Selectable } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { Flood } from '../domain/floods-contract.ts'
import type { FloodRow } from './flood-tables.ts'
import { floodOf } from './list-floods.ts'
import { noteDiscards } from './note-decision.ts'
import { findFlood } from './read-flood.ts'

type Decision = { state: 'let_through' } | { state: 'discarded'; reason: string }

/** Lets the messages of a flood be placed like any other mail, a few at a time. For staff. */
export async function letFloodThrough(
  ctx: Context,
  { id, version }: { id: string; version: number },
): Promise<Flood> {
  return decide(ctx, id, version, { state: 'let_through' }, (tx, row) =>
    enqueueJob(tx, 'place-flood', { floodId: row.id }),
  )
}

/** Puts all messages of a flood aside with a reason. They are kept, and so is why; each can be brought back. For staff. */
export async function discardFlood(
  ctx: Context,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<Flood> {
  return decide(ctx, id, version, { state: 'discarded', reason }, async (tx, row) => {
    const aside = await tx
      .updateTable('inbound_mail')
      .set({ state: 'discarded', decided: 'discarded', placed_at: ctx.now, reason, reason_code: 'flood' })
      .where('flood_id', '=', row.id)
      .where('state', '=', 'stored')
      .returning('id')
      .execute()
    await noteDiscards(
      ctx,
      tx,
      aside.map(({ id: mailId }) => mailId),
      reason,
    )
  })
}

/**
 * Once; what joins the flood meanwhile either came before and goes with it, or begins another one. Throws 404, and
 * `decided_already` and `changed_meanwhile` where somebody else was faster.
 */
async function decide(
  ctx: Context,
  id: string,
  version: number,
  decision: Decision,
  act: (tx: Tx, row: Selectable<FloodRow>) => Promise<void>,
): Promise<Flood> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await findFlood(tx, id, true)
    if (row.state !== 'open') throw conflict('decided_already', 'Somebody has decided about this already.')
    if (row.version !== version)
      throw conflict('changed_meanwhile', 'This has changed meanwhile. Look again, then decide.')
    const decided = await tx
      .updateTable('mail_floods')
      .set({ ...decision, decided_at: ctx.now, version: version + 1 })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await act(tx, row)
    await record(ctx, tx, {
      action: decision.state === 'discarded' ? 'mail_flood.discarded' : 'mail_flood.let_through',
      subjectType: 'mail_flood',
      subjectId: row.id,
      detail: { messages: row.messages, ...('reason' in decision && { reason: decision.reason }) },
    })
    await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
    return floodOf(decided)
  })
}
