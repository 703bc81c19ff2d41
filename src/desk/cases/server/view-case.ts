import type { CaseSummary, CaseView, ClockView } from '#desk/cases/domain/contract.ts'
import { clockKindOf } from '#desk/cases/domain/clock-kind-of.ts'
import { allowedActions } from '#desk/cases/domain/allowed-actions.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { broughtColumns } from '#desk/cases/server/send-off.ts'
import { type Actor, isVendorSide, readerOf } from '#platform/context.ts'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'
import { explainSentence } from '#promise/clocks/domain/explain-sentence.ts'

/** A case as its reader may see it: customers get no tracked clocks and no line but the name of who handles it. */
export function summaryOf(row: FoundCase, actor: Actor, now: Date): CaseSummary {
  const vendorSide = isVendorSide(actor)
  const found = vendorSide ? asSent(row) : row
  return {
    reference: found.reference,
    status: found.status,
    type: found.type,
    topic: found.topic,
    service: found.service,
    priority: found.priority,
    product:
      found.product_code === null
        ? null
        : { code: found.product_code, name: found.product_name ?? found.product_code },
    ...(vendorSide ? { line: found.line } : {}),
    handledBy: found.line_customer_name,
    assignee: found.assignee_id === null ? null : { id: found.assignee_id, name: found.owner_name ?? '' },
    subject: found.subject,
    account: { id: found.account_id, name: found.account_name },
    contact: { id: found.contact_id, name: found.contact_name },
    package: found.package_code,
    channel: found.channel,
    receivedAt: found.received_at.toISOString(),
    lastEntryAt: found.last_entry_at.toISOString(),
    nextDueAt: vendorSide ? instantOrNull(found.next_due_at) : earliestDue(found),
    clocks: clockRows(found, vendorSide).map((clock) => clockView(clock, actor, now)),
    ...(vendorSide && found.snoozed_until !== null
      ? { snoozed: { until: found.snoozed_until.toISOString(), reason: found.snooze_reason ?? '' } }
      : {}),
    isPrivate: found.is_private,
    ...(found.rank === null ? {} : { rank: found.rank }),
    version: found.version,
  }
}

type ClockRow = FoundCase['clocks'][number]

function clockRows(found: FoundCase, vendorSide: boolean): ClockRow[] {
  return vendorSide ? found.clocks : promisedClocks(found)
}

/** What customers were promised, without what has not left yet. */
function promisedClocks({ clocks, clocks_until_sent: before }: FoundCase): ClockRow[] {
  return ((before ?? clocks) as ClockRow[]).filter((clock) => clock.guaranteed)
}

/** The case as it is once its unsent message has left: staff see it from the click. */
function asSent(row: FoundCase): FoundCase {
  const { unsent } = row
  if (unsent === null) return row
  return {
    ...row,
    ...broughtColumns(unsent),
    status: unsent.move?.to ?? row.status,
    first_replied_at: row.first_replied_at ?? new Date(unsent.sent_at),
    last_entry_at: new Date(unsent.sent_at),
  }
}

function unsentOf({ unsent }: FoundCase, actor: Actor): CaseView['unsent'] {
  if (unsent === null || !isVendorSide(actor)) return undefined
  const leavesAt = new Date(unsent.leaves_at).toISOString()
  return { id: unsent.id, leavesAt, mine: actor.kind === 'staff' && actor.staffId === unsent.author_id }
}

/** Customers see no tracked due time, not even through the next one. */
function earliestDue(found: FoundCase): string | null {
  const due = promisedClocks(found)
    .filter((clock) => clock.stopped_at === null)
    .flatMap((clock) => clock.due_at ?? [])
  const first = due.map((at) => new Date(at).getTime()).toSorted((a, b) => a - b)[0]
  return first === undefined ? null : new Date(first).toISOString()
}

function instantOrNull(at: Date | number): string | null {
  return at instanceof Date ? at.toISOString() : null
}

function clockView(clock: ClockRow, actor: Actor, now: Date): ClockView {
  const dueAt = clock.due_at === null ? null : new Date(clock.due_at)
  const stoppedAt = clock.stopped_at === null ? null : new Date(clock.stopped_at)
  // A due time that passed is missed whether or not a sweeper has come by (SPEC 4.6).
  const state = clock.state === 'running' && dueAt !== null && dueAt < now ? 'breached' : clock.state
  const { timeZone, language } = readerOf(actor)
  const sentence = explainSentence(
    {
      kind: clockKindOf[clock.kind],
      state,
      at: now.getTime(),
      guaranteed: clock.guaranteed,
      targetMinutes: clock.target_minutes,
      dueAt: dueAt?.getTime() ?? null,
      stoppedAt: stoppedAt?.getTime() ?? null,
    },
    timeZone,
    language,
  )
  return {
    kind: clock.kind,
    state,
    dueAt: state === 'paused' ? null : (dueAt?.toISOString() ?? null),
    guaranteed: clock.guaranteed,
    startedAt: new Date(clock.started_at).toISOString(),
    stoppedAt: stoppedAt?.toISOString() ?? null,
    targetMinutes: clock.target_minutes,
    elapsedMs: Number(clock.elapsed_ms),
    clause: clock.clause,
    explanation: { sentence: sentence ?? '' },
  }
}

type Details = { decision: WireDecision | null; reopenDays: number; mayChangePriority: boolean }

export function caseViewOf(row: FoundCase, actor: Actor, now: Date, details: Details): CaseView {
  const found = isVendorSide(actor) ? asSent(row) : row
  const unsent = unsentOf(row, actor)
  return {
    ...summaryOf(row, actor, now),
    ...(unsent === undefined ? {} : { unsent }),
    decision: details.decision,
    solution: found.solution,
    cause: isVendorSide(actor) ? found.cause : null,
    solvedAt: found.solved_at?.toISOString() ?? null,
    closedAt: found.closed_at?.toISOString() ?? null,
    closeReason: found.close_reason,
    allowed: allowedActions({
      status: found.status,
      vendorSide: isVendorSide(actor),
      hasPublicReply: found.first_replied_at !== null,
      solvedAtMs: found.solved_at?.getTime() ?? null,
      nowMs: now.getTime(),
      reopenWindowDays: details.reopenDays,
      mayChangePriority: details.mayChangePriority,
    }),
    contactTimeZone: found.contact_time_zone,
  }
}
