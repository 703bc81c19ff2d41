import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type QuietHours, quietUntil } from './quiet-until.ts'

const nights: QuietHours = { hours: { from: '20:00', to: '08:00' }, days: [] }
const weekends: QuietHours = { ...nights, days: [6, 7] }

const until = (iso: string, quiet: QuietHours, zone: string) => {
  const end = quietUntil(Temporal.Instant.from(iso).epochMilliseconds, quiet, zone)
  return end === null ? null : Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO(zone).toString()
}

test('a night is quiet from its evening to its morning, and not a minute longer', () => {
  assert.equal(until('2026-06-10T17:59:59Z', nights, 'Europe/Berlin'), null)
  assert.match(until('2026-06-10T18:00:00Z', nights, 'Europe/Berlin') ?? '', /^2026-06-11T08:00:00/)
  assert.match(until('2026-06-11T02:00:00Z', nights, 'Europe/Berlin') ?? '', /^2026-06-11T08:00:00/)
  assert.equal(until('2026-06-11T06:00:00Z', nights, 'Europe/Berlin'), null)
})

test('hours within one day are quiet within it', () => {
  const noon: QuietHours = { hours: { from: '12:00', to: '13:30' }, days: [] }
  assert.match(until('2026-06-10T12:15:00Z', noon, 'UTC') ?? '', /T13:30:00/)
  assert.equal(until('2026-06-10T13:30:00Z', noon, 'UTC'), null)
})

test('a Friday night runs through a quiet weekend to Monday morning', () => {
  assert.match(until('2026-06-12T19:00:00Z', weekends, 'Europe/Berlin') ?? '', /^2026-06-15T08:00:00/)
  assert.match(until('2026-06-13T10:00:00Z', weekends, 'Europe/Berlin') ?? '', /^2026-06-15T08:00:00/)
})

test('a quiet day without quiet nights ends at midnight', () => {
  assert.match(until('2026-06-14T10:00:00Z', { hours: null, days: [7] }, 'UTC') ?? '', /^2026-06-15T00:00:00/)
})

test('the night in which clocks go forward ends at eight by the new time, an hour sooner', () => {
  const evening = '2026-03-28T19:00:00Z'
  assert.match(until(evening, nights, 'Europe/Berlin') ?? '', /^2026-03-29T08:00:00\+02:00/)
  const hours = quietUntil(Temporal.Instant.from(evening).epochMilliseconds, nights, 'Europe/Berlin')
  assert.equal((hours ?? 0) - Temporal.Instant.from(evening).epochMilliseconds, 11 * 3_600_000)
})

test('the night in which clocks go back is an hour longer', () => {
  const evening = '2026-10-24T18:00:00Z'
  const end = quietUntil(Temporal.Instant.from(evening).epochMilliseconds, nights, 'Europe/Berlin')
  assert.equal((end ?? 0) - Temporal.Instant.from(evening).epochMilliseconds, 13 * 3_600_000)
})

test('an end that a change of clocks skips is read as later', () => {
  const short: QuietHours = { hours: { from: '22:00', to: '02:30' }, days: [] }
  assert.match(until('2026-03-28T22:00:00Z', short, 'Europe/Berlin') ?? '', /^2026-03-29T03:30:00\+02:00/)
})

test('nothing is quiet for who has set nothing', () => {
  assert.equal(until('2026-06-14T03:00:00Z', { hours: null, days: [] }, 'UTC'), null)
})
