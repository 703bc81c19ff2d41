import type { ClockKind, ClockPolicy, Targets } from '#promise/clocks/domain/clock-policy.ts'
import type { ClockEvent } from '#promise/clocks/domain/clock-states.ts'
import { explainClock } from '#promise/clocks/domain/explain-clock.ts'
import { explainInFull } from '#promise/clocks/domain/explain-in-full.ts'
import { explainSentence } from '#promise/clocks/domain/explain-sentence.ts'

const hour = 3_600_000
/** Long past, so that what is drawn does not change with the day: Wednesday, 23 December 2026, 15:12 in Lisbon. */
const received = Date.parse('2026-12-23T15:12:00Z')

const targets = (priority: string, minutes: number): Targets => ({
  firstResponse: { minutes, guaranteed: true, clause: `response_time.${priority}@business@3` },
  nextResponse: null,
  resolution: {
    minutes: 8 * minutes,
    guaranteed: false,
    clause: 'case.guaranteed_resolution@business@3',
  },
})
const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const policy: ClockPolicy = {
  calendar: {
    timeZone: 'Europe/Lisbon',
    week: Object.fromEntries(
      days.map((day) => [
        day,
        [
          ['09:00', '12:30'],
          ['13:30', '18:00'],
        ],
      ]),
    ),
    holidays: ['2026-12-25'],
  },
  targets: { high: targets('high', 60), medium: targets('medium', 480), low: targets('low', 1_200) },
  calendarVersion: { package: 'business', zone: 'Europe/Lisbon', version: 3 },
  zoneData: '2026b',
  lines: { '2': { high: 120, medium: 240, low: null } },
}
const version = { publishedAt: Date.parse('2026-11-12T10:00:00Z'), names: { '2026-12-25': 'Christmas Day' } }

const created: ClockEvent = { type: 'created', at: received, priority: 'medium', line: 2 }
const asked: ClockEvent = { type: 'status', at: received + hour, to: 'pending' }
const answered: ClockEvent = { type: 'status', at: received + 42 * hour, to: 'open' }
const raised: ClockEvent = { type: 'priority', at: received + 115 * hour, to: 'high' }

const raisedSoon: ClockEvent = { type: 'priority', at: received + 18 * hour, to: 'high' }

/** Clocks as the case's answer has them, explained by the product's own rules. */
export const explainedClocks = {
  reAimed: clockOf('firstResponse', 'first_response', [created, raisedSoon], received + 18.5 * hour),
  paused: clockOf('resolution', 'resolution', [created, asked], received + 3 * hour),
  acrossHoliday: clockOf(
    'resolution',
    'resolution',
    [created, asked, answered, raised],
    received + 140 * hour,
  ),
  lateOnLine: clockOf('line', 'line', [created], received + 30 * hour),
}

function clockOf(kind: ClockKind, name: string, events: ClockEvent[], at: number): object {
  const explanation = explainClock(policy, events, kind, at)
  if (explanation === null) throw new Error(`${kind} has not started`)
  const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())
  const { state, dueAt, stoppedAt, guaranteed, targetMs, elapsedMs, clause, steps, timeZone } = explanation
  const customerReads = explainSentence(explanation, 'Europe/Lisbon', 'en')
  return {
    kind: name,
    state,
    dueAt: iso(dueAt),
    guaranteed,
    startedAt: iso(explanation.steps[0]?.from ?? at),
    stoppedAt: iso(stoppedAt),
    targetMinutes: (targetMs ?? 0) / 60_000,
    elapsedMs,
    clause,
    explanation: {
      sentence: customerReads ?? '',
      ...(customerReads !== null && { customerReads }),
      timeZone,
      steps: steps.map((step) => ({ ...step, from: iso(step.from), to: iso(step.to) })),
      inFull: explainInFull(explanation, policy, version, { timeZone: 'Europe/Berlin', locale: 'en' }),
    },
  }
}
