import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { lockAgreement } from '#promise/agreements/server/lock-agreement.ts'
import type {
  BreachView,
  reopenBreachEndpoint,
  reviewBreachEndpoint,
} from '#desk/breaches/domain/contract.ts'
import { findBreach, type FoundBreach, lockBreach, personOf } from '#desk/breaches/server/breach-query.ts'
import { creditOfBreach } from '#desk/breaches/server/credit-of-breach.ts'
import { breachView } from '#desk/breaches/server/read-breach.ts'

/**
 * A manager approves a record, which settles what the customer gets back, or sends it back with a note. Throws
 * `own_record` for one's own, `nothing_to_review` where nothing is recorded, and `changed_meanwhile`.
 */
export async function reviewBreach(
  ctx: Context,
  { id, outcome, note, version }: InputOf<typeof reviewBreachEndpoint>,
): Promise<BreachView> {
  requireVendor(ctx, 'manager')
  const person = personOf(ctx)
  return ctx.transaction(async (tx) => {
    const found = await lockInOrder(tx, id)
    if (found.state !== 'recorded')
      throw conflict('nothing_to_review', 'Nothing waits for review here: look at it again.')
    requireVersion('record', found.version, version)
    if (found.recorded_by === person)
      throw forbidden('own_record', 'You recorded this yourself, so another manager reviews it.')
    const isApproved = outcome === 'approved'
    const credit = isApproved ? await settledCredit(tx, found) : nothingGiven
    await tx
      .updateTable('breaches')
      .set({
        state: isApproved ? 'approved' : 'open',
        ...credit,
        reviewed_by: person,
        reviewed_at: ctx.now,
        review_note: note,
        version: found.version + 1,
      })
      .where('id', '=', found.id)
      .execute()
    const given = { creditMinor: credit.credit_minor, currency: credit.credit_currency }
    const about = { subjectType: 'breach', subjectId: found.id, accountId: found.account_id } as const
    const { reference } = found
    if (isApproved)
      await record(ctx, tx, { ...about, action: 'breach.approved', detail: { reference, note, ...given } })
    else await record(ctx, tx, { ...about, action: 'breach.sent_back', detail: { reference, note } })
    return breachView(ctx, tx, found.id)
  })
}

/**
 * A manager opens an approved record again. What was to be given back no longer is, until it is approved anew. Throws
 * `not_approved` and `changed_meanwhile`.
 */
export async function reopenBreach(
  ctx: Context,
  { id, reason, version }: InputOf<typeof reopenBreachEndpoint>,
): Promise<BreachView> {
  requireVendor(ctx, 'manager')
  const person = personOf(ctx)
  return ctx.transaction(async (tx) => {
    const found = await lockInOrder(tx, id)
    if (found.state !== 'approved') throw conflict('not_approved', 'Only an approved record is opened again.')
    requireVersion('record', found.version, version)
    await tx
      .updateTable('breaches')
      .set({
        state: 'open',
        ...nothingGiven,
        reviewed_by: person,
        reviewed_at: ctx.now,
        review_note: reason,
        version: found.version + 1,
      })
      .where('id', '=', found.id)
      .execute()
    await record(ctx, tx, {
      action: 'breach.reopened',
      subjectType: 'breach',
      subjectId: found.id,
      accountId: found.account_id,
      detail: { reference: found.reference, note: reason, creditMinor: found.credit_minor },
    })
    return breachView(ctx, tx, found.id)
  })
}

/** In the order of all locks (SPEC 3.5): the agreement, whose credits are counted, then the record. */
async function lockInOrder(tx: Tx, id: string): Promise<FoundBreach> {
  const { agreement_id: agreementId } = await findBreach(tx, id)
  if (agreementId !== null) await lockAgreement(tx, agreementId)
  return lockBreach(tx, id)
}

const nothingGiven = {
  credit_minor: null,
  credit_currency: null,
  credit_rule: null,
  credit_month: null,
  credit_cap_minor: null,
}

async function settledCredit(tx: Tx, found: FoundBreach) {
  const proposal = await creditOfBreach(tx, found)
  if (proposal.kind === 'none') return nothingGiven
  const { rule, currency, month, credit } = proposal
  return {
    credit_minor: credit.given,
    credit_currency: currency,
    credit_rule: JSON.stringify(rule),
    credit_month: month,
    credit_cap_minor: credit.cap,
  }
}
