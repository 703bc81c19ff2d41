import assert from 'node:assert/strict'
import { test } from 'node:test'
import { howToTell, type Reader, usualTimes } from './how-to-tell.ts'

const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds
const night = at('2026-03-10T23:00:00Z')
const noon = at('2026-03-10T12:00:00Z')
const morning = at('2026-03-11T07:00:00Z')

const reader: Reader = {
  choice: { inApp: true, mail: 'now' },
  times: {
    ...usualTimes('staff'),
    quiet: { hours: { from: '20:00', to: '08:00' }, days: [] },
  },
  timeZone: 'Europe/Berlin',
}
const piece = { kind: 'assigned' as const, carried: false, at: noon }
const gathered: Reader = { ...reader, choice: { inApp: true, mail: 'digest' } }

test('by day a mail leaves at once', () => {
  const { mail, mailAt, why, inApp } = howToTell(piece, reader, noon)
  assert.deepEqual([inApp, mail, mailAt, why], [true, 'due', noon, 'now'])
})

test('in quiet hours it waits until they end, and the app shows it all the same', () => {
  const { mail, mailAt, why, inApp } = howToTell({ ...piece, at: night }, reader, night)
  assert.deepEqual([inApp, mail, mailAt, why], [true, 'due', morning, 'quiet'])
})

test('a missed promise does not wait, unless its reader wants it to', () => {
  const missed = { kind: 'clock_breached' as const, carried: false, at: night }
  assert.equal(howToTell(missed, reader, night).mailAt, night)
  const asleep = { ...reader, times: { ...reader.times, urgentAnyway: false } }
  assert.equal(howToTell(missed, asleep, night).mailAt, morning)
})

test('what is a mail to them already is not mailed again', () => {
  const { mail, why, inApp } = howToTell({ ...piece, carried: true }, reader, noon)
  assert.deepEqual([inApp, mail, why], [true, 'none', 'carried'])
})

test('mail that is off never leaves, and a digest gathers only for who gets one', () => {
  const off: Reader = { ...reader, choice: { inApp: false, mail: 'off' } }
  assert.deepEqual(howToTell(piece, off, noon), { inApp: false, mail: 'none', mailAt: null, why: 'off' })
  assert.equal(howToTell(piece, gathered, noon).why, 'no_digest')
  const daily: Reader = { ...gathered, times: { ...reader.times, digest: 'daily' } }
  assert.equal(howToTell(piece, daily, noon).mail, 'digest')
})

test('what is older than a day is mailed to nobody', () => {
  assert.equal(howToTell(piece, reader, noon + 24 * 3_600_000).mail, 'due')
  assert.equal(howToTell(piece, reader, noon + 24 * 3_600_000 + 1).why, 'old')
})

test('a promise that is due soon does not wait for the morning, a target of our own does', () => {
  const soon = { kind: 'clock_warning' as const, carried: false, at: night }
  assert.deepEqual(howToTell(soon, reader, night).why, 'urgent')
  assert.equal(howToTell({ ...soon, kind: 'target_warning' }, reader, night).mailAt, morning)
  const asleep = { ...reader, times: { ...reader.times, urgentAnyway: false } }
  assert.equal(howToTell(soon, asleep, night).mailAt, morning)
})

test('mail about clocks gathers for a minute and leaves together; other mail only waits', () => {
  const grace = 10_000
  const leaves = (kind: 'clock_warning' | 'assigned', after: number) =>
    howToTell({ kind, carried: false, at: noon + after }, reader, noon + after, grace).mailAt
  const together = [0, 1, 17_000, 50_000].map((after) => leaves('clock_warning', after))
  assert.deepEqual(new Set(together), new Set([noon + 60_000]))
  assert.equal(leaves('clock_warning', 50_001), noon + 120_000)
  assert.equal(leaves('assigned', 17_000), noon + 27_000)
})
