import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { isOpen } from '#promise/calendars/domain/working-time.ts'
import {
  type ClockPolicy,
  clockPolicySchema,
  comparePriority,
  type Priority,
  type Target,
} from './clock-policy.ts'
import type { ClockState } from './clock-state.ts'
import { type ClockEvent, clockStates, keepingMs } from './clock-states.ts'

const minute = 60_000
const hour = 60 * minute
const kinds = ['firstResponse', 'nextResponse', 'resolution'] as const
const office = { days: ['mon' as const, 'tue' as const, 'wed' as const, 'thu' as const, 'fri' as const] }
const officeHours = { ...office, from: '09:00', to: '18:00' }
/** Monday, 1 June 2026, 09:00 in the coverage zone. */
const monday = Date.UTC(2026, 5, 1, 9)

function promised(minutes: number, clause: string): Target {
  return { minutes, guaranteed: true, clause }
}

const business: ClockPolicy = {
  calendar: calendarFromSupportHours(officeHours, '+00:00'),
  targets: {
    high: {
      firstResponse: promised(60, 'response_time.high@business@1'),
      nextResponse: null,
      resolution: { minutes: 1440, guaranteed: false, clause: '' },
    },
    medium: {
      firstResponse: promised(240, 'response_time.medium@business@1'),
      nextResponse: null,
      resolution: { minutes: 4320, guaranteed: false, clause: '' },
    },
    low: { firstResponse: null, nextResponse: null, resolution: null },
  },
}

function received(priority: Priority, at = monday): ClockEvent {
  return { type: 'created', at, priority }
}

test('clocks are kept as of now, or of the newest thing on record where that is later', () => {
  const events: ClockEvent[] = [received('high'), { type: 'agent_reply', at: monday + minute }]
  assert.equal(keepingMs(events, monday + hour), monday + hour)
  const behind = keepingMs(events, monday - 1_000)
  assert.equal(clockStates(business, events, behind).firstResponse.state, 'met')
  assert.equal(clockStates(business, events, monday - 1_000).firstResponse.state, 'none')
})

test('the terms of a case survive being stored as JSON', () => {
  assert.deepEqual(clockPolicySchema.parse(JSON.parse(JSON.stringify(business))), business)
})

test('a clock says which clause promises its due time', () => {
  const { firstResponse } = clockStates(business, [received('high')], monday + 30 * minute)
  assert.deepEqual(firstResponse, {
    kind: 'firstResponse',
    state: 'running',
    startedAt: monday,
    dueAt: monday + hour,
    stoppedAt: null,
    elapsedMs: 30 * minute,
    targetMs: hour,
    guaranteed: true,
    clause: 'response_time.high@business@1',
  })
})

test('a case nobody has received yet has no clocks', () => {
  const states = clockStates(business, [received('high')], monday - 1)
  assert.deepEqual(
    kinds.map((kind) => [states[kind].state, states[kind].startedAt]),
    [
      ['none', null],
      ['none', null],
      ['none', null],
    ],
  )
})

test('a person who takes the call in which the case is opened has answered at once', () => {
  const events: ClockEvent[] = [received('high'), { type: 'agent_reply', at: monday }]
  const { firstResponse } = clockStates(business, events, monday + 5 * hour)
  assert.equal(firstResponse.state, 'met')
  assert.equal(firstResponse.overMs, 0)
})

test('a lowered guaranteed clock keeps its earlier due time beside the new one', () => {
  const events: ClockEvent[] = [
    received('high'),
    { type: 'priority', at: monday + 10 * minute, to: 'medium' },
  ]
  const lowered = clockStates(business, events, monday + 20 * minute)
  assert.equal(lowered.firstResponse.dueAt, monday + 4 * hour)
  assert.equal(lowered.firstResponse.earlierPromise, monday + hour)
  assert.equal(lowered.resolution.earlierPromise, undefined)
  const toNothing = clockStates(
    business,
    [...events, { type: 'priority', at: monday + 20 * minute, to: 'low' }],
    monday + hour,
  )
  assert.equal(toNothing.firstResponse.state, 'none')
  assert.equal(toNothing.firstResponse.earlierPromise, monday + hour)
  const back: ClockEvent[] = [...events, { type: 'priority', at: monday + 20 * minute, to: 'high' }]
  const raised = clockStates(business, back, monday + 20 * minute)
  assert.equal(raised.firstResponse.dueAt, monday + hour)
  assert.equal(raised.firstResponse.earlierPromise, undefined)
})

test('the first promise of a solution that was lowered waits for the customer as it would have without', () => {
  const always = calendarFromSupportHours({ always: true }, '+00:00')
  const { high, medium, low } = business.targets
  const day = 24 * hour
  const policy = {
    calendar: always,
    targets: {
      high: { ...high, resolution: promised(1440, '') },
      medium: { ...medium, resolution: promised(4320, '') },
      low,
    },
  }
  const lower = (to: Priority): ClockEvent => ({ type: 'priority', at: monday + 2 * hour, to })
  const waits: ClockEvent[] = [
    { type: 'status', at: monday + 3 * hour, to: 'pending' },
    { type: 'status', at: monday + 5 * day, to: 'open' },
  ]
  const solved: ClockEvent = { type: 'status', at: monday + 5 * day + minute, to: 'resolved' }
  for (const to of ['medium', 'low'] as const) {
    const lowered = [received('high'), lower(to), ...waits]
    const first: number | null = clockStates(policy, [received('high'), ...waits], solved.at).resolution.dueAt
    assert.equal(first, monday + 5 * day + 21 * hour)
    assert.equal(clockStates(policy, lowered, solved.at).resolution.earlierPromise, first)
    assert.equal(clockStates(policy, [...lowered, solved], monday + 9 * day).resolution.earlierPromise, first)
    // What stands still has no due time, lowered or not.
    const paused = clockStates(policy, lowered.slice(0, 3), monday + 4 * hour).resolution
    assert.deepEqual(
      [paused.dueAt, to === 'medium' && paused.earlierPromise],
      [null, to === 'medium' && undefined],
    )
  }
})

test('a promise whose due time stays is no less promised at a priority that only tracks it', () => {
  const { high } = business.targets
  const tracked = { ...high, firstResponse: { minutes: 60, guaranteed: false, clause: '' } }
  const policy = { ...business, targets: { ...business.targets, medium: tracked } }
  const at = monday + 10 * minute
  const lowered: ClockEvent[] = [received('high'), { type: 'priority', at, to: 'medium' }]
  const { firstResponse } = clockStates(policy, lowered, at)
  assert.deepEqual([firstResponse.dueAt, firstResponse.guaranteed], [monday + hour, true])
  const toNothing: ClockEvent[] = [...lowered, { type: 'priority', at, to: 'low' }]
  assert.equal(clockStates(policy, toNothing, at).firstResponse.earlierPromise, monday + hour)
})

test('a solved case shows its resolution as it stood, whatever happens to its priority', () => {
  const solved: ClockEvent[] = [received('high'), { type: 'status', at: monday + hour, to: 'resolved' }]
  const before = clockStates(business, solved, monday + 2 * hour).resolution
  for (const to of ['medium', 'low'] as const) {
    const later: ClockEvent[] = [...solved, { type: 'priority', at: monday + 2 * hour, to }]
    assert.deepEqual(clockStates(business, later, monday + 2 * hour).resolution, before)
  }
})

test('closing as duplicate ends what still runs as cancelled, and leaves what was met or missed', () => {
  const cancelled: ClockEvent = { type: 'status', at: monday + 2 * hour, to: 'cancelled' }
  const open = clockStates(business, [received('medium'), cancelled], monday + 90 * hour)
  assert.equal(open.firstResponse.state, 'cancelled')
  assert.equal(open.resolution.state, 'cancelled')
  assert.equal(open.resolution.stoppedAt, cancelled.at)
  const answered: ClockEvent = { type: 'agent_reply', at: monday + hour }
  assert.equal(
    clockStates(business, [received('high'), answered, cancelled], cancelled.at).firstResponse.state,
    'met',
  )
  assert.equal(
    clockStates(business, [received('high'), cancelled], cancelled.at).firstResponse.state,
    'breached',
  )
})

test('a case cancelled by mistake goes on with what was left', () => {
  const events: ClockEvent[] = [
    received('medium'),
    { type: 'status', at: monday + hour, to: 'cancelled' },
    { type: 'status', at: monday + 3 * hour, to: 'open' },
  ]
  const { firstResponse, resolution } = clockStates(business, events, monday + 4 * hour)
  assert.equal(firstResponse.state, 'running')
  assert.equal(firstResponse.dueAt, monday + 6 * hour)
  assert.equal(resolution.elapsedMs, 2 * hour)
})

const priority = fc.constantFrom<Priority>('high', 'medium', 'low')
const target = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 900 }).map((minutes) => promised(minutes, 'clause')) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const targets = fc.record({ firstResponse: target, nextResponse: target, resolution: target })
const policy: fc.Arbitrary<ClockPolicy> = fc.record({
  calendar: fc.constantFrom(
    calendarFromSupportHours(officeHours, '+02:00'),
    calendarFromSupportHours(officeHours, 'America/New_York'),
    calendarFromSupportHours({ always: true }, 'Europe/Berlin'),
  ),
  targets: fc.record({ high: targets, medium: targets, low: targets }),
})
const change = fc.oneof(
  fc.constantFrom({ type: 'agent_reply' as const }, { type: 'customer_reply' as const }),
  fc.record({
    type: fc.constant('status' as const),
    to: fc.constantFrom('open' as const, 'pending' as const, 'on_hold' as const, 'resolved' as const),
  }),
  fc.record({ type: fc.constant('priority' as const), to: priority }),
)
const gap = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 3000 }))

/** A case of up to ten events on whole minutes from somewhere in the week of the autumn clock change. */
const history = fc
  .record({
    start: fc.integer({ min: 0, max: 10_000 }),
    first: priority,
    changes: fc.array(fc.tuple(gap, change), { maxLength: 10 }),
  })
  .map(({ start, first, changes }) => {
    let at = Date.UTC(2026, 9, 22) + start * minute
    const events: ClockEvent[] = [received(first, at)]
    for (const [minutes, each] of changes) {
      at += minutes * minute
      events.push({ ...each, at })
    }
    return events
  })

function lastOf(events: ClockEvent[]): number {
  return events.at(-1)?.at ?? 0
}

function priorityAfter(events: ClockEvent[]): Priority {
  const levels = events.map((event) => {
    if (event.type === 'created') return event.priority
    return event.type === 'priority' ? event.to : undefined
  })
  return levels.findLast((level) => level !== undefined) ?? 'low'
}

/** How far the clock may go; without a target it may go on for ever. */
function reach({ targetMs }: ClockState): number {
  return targetMs ?? Infinity
}

test('raising never makes a promise later, lowering never sooner, and no change makes one late', () => {
  fc.assert(
    fc.property(policy, history, priority, gap, (terms, events, to, later) => {
      const at = lastOf(events) + later * minute
      const before = clockStates(terms, events, at)
      const after = clockStates(terms, [...events, { type: 'priority', at, to }], at)
      const direction = comparePriority(to, priorityAfter(events))
      for (const kind of kinds) {
        const [was, is] = [before[kind], after[kind]]
        assert.equal(is.state === 'breached', was.state === 'breached')
        assert.equal(is.elapsedMs, was.elapsedMs)
        if (was.state === 'breached' || was.stoppedAt !== null) {
          assert.equal(is.dueAt, was.dueAt)
          continue
        }
        if (direction >= 0) assert.ok(reach(is) <= reach(was))
        if (direction <= 0) assert.ok(reach(is) >= reach(was))
        if (was.state === 'running' && is.state === 'running') {
          const moved = (is.dueAt ?? Infinity) - (was.dueAt ?? Infinity)
          assert.ok(direction > 0 ? moved <= 0 : moved >= 0)
        }
      }
    }),
    { numRuns: 1500 },
  )
})

test('a breached clock stays breached with its due time, whatever follows', () => {
  fc.assert(
    fc.property(policy, history, gap, (terms, events, later) => {
      const end = clockStates(terms, events, lastOf(events) + later * minute)
      for (const { at } of events) {
        const then = clockStates(terms, events, at)
        for (const kind of kinds) {
          const sameExchange = then[kind].startedAt === end[kind].startedAt
          if (then[kind].state !== 'breached' || !sameExchange) continue
          assert.equal(end[kind].state, 'breached')
          assert.equal(end[kind].dueAt, then[kind].dueAt)
        }
      }
    }),
    { numRuns: 1500 },
  )
})

/** First response and resolution by walking each minute of the case, with the rules of SPEC 4.3 and 4.5 only. */
function walk(terms: ClockPolicy, events: ClockEvent[], kind: 'firstResponse' | 'resolution', end: number) {
  const [first] = events
  if (first?.type !== 'created') throw new Error('a case begins by being received')
  const aimOf = (level: Priority) => (terms.targets[level][kind]?.minutes ?? Infinity) * minute
  let level = first.priority
  let aim = aimOf(level)
  let elapsed = 0
  let status = 'open'
  let answered = false
  let due: number | null = null
  let breached = false
  const held = [{ level, aim }]
  const runs = () => (kind === 'firstResponse' ? !answered : status === 'open' || status === 'on_hold')
  const stopped = () => (kind === 'firstResponse' ? answered : status === 'resolved')
  const pending = [...events]
  for (let at = first.at; at <= end; at += minute) {
    if (runs() && due !== null && at > due) breached = true
    for (; pending[0] && pending[0].at === at; pending.shift()) {
      const event = pending[0]
      if (event.type === 'agent_reply') answered = true
      if (event.type === 'status') status = event.to
      if (event.type === 'status' && !breached && !(elapsed === aim && due !== null && runs())) due = null
      if (event.type !== 'priority' || event.to === level) continue
      const over = kind === 'firstResponse' && answered
      const raised = comparePriority(event.to, level) > 0
      level = event.to
      if (breached || over) continue
      const ahead = held.filter((each) => comparePriority(each.level, level) >= 0 && each.aim > elapsed)
      aim = raised
        ? Math.min(aim, elapsed + aimOf(level), ...ahead.map((each) => each.aim))
        : Math.max(aim, aimOf(level))
      held.push({ level, aim })
      if (elapsed < aim) due = null
    }
    if (runs() && due === null && elapsed >= aim) due = at
    if (at === end || !runs()) continue
    if (isOpen(terms.calendar, at)) elapsed += minute
    if (due === null && elapsed >= aim) due = at + minute
  }
  return { missedDue: breached ? due : null, stopped: stopped(), elapsed }
}

test('first response and resolution agree with walking through the case minute by minute', () => {
  fc.assert(
    fc.property(policy, history, fc.integer({ min: 0, max: 2000 }), (terms, events, later) => {
      const end = lastOf(events) + later * minute
      const states = clockStates(terms, events, end)
      for (const kind of ['firstResponse', 'resolution'] as const) {
        const walked = walk(terms, events, kind, end)
        assert.equal(states[kind].elapsedMs, walked.elapsed)
        assert.equal(states[kind].state === 'breached' ? states[kind].dueAt : null, walked.missedDue)
        assert.equal(states[kind].stoppedAt !== null, walked.stopped)
      }
    }),
    { numRuns: 200 },
  )
})
