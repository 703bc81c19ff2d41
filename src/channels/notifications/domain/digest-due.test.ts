import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digestDue, type DigestTimes } from './digest-due.ts'

const daily: DigestTimes = { rhythm: 'daily', hour: 8, lastOn: null }
const due = (iso: string, times: DigestTimes, zone = 'Europe/Berlin') =>
  digestDue(Temporal.Instant.from(iso).epochMilliseconds, times, zone)

test('a daily digest is due from its hour on, where its reader is', () => {
  assert.equal(due('2026-06-10T05:59:59Z', daily), null)
  assert.equal(due('2026-06-10T06:00:00Z', daily), '2026-06-10')
  assert.equal(due('2026-06-10T06:00:00Z', daily, 'Asia/Tokyo'), '2026-06-10')
  assert.equal(due('2026-06-10T06:00:00Z', daily, 'America/New_York'), null)
})

test('one a day: the day of the last one has none left', () => {
  const sent = { ...daily, lastOn: '2026-06-10' }
  assert.equal(due('2026-06-10T21:00:00Z', sent), null)
  assert.equal(due('2026-06-11T06:00:00Z', sent), '2026-06-11')
})

test('a weekly one comes on Mondays, or later the same week if it was missed', () => {
  const weekly: DigestTimes = { ...daily, rhythm: 'weekly' }
  assert.equal(due('2026-06-08T06:00:00Z', weekly), '2026-06-08')
  assert.equal(due('2026-06-10T06:00:00Z', weekly), '2026-06-08')
  assert.equal(due('2026-06-10T06:00:00Z', { ...weekly, lastOn: '2026-06-08' }), null)
  assert.equal(due('2026-06-15T06:00:00Z', { ...weekly, lastOn: '2026-06-08' }), '2026-06-15')
})

test('an hour that a change of clocks skips is read as later, and one that comes twice counts once', () => {
  const early = { ...daily, hour: 2 }
  assert.equal(due('2026-03-29T00:59:59Z', early), null)
  assert.equal(due('2026-03-29T01:00:00Z', early), '2026-03-29')
  assert.equal(due('2026-10-25T00:00:00Z', early), '2026-10-25')
  assert.equal(due('2026-10-25T01:00:00Z', { ...early, lastOn: '2026-10-25' }), null)
})

test('who wants none gets none', () => {
  assert.equal(due('2026-06-10T06:00:00Z', { ...daily, rhythm: 'none' }), null)
})
