import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import type { ClockPolicy, Targets } from './clock-policy.ts'
import { type ClockEvent, runClocks } from './clock-states.ts'
import { warningsOf } from './warnings-of.ts'

const minute = 60_000
/** Monday, 1 June 2026, 09:00 in the coverage zone; support ends at 18:00. */
const monday = Date.UTC(2026, 5, 1, 9)
const at = (minutes: number) => monday + minutes * minute
const within = (minutes: number | null): Targets => ({
  firstResponse: minutes === null ? null : { minutes, guaranteed: true, clause: '' },
  nextResponse: null,
  resolution: minutes === null ? null : { minutes, guaranteed: false, clause: '' },
})
const policy: ClockPolicy = {
  calendar: calendarFromSupportHours(
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
    '+00:00',
  ),
  targets: { high: within(100), medium: within(1000), low: within(null) },
}
const received = (priority: 'high' | 'medium' | 'low'): ClockEvent => ({
  type: 'created',
  at: monday,
  priority,
})
const to = (minutes: number, status: 'pending' | 'open' | 'resolved'): ClockEvent => ({
  type: 'status',
  at: at(minutes),
  to: status,
})
const priority = (minutes: number, level: 'high' | 'medium' | 'low'): ClockEvent => ({
  type: 'priority',
  at: at(minutes),
  to: level,
})

/** Minutes from the receipt at which the resolution warns, judged `now` minutes after it. */
function warned(events: ClockEvent[], now: number, shares = [80, 50]): [number, number][] {
  const { resolution } = runClocks(policy, events, at(now))
  assert.ok(resolution)
  return warningsOf(policy.calendar, resolution, shares).map((one) => [one.share, (one.at - monday) / minute])
}

const cases: { it: string; events: ClockEvent[]; now: number; warns: [number, number][] }[] = [
  {
    it: 'at shares of its working time',
    events: [received('high')],
    now: 0,
    warns: [
      [50, 50],
      [80, 80],
    ],
  },
  {
    it: 'after closing hours where the share is not used up before',
    events: [received('medium')],
    now: 0,
    warns: [
      [50, 500],
      [80, 24 * 60 + 800 - 540],
    ],
  },
  {
    it: 'of what is past as well',
    events: [received('high')],
    now: 90,
    warns: [
      [50, 50],
      [80, 80],
    ],
  },
  {
    it: 'later by as long as the customer was waited for',
    events: [received('high'), to(60, 'pending'), to(160, 'open')],
    now: 170,
    warns: [
      [50, 50],
      [80, 180],
    ],
  },
  {
    it: 'earlier for a raised priority, and not before it was raised',
    events: [received('medium'), priority(300, 'high')],
    now: 301,
    warns: [
      [50, 300],
      [80, 320],
    ],
  },
  {
    it: 'later for a lowered priority',
    events: [received('high'), priority(60, 'medium')],
    now: 61,
    warns: [
      [50, 500],
      [80, 24 * 60 + 800 - 540],
    ],
  },
  { it: 'not while it stands still', events: [received('high'), to(60, 'pending')], now: 70, warns: [] },
  { it: 'not once it has stopped', events: [received('high'), to(60, 'resolved')], now: 70, warns: [] },
  { it: 'not once it is late', events: [received('high')], now: 101, warns: [] },
  { it: 'not without a target', events: [received('low')], now: 10, warns: [] },
]

for (const { it, events, now, warns } of cases) {
  test(`a clock warns ${it}`, () => assert.deepEqual(warned(events, now), warns))
}

test('a clock warns at no share that nobody asked for', () => {
  assert.deepEqual(warned([received('high')], 0, []), [])
})
