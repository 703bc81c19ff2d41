import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { EntryId } from '#platform/ids.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import type { BreachView, recordBreachEndpoint } from '#desk/breaches/domain/contract.ts'
import { type FoundBreach, lockBreach, personOf } from '#desk/breaches/server/breach-query.ts'
import { breachView, replies } from '#desk/breaches/server/read-breach.ts'

type Asked = InputOf<typeof recordBreachEndpoint>

/** As much of a message as a record keeps. */
const toldLength = 4000

/**
 * Says why a promise was missed and what the customer was told, in one's own words or by a reply of the case. It then
 * waits for a manager; until one has approved it, it can be written anew. Throws `changed_meanwhile`, `settled` once
 * it is approved or withdrawn, and `invalid` for a cause that is not offered or a message that is no such reply.
 */
export async function recordBreach(ctx: Context, asked: Asked): Promise<BreachView> {
  requireVendor(ctx, 'agent')
  const person = personOf(ctx)
  return ctx.transaction(async (tx) => {
    const found = await lockBreach(tx, asked.id)
    requireUnsettled(found)
    requireVersion('record', found.version, asked.version)
    await requireCause(tx, found, asked.causeCode)
    const told = await toldOf(ctx, tx, found, asked)
    await tx
      .updateTable('breaches')
      .set({
        state: 'recorded',
        cause_code: asked.causeCode,
        cause_note: asked.causeNote,
        ...told,
        recorded_by: person,
        recorded_at: ctx.now,
        reviewed_by: null,
        reviewed_at: null,
        review_note: '',
        version: found.version + 1,
      })
      .where('id', '=', found.id)
      .execute()
    await record(ctx, tx, {
      action: 'breach.recorded',
      subjectType: 'breach',
      subjectId: found.id,
      accountId: found.account_id,
      detail: { reference: found.reference, cause: asked.causeCode, told: told.told !== null },
    })
    return breachView(ctx, tx, found.id)
  })
}

function requireUnsettled({ state }: FoundBreach): void {
  if (state === 'withdrawn')
    throw conflict('settled', 'This record was withdrawn: the promise turned out to be kept.')
  if (state === 'approved')
    throw conflict('settled', 'This record is approved. A manager can open it again, with a reason.')
}

/** A retired cause stays where it stood. */
async function requireCause(tx: Tx, found: FoundBreach, code: string): Promise<void> {
  const cause = await tx
    .selectFrom('breach_causes')
    .select('active')
    .where('code', '=', code)
    .executeTakeFirst()
  if (cause === undefined) throw invalid('causeCode', 'There is no such cause.', 'unknown_cause')
  if (!cause.active && found.cause_code !== code)
    throw invalid('causeCode', 'This cause is not in use any more. Choose another.', 'retired_cause')
}

type Told = { told: string | null; told_at: Date | null }

async function toldOf(ctx: Context, tx: Tx, found: FoundBreach, asked: Asked): Promise<Told> {
  const { told, toldEntryId } = asked
  if (toldEntryId !== undefined) {
    const reply = await replies(tx, found)
      .where('id', '=', toldEntryId as EntryId)
      .executeTakeFirst()
    if (reply?.body == null)
      throw invalid(
        'toldEntryId',
        'This is no reply to the customer since the promise was missed.',
        'no_reply',
      )
    return { told: reply.body.slice(0, toldLength), told_at: reply.at }
  }
  if (told === undefined) return { told: null, told_at: null }
  // The same words were said when they were said.
  return { told, told_at: told === found.told ? found.told_at : ctx.now }
}
