import fc from 'fast-check'
import type { ClockStatus } from '#promise/clocks/domain/case-clocks.ts'
import { type ClockPolicy, priorities, type Priority } from '#promise/clocks/domain/clock-policy.ts'
import type { ClockEvent } from '#promise/clocks/domain/clock-states.ts'
import { randomCalendar } from './random-calendar.ts'

const minute = 60_000

/** What a case goes by, what happened to it, and when somebody looks; all at whole minutes. */
export type History = { policy: ClockPolicy; events: ClockEvent[]; now: number }

/** Where random histories begin: the same ones for the same number. */
export const seed = Number(process.env.FOURLINE_SEED ?? Date.now() % 1_000_000_000)

const target = fc.option(
  fc.record({
    minutes: fc.integer({ min: 1, max: 1500 }),
    guaranteed: fc.boolean(),
    clause: fc.constant(''),
  }),
  { freq: 4 },
)
const targets = fc.record({ firstResponse: target, nextResponse: target, resolution: target })
const aim = fc.option(fc.integer({ min: 1, max: 1500 }), { freq: 4 })
const aims = fc.record({ high: aim, medium: aim, low: aim })

const priority: fc.Arbitrary<Priority> = fc.constantFrom(...priorities)
const statuses: ClockStatus[] = ['open', 'pending', 'on_hold', 'resolved', 'closed', 'cancelled']
const line = fc.integer({ min: 1, max: 4 })

type Happening = ClockEvent extends infer E ? (E extends { at: number } ? Omit<E, 'at'> : never) : never
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constant({ type: 'agent_reply' as const }),
  fc.constant({ type: 'customer_reply' as const }),
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('status' as const), to: fc.constantFrom(...statuses) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('priority' as const), to: priority }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('line' as const), to: line }) },
)
const gap = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 900 }))

/** Histories over calendars with nights, holidays and clock changes, of at most a few days. */
export const randomHistory: fc.Arbitrary<History> = fc
  .record({
    place: randomCalendar,
    targets: fc.record({ high: targets, medium: targets, low: targets }),
    lines: fc.record({ 1: aims, 2: aims, 3: aims }),
    before: fc.integer({ min: 0, max: 2 * 1440 }),
    opened: fc.record({ priority, line }),
    happenings: fc.array(fc.tuple(gap, happening), { maxLength: 9 }),
    rest: gap,
  })
  .map(({ place, targets: byPriority, lines, before, opened, happenings, rest }) => {
    let at = Math.floor(place.near / minute) * minute - before * minute
    const events: ClockEvent[] = [{ type: 'created', at, ...opened }]
    for (const [after, what] of happenings) {
      at += after * minute
      events.push({ at, ...what })
    }
    const policy: ClockPolicy = { calendar: place.calendar, targets: byPriority, lines }
    return { policy, events, now: at + rest * minute }
  })
