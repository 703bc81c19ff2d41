import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import type { ClockPolicy, Targets } from './clock-policy.ts'
import type { ClockEvent } from './clock-states.ts'
import { type ClockExplanation, explainClock } from './explain-clock.ts'
import { explainSentence } from './explain-sentence.ts'

const hour = 3_600_000
/** Friday, 5 June 2026, 16:40 in Helsinki. */
const friday = Date.UTC(2026, 5, 5, 13, 40)
const officeHours = {
  days: ['mon' as const, 'tue' as const, 'wed' as const, 'thu' as const, 'fri' as const],
  from: '09:00',
  to: '18:00',
}
const targets: Targets = {
  firstResponse: { minutes: 240, guaranteed: true, clause: 'response_time.high@basic@2' },
  nextResponse: null,
  resolution: { minutes: 6000, guaranteed: false, clause: '' },
}
const policy: ClockPolicy = {
  calendar: calendarFromSupportHours(officeHours, 'Europe/Helsinki'),
  targets: { high: targets, medium: targets, low: targets },
}
const created: ClockEvent = { type: 'created', at: friday, priority: 'high' }

function explained(events: ClockEvent[], kind: 'firstResponse' | 'resolution', at: number): ClockExplanation {
  const explanation = explainClock(policy, events, kind, at)
  assert.ok(explanation)
  return explanation
}

test('a due time after the weekend shows each stretch that was counted and the closed time between', () => {
  const { steps, ...explanation } = explained([created], 'firstResponse', friday)
  const closing = Date.UTC(2026, 5, 5, 15)
  const opening = Date.UTC(2026, 5, 8, 6)
  const due = Date.UTC(2026, 5, 8, 8, 40)
  assert.deepEqual(steps, [
    { from: friday, to: closing, kind: 'counted', countedMs: closing - friday },
    { from: closing, to: opening, kind: 'closed', countedMs: 0 },
    { from: opening, to: due, kind: 'counted', countedMs: due - opening },
  ])
  assert.deepEqual(explanation, {
    kind: 'firstResponse',
    state: 'running',
    at: friday,
    targetMinutes: 240,
    clause: 'response_time.high@basic@2',
    guaranteed: true,
    timeZone: 'Europe/Helsinki',
    line: null,
    aims: [{ at: friday, priority: 'high', targetMs: 4 * hour, dueAt: due, dueBefore: null }],
    totalCountedMs: 4 * hour,
    elapsedMs: 0,
    targetMs: 4 * hour,
    overMs: 0,
    dueAt: due,
    stoppedAt: null,
    earlierPromise: null,
  })
})

test('time spent waiting for the customer appears as a pause that counts nothing', () => {
  const monday = Date.UTC(2026, 5, 8, 6)
  const events: ClockEvent[] = [
    { ...created, at: monday },
    { type: 'status', at: monday + hour, to: 'pending' },
    { type: 'status', at: monday + 3 * hour, to: 'open' },
    { type: 'status', at: monday + 4 * hour, to: 'resolved' },
  ]
  const { steps, totalCountedMs } = explained(events, 'resolution', monday + 9 * hour)
  assert.deepEqual(
    steps.map((step) => [
      step.kind,
      (step.from - monday) / hour,
      (step.to - monday) / hour,
      step.countedMs / hour,
    ]),
    [
      ['counted', 0, 1, 1],
      ['paused', 1, 3, 0],
      ['counted', 3, 4, 1],
    ],
  )
  assert.equal(totalCountedMs, 2 * hour)
  const waiting = explained(events.slice(0, 2), 'resolution', monday + 2 * hour)
  assert.deepEqual(waiting.steps.at(-1), {
    from: monday + hour,
    to: monday + 2 * hour,
    kind: 'paused',
    countedMs: 0,
    why: 'waiting',
  })
})

test('a missed clock is explained up to the due time it missed, and to the late reply once there is one', () => {
  const due = Date.UTC(2026, 5, 8, 8, 40)
  const missed = explained([created], 'firstResponse', due + 30 * hour)
  assert.equal(missed.state, 'breached')
  assert.equal(missed.steps.at(-1)?.to, due)
  assert.equal(missed.totalCountedMs, 4 * hour)
  const answered = explained(
    [created, { type: 'agent_reply', at: due + hour }],
    'firstResponse',
    due + 30 * hour,
  )
  assert.equal(answered.steps.at(-1)?.to, due + hour)
  assert.equal(answered.totalCountedMs, 5 * hour)
})

test('a long way shows its beginning and its end, and the whole of it is still counted', () => {
  const longTargets = { ...targets, resolution: { minutes: 60_000, guaranteed: false, clause: '' } }
  const long = { ...policy, targets: { high: longTargets, medium: longTargets, low: longTargets } }
  const explanation = explainClock(long, [created], 'resolution', friday)
  assert.ok(explanation)
  const { steps, totalCountedMs } = explanation
  assert.equal(steps.length, 40)
  assert.equal(totalCountedMs, 1000 * hour)
  assert.equal(
    steps.reduce((sum, step) => sum + step.countedMs, 0),
    1000 * hour,
  )
  for (const [index, step] of steps.entries()) assert.equal(step.from, steps[index - 1]?.to ?? friday)
})

test('a clock that has not started has nothing to explain', () => {
  assert.equal(explainClock(policy, [created], 'nextResponse', friday), null)
  assert.equal(explainClock(policy, [created], 'firstResponse', friday - 1), null)
})

test('customers read a promise in one sentence, in their own time zone', () => {
  const running = explained([created], 'firstResponse', friday)
  assert.equal(
    explainSentence(running, 'Europe/Helsinki', 'en'),
    'We promised a first reply within 4 support hours: by Monday, 11:40 (Helsinki).',
  )
  assert.equal(
    explainSentence(running, 'America/New_York', 'en-GB'),
    'We promised a first reply within 4 support hours: by Monday, 04:40 (New York).',
  )
  assert.equal(
    explainSentence({ ...running, at: friday - 30 * 24 * hour }, '+09:00', 'en-GB'),
    'We promised a first reply within 4 support hours: by Monday, 8 June 2026, 17:40 (UTC+09:00).',
  )
  assert.equal(
    explainSentence({ ...running, targetMinutes: 30 }, 'UTC', 'en'),
    'We promised a first reply within 30 support minutes: by Monday, 08:40 (UTC).',
  )
})

test('the sentence says whether the promise was kept', () => {
  const due = Date.UTC(2026, 5, 8, 8, 40)
  const at = due + 2 * hour
  const repliedAt = (when: number) =>
    explained([created, { type: 'agent_reply', at: when }], 'firstResponse', at)
  const start = 'We promised a first reply within 4 support hours, by Monday, 11:40 (Helsinki), and '
  const read = (explanation: ClockExplanation) => explainSentence(explanation, 'Europe/Helsinki', 'en')
  assert.equal(read(repliedAt(due)), `${start}kept that promise.`)
  assert.equal(read(repliedAt(due + 1)), `${start}were late.`)
  assert.equal(read(explained([created], 'firstResponse', at)), `${start}are late.`)
})

test('a tracked target is never shown to a customer', () => {
  assert.equal(explainSentence(explained([created], 'resolution', friday), 'UTC', 'en'), null)
})
