import type { CaseView } from '#desk/cases/domain/contract.ts'
import { type FoundCase, findCase, lockCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { type Author, type NewEntry, recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'

/** The columns of a case that nobody has set aside. */
export const awake = { snoozed_until: null, snooze_reason: null }

const product: Author = { kind: 'system', id: null, name: 'Fourline' }

/** The entry that says why a case is back. */
export function wokenBy(because: 'time' | 'customer' | 'staff'): NewEntry {
  const event = { type: 'woke' as const, because }
  return {
    kind: 'event',
    event,
    channel: 'desk',
    ...(because === 'staff' ? {} : { author: product }),
  }
}

/** Takes a case back before its time. One that is awake stays as it is. */
export async function wakeCase(ctx: Context, input: { reference: string }): Promise<CaseView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    if (found.snoozed_until !== null) await wake(ctx, tx, found, 'staff')
    return readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference))
  })
}

/** The job that brings a case back at its time. Once, and never before: a later snooze has a job of its own. */
export async function wakeDueCase(ctx: Context, input: { caseId: CaseId }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, await referenceOf(tx, input.caseId))
    if (found.snoozed_until === null) return
    if (found.snoozed_until > ctx.now) await wakeLater(tx, found.id, found.snoozed_until)
    else await wake(ctx, tx, found, 'time')
  })
}

/** One job a case: snoozing again moves it. */
export async function wakeLater(tx: Tx, caseId: CaseId, until: Date): Promise<void> {
  await enqueueJob(tx, 'wake-case', { caseId }, { runAt: until, key: `wake:${caseId}` })
}

async function wake(ctx: Context, tx: Tx, found: FoundCase, because: 'time' | 'staff'): Promise<void> {
  await recordOnCase(ctx, tx, found, [wokenBy(because)], awake)
  await record(ctx, tx, {
    action: 'case.woke',
    subjectType: 'case',
    subjectId: found.reference,
    accountId: found.account_id,
    detail: { because },
  })
}
