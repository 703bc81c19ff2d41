import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { openMinutes } from '../../../../tests/support/open-minutes.ts'
import { type History, randomHistory, seed } from '../../../../tests/support/random-history.ts'
import { comparePriority, type Priority } from './clock-policy.ts'
import { clockStateOf } from './clock-state.ts'
import { type ClockEvent, type ClockStates, clockStates, runClocks } from './clock-states.ts'
import { elapsedOf } from './clock.ts'
import { lineAt } from './line-stay.ts'

const minute = 60_000
/** The rule as it is, or a wrong one that a property has to find. */
type Rule = (history: History) => History
const asItIs: Rule = (history) => history

/** Every property holds, and the same property of a rule that is wrong is found not to. */
function holds(name: string, property: (rule: Rule) => fc.IProperty<unknown>, wrong: Rule, numRuns = 300) {
  test(name, () => fc.assert(property(asItIs), { seed, numRuns }))
  test(`${name}: a wrong rule is found out`, () => {
    assert.ok(fc.check(property(wrong), { seed, numRuns: 3 * numRuns }).failed)
  })
}

const states = ({ policy, events, now }: History): ClockStates => clockStates(policy, events, now)
const stays = ({ policy, events, now }: History) => {
  const { past, line } = runClocks(policy, events, now)
  return [...past, ...(line === null ? [] : [line])].filter((clock) => clock.kind === 'line')
}
const changed =
  (change: (event: ClockEvent, before: readonly ClockEvent[]) => ClockEvent[]): Rule =>
  (history) => ({
    ...history,
    events: history.events.flatMap((one, at) => change(one, history.events.slice(0, at))),
  })

describe(`Over random histories (seed ${seed})`, () => {
  holds(
    'the clocks of a case are what they are, whether or not somebody looked in between',
    (rule) =>
      fc.property(randomHistory, fc.array(fc.nat(3000), { maxLength: 4 }), (history, looks) => {
        const start = history.events[0]?.at ?? 0
        const looked: ClockEvent[] = looks.map((after) => ({
          type: 'package',
          at: start + after * minute,
          to: '',
        }))
        const all = [...history.events, ...looked].toSorted((a, b) => a.at - b.at)
        assert.deepEqual(states(rule({ ...history, events: all })), states(history))
        // What comes later changes nothing of what was known then.
        for (const { at } of looked)
          assert.deepEqual(
            states({ ...history, now: at }),
            states({ ...history, events: history.events.filter((one) => one.at <= at), now: at }),
          )
      }),
    // Looking at a case answers it.
    changed((one) => (one.type === 'package' ? [{ type: 'agent_reply', at: one.at }] : [one])),
  )

  holds(
    'time elapsed is what counting minute by minute gives',
    (rule) =>
      fc.property(randomHistory, (history) => {
        const { firstResponse, nextResponse, resolution } = states(rule(history))
        const each = [firstResponse, nextResponse, resolution].map((one) => one.elapsedMs)
        const { policy, now } = history
        const line = stays(rule(history)).map((clock) => elapsedOf(policy.calendar, clock, now))
        assert.deepEqual(
          [...each, ...line].map((ms) => ms / minute),
          counted(history),
        )
      }),
    // Waiting for the customer does not stop the clock.
    changed((one) => (one.type === 'status' && one.to === 'pending' ? [{ ...one, to: 'on_hold' }] : [one])),
    60,
  )

  holds(
    'raising a priority makes no promise later, and lowering it none sooner',
    (rule) =>
      fc.property(randomHistory, (history) => {
        for (const [index, event] of history.events.entries()) {
          if (event.type !== 'priority') continue
          const before = { ...history, events: history.events.slice(0, index), now: event.at }
          const after = { ...before, events: history.events.slice(0, index + 1) }
          const direction = comparePriority(event.to, priorityOf(before.events))
          for (const kind of ['firstResponse', 'nextResponse', 'resolution', 'line'] as const) {
            const [was, is] = [states(rule(before))[kind], states(rule(after))[kind]]
            if (was.state === 'paused' || is.state === 'paused' || was.stoppedAt !== null) continue
            const [due, then] = [was.dueAt ?? Infinity, is.dueAt ?? Infinity]
            assert.ok(direction > 0 ? then <= due : direction < 0 ? then >= due : then === due, kind)
          }
        }
      }),
    // The target of the present priority counts from the receipt.
    (history) => {
      const to = priorityOf(history.events)
      const events = history.events.flatMap((one): ClockEvent[] =>
        one.type === 'created' ? [{ ...one, priority: to }] : one.type === 'priority' ? [] : [one],
      )
      return { ...history, events }
    },
  )

  holds(
    'a promise that is lowered stays on record, through whatever is changed after',
    (rule) =>
      fc.property(randomHistory, (history) => {
        const events = history.events.filter(({ type }) => type === 'created' || type === 'priority')
        const lowered: number[] = []
        for (const [index, event] of events.entries()) {
          const before = events.slice(0, index)
          if (event.type !== 'priority' || comparePriority(event.to, priorityOf(before)) >= 0) continue
          const was = states({ ...history, events: before, now: event.at }).resolution
          if (was.guaranteed && was.dueAt !== null && was.state === 'running') lowered.push(was.dueAt)
        }
        const { earlierPromise = Infinity, dueAt } = states(rule({ ...history, events })).resolution
        for (const due of lowered) assert.ok(Math.min(earlierPromise, dueAt ?? Infinity) <= due)
      }),
    // Only the present priority is remembered.
    (history) => {
      const [opened, ...rest] = history.events
      const last = rest.findLast(({ type }) => type === 'priority')
      if (opened?.type !== 'created' || last?.type !== 'priority') return history
      return { ...history, events: [{ ...opened, priority: last.to }] }
    },
  )

  holds(
    'the lines that had a case share its time from the receipt to its end among them',
    (rule) =>
      fc.property(randomHistory, (history) => {
        const { policy, now } = history
        const { lines } = runClocks(policy, history.events, now)
        const found = stays(rule(history))
        assert.equal(found[0]?.startedAt, history.events[0]?.at)
        for (const [index, stay] of found.entries()) {
          const end = clockStateOf(policy.calendar, 'line', stay, now).stoppedAt ?? now
          const next = found[index + 1]
          assert.ok(next === undefined || end <= next.startedAt)
          const then = lines.flatMap((one) => (one.at === stay.startedAt ? one.line : []))
          assert.ok([lineAt(lines, stay.startedAt - 1), ...then].includes(stay.line ?? 0))
        }
        // All of it, counted as the solution is.
        const total = found.reduce((sum, stay) => sum + elapsedOf(policy.calendar, stay, now), 0)
        assert.equal(total, states(history).resolution.elapsedMs)
      }),
    // A line that gets a waiting case begins at once.
    changed((one, before) => {
      const status = before.findLast(({ type }) => type === 'status')
      const waits = one.type === 'line' && status?.type === 'status' && status.to === 'pending'
      return waits ? [{ type: 'status', at: one.at, to: 'open' }, one] : [one]
    }),
  )
})

function priorityOf(events: readonly ClockEvent[]): Priority {
  const last = events.findLast((one) => one.type === 'created' || one.type === 'priority')
  if (last?.type === 'created') return last.priority
  return last?.type === 'priority' ? last.to : 'low'
}

/** Minutes of the first reply, the last exchange, the solution, and each stay, by walking through the time. */
function counted({ policy, events, now }: History): number[] {
  const start = events[0]?.at ?? 0
  const left = [...events]
  const stayed: { line: number; from: number; minutes: number }[] = []
  let [first, next, resolution] = [0, 0, 0]
  let [answered, asks, isCancelled, onLine] = [false, false, false, 1]
  let status = 'open'
  const isOver = () => status === 'resolved' || status === 'closed' || status === 'cancelled'
  const arrive = (at: number) => {
    if (isOver() || stayed.at(-1)?.line === onLine) return
    if (stayed.at(-1)?.from === at) stayed.pop()
    stayed.push({ line: onLine, from: at, minutes: 0 })
  }
  const apply = (event: ClockEvent) => {
    if (event.type === 'created' || event.type === 'line') {
      onLine = (event.type === 'line' ? event.to : event.line) ?? 1
      arrive(event.at)
    }
    if (event.type === 'agent_reply' && !isCancelled) [answered, asks] = [true, false]
    if (event.type === 'customer_reply' && !isCancelled && answered && !asks) [asks, next] = [true, 0]
    if (event.type !== 'status') return
    status = event.to
    isCancelled = status === 'cancelled' || (isCancelled && isOver())
    arrive(event.at)
  }
  for (const at of [...openMinutes(policy.calendar, start, now), now]) {
    while (left[0] !== undefined && left[0].at <= at) apply(left.shift() as ClockEvent)
    if (at === now) break
    if (!answered && !isCancelled) first += 1
    if (asks && !isCancelled) next += 1
    if (isOver() || status === 'pending') continue
    resolution += 1
    const stay = stayed.at(-1)
    if (stay) stay.minutes += 1
  }
  return [first, next, resolution, ...stayed.map(({ minutes }) => minutes)]
}
