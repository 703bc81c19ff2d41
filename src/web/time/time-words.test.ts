import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kitSay as say } from '../words/i18n.ts'
import { ageWords, durationWords, fullMoment, sumWords, timeLeft, timeOver } from './time-words.ts'

const format = { locale: 'en-GB', timeZone: 'Europe/Helsinki' }
const now = Date.parse('2026-11-24T09:12:00Z')
const minute = 60_000
const hour = 60 * minute

test('time left is minutes below an hour, then hours and minutes, then the moment itself', () => {
  assert.equal(timeLeft(now + 52 * minute, now, say, format), '52 min')
  assert.equal(timeLeft(now + 3 * hour + 48 * minute, now, say, format), '3 h 48 m')
  assert.equal(timeLeft(now + 25 * hour, now, say, format), 'Wed 12:12')
})

test('a moment more than six days away says its date, since a weekday would mislead', () => {
  assert.equal(timeLeft(now + 8 * 24 * hour, now, say, format), '2 Dec 11:12')
})

test('half a minute before the deadline is one minute, never zero', () => {
  assert.equal(timeLeft(now + 30_000, now, say, format), '1 min')
})

test('time over counts whole minutes passed', () => {
  assert.equal(timeOver(now - 12 * minute - 40_000, now, say), '12 min over')
  assert.equal(timeOver(now - 27 * hour, now, say), '27 h over')
  assert.equal(timeOver(now - 51 * hour, now, say), '2 d 3 h over')
})

test('a duration drops what is zero', () => {
  assert.equal(durationWords(9 * hour, say), '9 h')
  assert.equal(durationWords(72 * hour, say), '3 d')
})

test('sums on a receipt keep hours and two digits of minutes', () => {
  assert.equal(sumWords(24 * 3600, say), '24 h 00 m')
  assert.equal(sumWords(6480, say), '1 h 48 m')
  assert.equal(sumWords(1800, say), '30 min')
  assert.equal(sumWords(45, say), '45 s')
})

test('the title of a due time is in the given zone', () => {
  assert.equal(fullMoment(Date.parse('2026-11-28T12:32:00Z'), format), 'Saturday 28 Nov, 14:32')
})

test('an age turns from minutes to hours to a weekday to a date', () => {
  assert.equal(ageWords(now - 4 * minute, now, say, format), '4 min')
  assert.equal(ageWords(now - 3 * hour, now, say, format), '3 h')
  assert.equal(ageWords(now - 26 * hour, now, say, format), 'Mon')
  assert.equal(ageWords(now - 10 * 24 * hour, now, say, format), '14 Nov')
})
