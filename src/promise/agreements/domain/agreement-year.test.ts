import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { agreementPhase } from './agreement-in-force.ts'
import { agreementYear } from './agreement-year.ts'

const ms = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds
const iso = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString()

describe('the agreement year', () => {
  const rows: [string, string, string, string, string][] = [
    // first start, zone, instant, start, end
    ['2026-02-14', '+01:00', '2026-02-13T23:00:00Z', '2026-02-14', '2027-02-14'],
    ['2026-02-14', '+01:00', '2027-02-13T22:59:59Z', '2026-02-14', '2027-02-14'],
    ['2026-02-14', '+01:00', '2027-02-13T23:00:00Z', '2027-02-14', '2028-02-14'],
    ['2026-02-14', '-05:00', '2027-02-14T04:59:59Z', '2026-02-14', '2027-02-14'],
    ['2026-02-14', '-05:00', '2027-02-14T05:00:00Z', '2027-02-14', '2028-02-14'],
    ['2024-02-29', '+01:00', '2025-02-27T22:59:59Z', '2024-02-29', '2025-02-28'],
    ['2024-02-29', '+01:00', '2025-02-27T23:00:00Z', '2025-02-28', '2026-02-28'],
    ['2024-02-29', '+01:00', '2028-02-28T22:59:59Z', '2027-02-28', '2028-02-29'],
    ['2024-02-29', '+01:00', '2028-02-28T23:00:00Z', '2028-02-29', '2029-02-28'],
    ['2020-07-01', 'Europe/Lisbon', '2026-06-30T22:59:59Z', '2025-07-01', '2026-07-01'],
    ['2020-07-01', 'Europe/Lisbon', '2026-06-30T23:00:00Z', '2026-07-01', '2027-07-01'],
    ['2026-02-14', '+01:00', '2025-01-01T00:00:00Z', '2026-02-14', '2027-02-14'],
    ['2026-02-14', '+01:00', '2020-06-01T00:00:00Z', '2026-02-14', '2027-02-14'],
  ]
  for (const [first, zone, at, start, end] of rows)
    it(`at ${at} of one that began on ${first} (${zone}) runs from ${start} to ${end}`, () => {
      const year = agreementYear(first, zone, ms(at))
      assert.deepEqual([year.start, year.end], [start, end])
    })
  it('begins at midnight in the coverage zone, in summer time too', () => {
    const year = agreementYear('2020-07-01', 'Europe/Lisbon', ms('2026-08-01T00:00:00Z'))
    assert.deepEqual(
      [iso(year.startsAtMs), iso(year.endsAtMs)],
      ['2026-06-30T23:00:00Z', '2027-06-30T23:00:00Z'],
    )
  })
  it('holds every instant from the first start on, with no gap between years', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 20 * 366 * 86_400 }),
        fc.constantFrom('+03:00', '-05:00', 'Europe/Lisbon', 'Australia/Lord_Howe', 'America/Sao_Paulo'),
        (days, seconds, zone) => {
          const first = Temporal.PlainDate.from('2016-01-01').add({ days })
          const at = first.toZonedDateTime(zone).epochMilliseconds + seconds * 1000
          const year = agreementYear(first.toString(), zone, at)
          assert.ok(year.startsAtMs <= at && at < year.endsAtMs)
          assert.equal(agreementYear(first.toString(), zone, year.endsAtMs).start, year.end)
        },
      ),
    )
  })
  it('does not accept dates and zones that do not exist', () => {
    assert.throws(() => agreementYear('2026-02-30', '+01:00', 0), RangeError)
    assert.throws(() => agreementYear('2026-02-14T00:00:00Z', '+01:00', 0), RangeError)
    assert.throws(() => agreementYear('2026-02-14', 'Mars/Olympus', 0), RangeError)
  })
})

describe('an agreement', () => {
  const period = { start: '2026-02-14', end: '2027-02-14', zone: '+10:00' }
  it('is in force from midnight of its first day until midnight of its end date, in its own zone', () => {
    assert.equal(agreementPhase(period, ms('2026-02-13T13:59:59Z')), 'not_started')
    assert.equal(agreementPhase(period, ms('2026-02-13T14:00:00Z')), 'in_force')
    assert.equal(agreementPhase(period, ms('2027-02-13T13:59:59Z')), 'in_force')
    assert.equal(agreementPhase(period, ms('2027-02-13T14:00:00Z')), 'ended')
    assert.equal(agreementPhase(period, ms('2026-06-01T00:00:00Z')), 'in_force')
    assert.equal(agreementPhase(period, ms('2027-06-01T00:00:00Z')), 'ended')
  })
})
