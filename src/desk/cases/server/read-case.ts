import { clockKindOf } from '#desk/cases/domain/clock-kind-of.ts'
import { clockEventsOf } from '#desk/cases/domain/clock-events-of.ts'
import type { CaseView, ClockView } from '#desk/cases/domain/contract.ts'
import { type FoundCase, findCase } from '#desk/cases/server/case-query.ts'
import { managesPriority } from '#desk/cases/server/manages-priority.ts'
import { timelineFacts } from '#desk/cases/server/record-on-case.ts'
import { readDecision } from '#desk/cases/server/store-decision.ts'
import { caseViewOf } from '#desk/cases/server/view-case.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { type Context, isVendorSide, type Tx } from '#platform/context.ts'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import { type ClockEvent, clockStates } from '#promise/clocks/domain/clock-states.ts'
import { explainClock } from '#promise/clocks/domain/explain-clock.ts'
import { readPolicy } from '#promise/clocks/server/keep-policy.ts'

/** One case, with every due time explained: to staff in full, to customers in one sentence (SPEC 4.7). */
export async function readCase(ctx: Context, input: { reference: string }): Promise<CaseView> {
  return ctx.transaction(async (tx) => readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference)))
}

/** What a verb has read or decided already, and need not be read again. */
type Known = { decision: WireDecision; reopenDays: number }

/** The same inside an open transaction; verbs answer with it. */
export async function readCaseIn(ctx: Context, tx: Tx, found: FoundCase, known?: Known): Promise<CaseView> {
  const [decision, { reopenDays }, mayChangePriority] = await Promise.all([
    known?.decision ?? readDecision(ctx, tx, found.id),
    known ?? readVendor(tx),
    // Staff change it whatever the customer's package says.
    isVendorSide(ctx.actor) ? false : managesPriority(tx, found.account_id, ctx.now),
  ])
  const view = caseViewOf(found, ctx.actor, ctx.now, { decision, reopenDays, mayChangePriority })
  if (!isVendorSide(ctx.actor) || found.clock_policy_id === null || view.clocks.length === 0) return view
  const [policy, timeline] = await Promise.all([
    readPolicy(tx, found.clock_policy_id),
    timelineFacts(tx, found.id),
  ])
  const events = clockEventsOf(timeline)
  const states = clockStates(policy, events, ctx.now.getTime())
  const explain = (clock: ClockView) => explained(clock, policy, events, ctx.now.getTime())
  // The steps run to the due time; what is used so far is counted to now.
  const used = (clock: ClockView) => states[clockKindOf[clock.kind]].elapsedMs
  return { ...view, clocks: view.clocks.map((clock) => ({ ...explain(clock), elapsedMs: used(clock) })) }
}

function explained(
  clock: ClockView,
  policy: ClockPolicy,
  events: readonly ClockEvent[],
  now: number,
): ClockView {
  const explanation = explainClock(policy, events, clockKindOf[clock.kind], now)
  if (explanation === null) return clock
  return {
    ...clock,
    explanation: {
      sentence: clock.explanation.sentence,
      timeZone: explanation.timeZone,
      hours: hoursOf(policy),
      steps: explanation.steps.map((step) => ({
        kind: step.kind,
        countedMs: step.countedMs,
        from: new Date(step.from).toISOString(),
        to: new Date(step.to).toISOString(),
      })),
    },
  }
}

/** Support hours as data for the screen: `mon,fri 09:00-18:00`, or `always`; empty where days differ. */
function hoursOf({ calendar }: ClockPolicy): string {
  const days = Object.entries(calendar.week).filter(([, hours]) => hours.length > 0)
  const first = days[0]?.[1][0]
  const isAlike = days.every(([, hours]) => hours.length === 1 && String(hours[0]) === String(first))
  if (first === undefined || !isAlike) return ''
  if (days.length === 7 && first[0] === '00:00' && first[1] === '24:00') return 'always'
  return `${days.map(([day]) => day).join(',')} ${first[0]}-${first[1]}`
}
