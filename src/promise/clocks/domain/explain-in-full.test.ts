import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import type { ClockKind, ClockPolicy, Targets } from './clock-policy.ts'
import type { ClockEvent } from './clock-states.ts'
import { explainClock } from './explain-clock.ts'
import { hoursWords } from './explain-hours.ts'
import { type ExplanationPart, explainInFull } from './explain-in-full.ts'

const hour = 3_600_000
const targets = (minutes: number): Targets => ({
  firstResponse: { minutes, guaranteed: true, clause: 'response_time.high@business@3' },
  nextResponse: null,
  resolution: { minutes: 4 * minutes, guaranteed: false, clause: 'case.guaranteed_resolution@business@3' },
})
const week: Calendar['week'] = {
  mon: [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ],
  tue: [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ],
  wed: [['09:00', '18:00']],
  thu: [['09:00', '18:00']],
  fri: [['22:00', '06:00']],
}
const policy: ClockPolicy = {
  calendar: { timeZone: 'Europe/Helsinki', week, holidays: ['2026-12-23', '2026-12-24'] },
  targets: { high: targets(240), medium: targets(960), low: targets(2_880) },
  calendarVersion: { package: 'business', zone: '+02:00', version: 3 },
  zoneData: '2026b',
  lines: { '2': { high: 60, medium: 120, low: null } },
}
const version = { publishedAt: Date.parse('2026-11-12T10:00:00Z'), names: { '2026-12-24': 'Christmas Eve' } }
/** Tuesday, 15:12:30 in Helsinki. */
const received = Date.parse('2026-12-22T13:12:30Z')
const created: ClockEvent = { type: 'created', at: received, priority: 'medium' }

function partsOf(events: ClockEvent[], kind: ClockKind, at = received, of = policy): ExplanationPart[] {
  const explanation = explainClock(of, events, kind, at)
  assert.ok(explanation)
  return explainInFull(explanation, of, version, { timeZone: 'Europe/Berlin', locale: 'en' })
}
const words = (parts: ExplanationPart[], name: ExplanationPart['part']) =>
  (parts.find(({ part }) => part === name)?.lines ?? []).map(({ when, text, counted }) =>
    [when, text, counted].filter((word) => word !== undefined).join(' | '),
  )

describe('A due time explained in full', () => {
  it('has four parts: what it may take, the hours, the way, and what it comes to', () => {
    const parts = partsOf([created], 'firstResponse')
    assert.deepEqual(
      parts.map(({ part, title }) => [part, title]),
      [
        ['target', 'What it may take'],
        ['calendar', 'Hours that count'],
        ['way', 'What was counted'],
        ['result', 'What it comes to'],
      ],
    )
    assert.deepEqual(words(parts, 'target'), [
      'First reply: 16 h of support hours at medium priority',
      'Promised to the customer',
      'Response time: Business, edition 3',
    ])
    assert.deepEqual(words(parts, 'calendar'), [
      'Mon, Tue 09:00–12:00, 13:00–18:00; Wed, Thu 09:00–18:00; Fri 22:00–06:00 the next day',
      'In Europe/Helsinki',
      'Business +02:00, version 3, published 12 Nov 2026',
      'Clock changes by time zone data 2026b, kept with the case',
    ])
    assert.deepEqual(words(parts, 'result'), [
      'Counted | 16 h',
      'Due Mon, 28 Dec 2026, 15:12 (Helsinki); 14:12 for you',
      '0 min of 16 h used by Tue, 22 Dec 2026, 15:12 (Helsinki); 14:12 for you, 16 h left',
    ])
  })

  it('goes stretch by stretch, names the holidays, and adds up to the minute', () => {
    assert.deepEqual(words(partsOf([created], 'firstResponse'), 'way'), [
      'Tue 22 Dec | 15:12–18:00 | 2 h 48 min',
      'Tue 22 Dec | 18:00, closed until Fri 25 Dec, 22:00 (Wed 23 Dec: holiday, Thu 24 Dec: Christmas Eve)',
      'Fri 25 Dec | 22:00–24:00 | 2 h',
      'Sat 26 Dec | 00:00–06:00 | 6 h',
      'Sat 26 Dec | 06:00, closed until Mon 28 Dec, 09:00',
      'Mon 28 Dec | 09:00–12:00 | 3 h',
      'Mon 28 Dec | 12:00, closed until 13:00',
      'Mon 28 Dec | 13:00–15:12 | 2 h 12 min',
    ])
  })

  it('shows each pause with why, and each priority with the due time it changed', () => {
    const at = received
    const events: ClockEvent[] = [
      created,
      { type: 'status', at: at + hour / 2, to: 'pending' },
      { type: 'status', at: at + 2 * hour, to: 'open' },
      { type: 'priority', at: at + 2.5 * hour, to: 'high' },
    ]
    const way = words(partsOf(events, 'resolution', at + 3 * hour), 'way')
    assert.deepEqual(way.slice(0, 4), [
      'Tue 22 Dec | 15:12–15:42 | 30 min',
      'Tue 22 Dec | 15:42, waited for the customer until 17:12 | 0',
      'Tue 22 Dec | 17:12–18:00 | 48 min',
      'Tue 22 Dec | 17:42, priority high instead of medium: due Mon 28 Dec, 17:42 instead of Tue 5 Jan, 14:42',
    ])
    assert.deepEqual(words(partsOf(events, 'resolution', at + 3 * hour), 'target').slice(0, 2), [
      'Resolution: 16 h of support hours at high priority',
      '17 h in all, as the priority changed on the way',
    ])
    const waiting = words(partsOf(events.slice(0, 2), 'resolution', at + hour), 'way')
    assert.equal(waiting.at(-1), 'Tue 22 Dec | 15:42, waits for the customer | 0')
  })

  it('says a solved and a closed case apart from one that waits', () => {
    const monday = Date.parse('2026-12-28T07:00:00Z')
    const pause = (to: 'resolved' | 'cancelled') =>
      words(
        partsOf(
          [
            { ...created, at: monday },
            { type: 'status', at: monday + hour, to },
            { type: 'status', at: monday + 2 * hour, to: 'open' },
          ],
          'resolution',
          monday + 2 * hour,
        ),
        'way',
      )[1]
    assert.equal(pause('resolved'), 'Mon 28 Dec | 10:00, solved until it was reopened 11:00 | 0')
    assert.equal(pause('cancelled'), 'Mon 28 Dec | 10:00, case closed until it was reopened 11:00 | 0')
  })

  it('never calls a target a promise', () => {
    for (const kind of ['resolution', 'line'] as const) {
      const target = words(partsOf([{ ...created, line: 2 }], kind), 'target')
      assert.equal(target[1], 'Target: tracked by us, not promised, and never shown to the customer')
    }
    assert.deepEqual(words(partsOf([{ ...created, line: 2 }], 'line'), 'target'), [
      'Line 2: 2 h of support hours at medium priority, until it is solved or handed on',
      'Target: tracked by us, not promised, and never shown to the customer',
      'Set for line 2',
    ])
  })

  it('says how it ended: met, missed, late, paused, closed', () => {
    const due = Date.parse('2026-12-28T13:12:30Z')
    const result = (at: number, ...more: ClockEvent[]) =>
      words(partsOf([created, ...more], 'firstResponse', at), 'result')[1]
    const replied = (at: number): ClockEvent => ({ type: 'agent_reply', at })
    assert.equal(
      result(due, replied(received + hour)),
      'Met: done Tue, 22 Dec 2026, 16:12 (Helsinki); 15:12 for you, was due Mon, 28 Dec 2026, 15:12 (Helsinki); 14:12 for you',
    )
    assert.match(
      result(due + 2 * hour, replied(due + hour)) ?? '',
      /^Missed by 1 h of support hours: was due Mon/,
    )
    assert.match(result(due + hour) ?? '', /^Late: was due Mon, 28 Dec 2026, 15:12/)
    assert.match(
      result(due, { type: 'status', at: received + hour, to: 'cancelled' }) ?? '',
      /^Ended Tue, 22 Dec 2026, 16:12 .+ when the case was closed; it counts in no rate$/,
    )
    const paused = words(
      partsOf([created, { type: 'status', at: received + hour, to: 'pending' }], 'resolution', due),
      'result',
    )
    assert.equal(paused[1], 'Stands still, and is not due until it goes on')
  })

  it('keeps the earlier due time of a promise that was lowered', () => {
    const lowered: ClockEvent = { type: 'priority', at: received + hour, to: 'low' }
    const result = words(partsOf([created, lowered], 'firstResponse', received + 2 * hour), 'result')
    assert.equal(
      result.at(-1),
      'Before the priority was lowered it was due Mon, 28 Dec 2026, 15:12 (Helsinki); 14:12 for you; that stays on record',
    )
  })

  it('names the agreement where its own hours count', () => {
    const { calendarVersion: _version, zoneData: _data, ...own } = policy
    const parts = explainInFull(
      explainClock(own, [created], 'firstResponse', received) ?? assert.fail(),
      own,
      null,
      { timeZone: 'Europe/Helsinki', locale: 'en' },
    )
    assert.equal(words(parts, 'calendar')[2], 'As the agreement states them')
    assert.equal(words(parts, 'result')[1], 'Due Mon, 28 Dec 2026, 15:12')
  })

  it('has spans that add up to the sum, however many stretches there are', () => {
    const minutes = (span = '0') =>
      Number(/(\d+) h/.exec(span)?.[1] ?? 0) * 60 + Number(/(\d+) min/.exec(span)?.[1] ?? 0)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * 24 * 3_600 }),
        fc.integer({ min: 1, max: 9_000 }),
        (second, target) => {
          const at = received + second * 1_000
          const of = { ...policy, targets: { ...policy.targets, medium: targets(target) } }
          const parts = partsOf([{ ...created, at }], 'firstResponse', at, of)
          const way = parts.find(({ part }) => part === 'way')?.lines ?? []
          assert.equal(
            way.reduce((sum, { counted }) => sum + minutes(counted), 0),
            target,
          )
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('Support hours in words', () => {
  it('put days with the same hours together, and say nights and whole days as such', () => {
    const table: [Calendar['week'], string][] = [
      [
        { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']], wed: [['09:00', '17:00']] },
        'Mon–Wed 09:00–17:00',
      ],
      [{ mon: [['09:00', '17:00']], tue: [], sat: [['09:00', '17:00']] }, 'Mon, Sat 09:00–17:00'],
      [{ fri: [['22:00', '06:00']] }, 'Fri 22:00–06:00 the next day'],
      [{ sun: [['00:00', '24:00']] }, 'Sun all day'],
      [{}, 'Only on single dates'],
    ]
    for (const [hours, expected] of table) assert.equal(hoursWords({ week: hours }, 'en'), expected)
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    const every = (from: string, to: string) => Object.fromEntries(days.map((day) => [day, [[from, to]]]))
    assert.equal(hoursWords({ week: every('00:00', '24:00') }, 'en'), 'Day and night')
    assert.equal(hoursWords({ week: every('08:00', '20:00') }, 'en'), 'Daily 08:00–20:00')
  })
})
