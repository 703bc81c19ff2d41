import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import type { ClockPolicy } from './clock-policy.ts'
import { clockStateOf } from './clock-state.ts'
import { type ClockEvent, runClocks, statesOf } from './clock-states.ts'
import { lineAt } from './line-stay.ts'

const minute = 60_000
/** Monday, 1 June 2026, 09:00 in the coverage zone. */
const monday = Date.UTC(2026, 5, 1, 9)
const at = (minutes: number) => monday + minutes * minute
const none = { firstResponse: null, nextResponse: null, resolution: null }
const policy: ClockPolicy = {
  calendar: calendarFromSupportHours(
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
    '+00:00',
  ),
  targets: { high: none, medium: none, low: none },
  lines: {
    1: { high: 30, medium: 60, low: null },
    2: { high: 120, medium: 600, low: 900 },
  },
}
const received: ClockEvent = { type: 'created', at: monday, priority: 'medium' }

/** The stays of a case: line, how each stands, minutes counted, and minutes from the receipt to its due time. */
function stays(events: ClockEvent[], now: number) {
  const clocks = runClocks(policy, events, now)
  const current = clocks.line === null ? [] : [clocks.line]
  return [...clocks.past, ...current].map((clock) => {
    const { state, elapsedMs, dueAt } = clockStateOf(policy.calendar, clock.kind, clock, now)
    return [clock.line, state, elapsedMs / minute, dueAt === null ? null : (dueAt - monday) / minute]
  })
}

test('a new case is on the first line, which aims to solve it or hand it on within its own target', () => {
  assert.deepEqual(stays([received], at(20)), [[1, 'running', 20, 60]])
  const { line } = statesOf(policy, runClocks(policy, [received], at(20)), at(20))
  assert.deepEqual([line.guaranteed, line.clause], [false, 'line_target.1'])
})

test('a case that arrives on another line is measured by that one from the start', () => {
  assert.deepEqual(stays([{ ...received, line: 2 }], at(20)), [[2, 'running', 20, 1500]])
})

test('handing a case on keeps one line’s target and begins the other’s, which runs into the next day', () => {
  const events: ClockEvent[] = [received, { type: 'line', at: at(60), to: 2 }]
  assert.deepEqual(stays(events, at(90)), [
    [1, 'met', 60, 60],
    [2, 'running', 30, 24 * 60 + 120],
  ])
  assert.deepEqual(stays([received, { type: 'line', at: at(61), to: 2 }], at(90))[0], [1, 'breached', 61, 60])
})

test('a line that the case only passed through in the same instant never had it', () => {
  const events: ClockEvent[] = [
    received,
    { type: 'line', at: monday, to: 3 },
    { type: 'line', at: monday, to: 2 },
  ]
  assert.deepEqual(stays(events, at(5)), [[2, 'running', 5, 1500]])
})

test('a line without a target has the case all the same', () => {
  const events: ClockEvent[] = [
    received,
    { type: 'line', at: at(10), to: 4 },
    { type: 'line', at: at(25), to: 1 },
  ]
  assert.deepEqual(stays(events, at(30)), [
    [1, 'met', 10, 60],
    [4, 'none', 15, null],
    [1, 'running', 5, 85],
  ])
})

test('while the customer is waited for, the line’s time stands still, also for the line that gets it then', () => {
  const asked: ClockEvent[] = [received, { type: 'status', at: at(20), to: 'pending' }]
  assert.deepEqual(stays(asked, at(100)), [[1, 'paused', 20, null]])
  const handed: ClockEvent[] = [...asked, { type: 'line', at: at(100), to: 2 }]
  assert.deepEqual(stays(handed, at(130)), [
    [1, 'met', 20, 140],
    [2, 'paused', 0, null],
  ])
  const answered: ClockEvent[] = [...handed, { type: 'status', at: at(200), to: 'open' }]
  assert.deepEqual(stays(answered, at(210))[1], [2, 'running', 10, 24 * 60 + 200 + 600 - 540])
})

test('a solution ends the stay, and reopening goes on with what was left', () => {
  const solved: ClockEvent[] = [received, { type: 'status', at: at(40), to: 'resolved' }]
  assert.deepEqual(stays(solved, at(300)), [[1, 'met', 40, 60]])
  const reopened: ClockEvent[] = [...solved, { type: 'status', at: at(300), to: 'open' }]
  assert.deepEqual(stays(reopened, at(310)), [[1, 'running', 50, 320]])
})

test('a solved case that is handed on begins with the other line when it is reopened', () => {
  const handed: ClockEvent[] = [
    received,
    { type: 'status', at: at(40), to: 'resolved' },
    { type: 'line', at: at(50), to: 2 },
  ]
  assert.deepEqual(stays(handed, at(60)), [[1, 'met', 40, 60]])
  const reopened: ClockEvent[] = [...handed, { type: 'status', at: at(100), to: 'pending' }]
  assert.deepEqual(stays(reopened, at(110)), [
    [1, 'met', 40, 60],
    [2, 'paused', 0, null],
  ])
  const back: ClockEvent[] = [
    ...handed,
    { type: 'line', at: at(70), to: 1 },
    { type: 'status', at: at(100), to: 'open' },
  ]
  assert.deepEqual(stays(back, at(110)), [[1, 'running', 50, 120]])
})

test('a case closed without a solution cancels the stay, and going on wakes it', () => {
  const closed: ClockEvent[] = [received, { type: 'status', at: at(10), to: 'cancelled' }]
  assert.deepEqual(stays(closed, at(500)), [[1, 'cancelled', 10, 60]])
  const woken: ClockEvent[] = [...closed, { type: 'status', at: at(100), to: 'open' }]
  assert.deepEqual(stays(woken, at(110)), [[1, 'running', 20, 150]])
})

test('another priority re-aims the line like every clock: nearer when raised, later when lowered', () => {
  const raised: ClockEvent[] = [received, { type: 'priority', at: at(20), to: 'high' }]
  assert.deepEqual(stays(raised, at(25)), [[1, 'running', 25, 50]])
  const lowered: ClockEvent[] = [received, { type: 'priority', at: at(20), to: 'low' }]
  assert.deepEqual(stays(lowered, at(25)), [[1, 'none', 25, null]])
})

test('which line has a case is known at every instant', () => {
  const { lines } = runClocks(policy, [received, { type: 'line', at: at(10), to: 3 }], at(60))
  assert.deepEqual(
    [at(-1), at(0), at(9), at(10), at(60)].map((when) => lineAt(lines, when)),
    [1, 1, 1, 3, 3],
  )
})
