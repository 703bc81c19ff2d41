import { clockEventsOf } from '#desk/cases/domain/clock-events-of.ts'
import { clockKindOf } from '#desk/cases/domain/clock-kind-of.ts'
import type { ClockView } from '#desk/cases/domain/contract.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { timelineFacts } from '#desk/cases/server/record-on-case.ts'
import { type Context, readerOf, type Tx } from '#platform/context.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import { type ClockEvent, keepingMs } from '#promise/clocks/domain/clock-states.ts'
import { explainClock } from '#promise/clocks/domain/explain-clock.ts'
import { hoursWords } from '#promise/clocks/domain/explain-hours.ts'
import { explainInFull, type HoursVersion } from '#promise/clocks/domain/explain-in-full.ts'
import { explainSentence } from '#promise/clocks/domain/explain-sentence.ts'
import { readPolicy } from '#promise/clocks/server/keep-policy.ts'
import { readHoursVersion } from '#promise/clocks/server/read-hours-version.ts'

type Explained = { policy: ClockPolicy; version: HoursVersion | null; events: readonly ClockEvent[] }

/** The clocks of a case with how each due time came about, in full: for staff (SPEC 4.7). */
export async function explainClocks(
  ctx: Context,
  tx: Tx,
  found: FoundCase & { clock_policy_id: string },
  clocks: ClockView[],
): Promise<ClockView[]> {
  const [policy, timeline] = await Promise.all([
    readPolicy(tx, found.clock_policy_id),
    timelineFacts(tx, found.id),
  ])
  const version = await readHoursVersion(tx, policy)
  const by = { policy, version, events: clockEventsOf(timeline) }
  return clocks.map((clock) => explained(ctx, clock, by, found.contact_time_zone))
}

function explained(
  { actor, now }: Context,
  clock: ClockView,
  { policy, version, events }: Explained,
  contactZone: string,
): ClockView {
  const atMs = keepingMs(events, now.getTime())
  const explanation = explainClock(policy, events, clockKindOf[clock.kind], atMs)
  if (explanation === null) return clock
  const { timeZone, language } = readerOf(actor)
  // In all, from receipt, as the customer's own answer says it.
  const promised = { ...explanation, targetMinutes: clock.targetMinutes }
  const customerReads = explainSentence(promised, contactZone, language)
  return {
    ...clock,
    // The steps run to the due time; what is used so far is counted to now.
    elapsedMs: explanation.elapsedMs,
    explanation: {
      sentence: clock.explanation.sentence,
      ...(customerReads !== null && { customerReads }),
      timeZone: explanation.timeZone,
      hours: hoursWords(policy.calendar, language),
      steps: explanation.steps.map(({ from, to, ...step }) => ({
        ...step,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      })),
      inFull: explainInFull(explanation, policy, version, { timeZone, locale: language }),
    },
  }
}
