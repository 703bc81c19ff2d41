import type { CaseView } from '#desk/cases/domain/contract.ts'
import type { snoozeCaseEndpoint } from '#desk/cases/domain/work-contract.ts'
import { type FoundCase, findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { requireVersion } from '#desk/cases/server/require-version.ts'
import { wakeLater } from '#desk/cases/server/wake-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict, FourlineError } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'

const longestMs = 90 * 24 * 3_600_000

/**
 * Sets a case aside until a time (SPEC 5.3): it leaves its owner's turn and comes back by itself, or with the
 * customer's next message. No clock is changed by it. A message that came in the meantime refuses it by `version`.
 */
export async function snoozeCase(ctx: Context, input: InputOf<typeof snoozeCaseEndpoint>): Promise<CaseView> {
  requireVendor(ctx, 'agent')
  const until = new Date(input.until)
  requireAhead(until, ctx.now)
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    requireVersion(found, input.version)
    requireOwnedWork(found)
    const { reason } = input
    await recordOnCase(
      ctx,
      tx,
      found,
      [{ kind: 'event', event: { type: 'snoozed', until: until.toISOString(), reason }, channel: 'desk' }],
      { snoozed_until: until, snooze_reason: reason },
    )
    await wakeLater(tx, found.id, until)
    await record(ctx, tx, {
      action: 'case.snoozed',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
      detail: { until: until.toISOString(), reason },
    })
    return readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference))
  })
}

function requireAhead(until: Date, now: Date): void {
  if (until <= now) throw unprocessable('until_over', 'Choose a time that is still ahead.')
  if (until.getTime() > now.getTime() + longestMs)
    throw unprocessable('until_too_far', 'A case is set aside for at most 90 days.')
}

function requireOwnedWork(found: FoundCase): void {
  if (found.status === 'solved' || found.status === 'closed')
    throw conflict('not_open', 'Only an open case can be set aside.')
  if (found.assignee_id === null)
    throw conflict('owner_needed', 'Nobody has this case yet: take it first, then set it aside.')
}

function unprocessable(code: string, message: string): FourlineError {
  return new FourlineError('unprocessable', code, message)
}
