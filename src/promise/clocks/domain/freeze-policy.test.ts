import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Calendar, calendarSchema } from '#promise/calendars/domain/calendar.ts'
import { offsetsKnown, type ZoneOffsets } from '#promise/calendars/domain/time-zone.ts'
import { addWorkingTime, openPeriods, workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
import { type ClockPolicy, clockPolicySchema } from './clock-policy.ts'
import { clockStates } from './clock-states.ts'
import { freezePolicy } from './freeze-policy.ts'

const day = 86_400_000
const year = (number: number) => Date.UTC(number, 0, 1)
const none = { firstResponse: null, nextResponse: null, resolution: null }
const within = (minutes: number) => ({
  ...none,
  resolution: { minutes, guaranteed: true, clause: 'case.guaranteed_resolution@premium@1' },
})
const hours: [string, string][] = [['09:00', '18:00']]
const policyIn = (timeZone: string): ClockPolicy => ({
  calendar: { timeZone, week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }, holidays: [] },
  targets: { high: within(600), medium: none, low: none },
})
const dueOf = (policy: ClockPolicy, at: number) =>
  clockStates(policy, [{ type: 'created', at, priority: 'high' }], at).resolution.dueAt

/** Friday, 26 March 2027, 17:00 in Berlin: the clocks change over the weekend, as far as is known. */
const friday = Date.UTC(2027, 2, 26, 16)
const berlin = policyIn('Europe/Berlin')

/** The policy as it would be stored where Berlin stays on winter time from 2027 on. */
function withoutSummerTime(policy: ClockPolicy): ClockPolicy {
  const changes: ZoneOffsets['changes'] = [{ at: Date.UTC(2026, 9, 25, 1), offset: 60 }]
  return {
    ...policy,
    calendar: { ...policy.calendar, offsets: { changes, until: year(2038) } },
    zoneData: '2026z',
  }
}

test('a case that runs keeps its due time when a country changes its clocks otherwise than was known', () => {
  const [before, after] = [withoutSummerTime(berlin), freezePolicy(berlin, friday, '2027a')]
  // One hour is left on Friday and nine on Monday, which begins an hour earlier with summer time.
  assert.equal(dueOf(before, friday), Date.UTC(2027, 2, 29, 17))
  assert.equal(dueOf(after, friday), Date.UTC(2027, 2, 29, 16))
  // What is known now is what a policy without frozen offsets goes by: that one would have moved.
  assert.equal(dueOf(berlin, friday), dueOf(after, friday))
  const stored = clockPolicySchema.parse(JSON.parse(JSON.stringify(before)))
  assert.deepEqual([dueOf(stored, friday), stored.zoneData], [Date.UTC(2027, 2, 29, 17), '2026z'])
})

test('a new case goes by the time zone data of its own year, which is named beside it', () => {
  const { calendar, zoneData } = freezePolicy(berlin, friday, '2027a')
  assert.equal(zoneData, '2027a')
  assert.deepEqual(calendar.offsets?.changes.slice(0, 3), [
    { at: Date.UTC(2026, 9, 25, 1), offset: 60 },
    { at: Date.UTC(2027, 2, 28, 1), offset: 120 },
    { at: Date.UTC(2027, 9, 31, 1), offset: 60 },
  ])
  assert.equal(calendar.offsets?.until, year(2039))
})

test('all cases of a year have one policy, and a zone that never changes has nothing to freeze', () => {
  const texts = [year(2027), friday, year(2028) - 1].map((at) =>
    JSON.stringify(freezePolicy(berlin, at, '2027a')),
  )
  assert.equal(new Set(texts).size, 1)
  const fixed = policyIn('+05:30')
  assert.equal(freezePolicy(fixed, friday, '2027a'), fixed)
})

test('frozen offsets give every calendar vector the answers that the runtime gives, within them and beyond', () => {
  const file = new URL('../../../../tests/vectors/calendar.json', import.meta.url)
  const vectors = JSON.parse(readFileSync(file, 'utf8')) as { calendar: unknown; start: string }[]
  let compared = 0
  for (const vector of vectors) {
    const calendar = calendarSchema.parse(vector.calendar)
    if (/^[+-]/.test(calendar.timeZone)) continue
    const start = Date.parse(vector.start)
    const at = new Date(start).getUTCFullYear()
    // Opened that year, and so that the instant lies at either end of what is frozen.
    for (const [from, until] of [
      [at, at + 12],
      [at - 3, at],
      [at + 1, at + 2],
    ] as const) {
      const frozen = { ...calendar, offsets: offsetsKnown(calendar.timeZone, year(from), year(until)) }
      assert.deepEqual(answers(frozen, start), answers(calendar, start), vector.start)
      compared += 1
    }
  }
  assert.ok(compared > 900, `only ${compared} were compared`)
})

function answers(calendar: Calendar, start: number) {
  const end = start + 400 * day
  const total = workingTimeBetween(calendar, start, end)
  return {
    total,
    due: [0.1, 0.5, 1].map((share) => addWorkingTime(calendar, start, Math.floor(total * share))),
    before: addWorkingTime(calendar, end, -total),
    periods: openPeriods(calendar, start - 5 * day, start + 5 * day),
  }
}
