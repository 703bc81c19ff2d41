import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueWords, withDue } from './due-words.ts'
import type { NotificationFacts } from './notification-words.ts'

const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds
const now = at('2026-03-11T12:00:00Z')
const berlin = { timeZone: 'Europe/Berlin', withPlace: false }

const table: [string, string, typeof berlin, string][] = [
  ['today', '2026-03-11T12:24:00Z', berlin, 'is due in 24 min, at 13:24'],
  ['a part of a minute counts whole', '2026-03-11T12:23:01Z', berlin, 'is due in 24 min, at 13:23'],
  ['hours', '2026-03-11T15:00:00Z', berlin, 'is due in 3 h, at 16:00'],
  ['tomorrow', '2026-03-12T08:12:00Z', berlin, 'is due in 20 h 12 min, on Thu 12 Mar at 09:12'],
  ['later', '2026-03-16T08:12:00Z', berlin, 'is due on Mon 16 Mar at 09:12'],
  ['past', '2026-03-11T11:30:00Z', berlin, 'was due at 12:30'],
  ['now', '2026-03-11T12:00:00Z', berlin, 'was due at 13:00'],
  [
    'with its place',
    '2026-03-11T12:24:00Z',
    { timeZone: 'America/New_York', withPlace: true },
    'is due in 24 min, at 08:24 (New York)',
  ],
  [
    'with an offset',
    '2026-03-11T12:24:00Z',
    { timeZone: '+05:30', withPlace: true },
    'is due in 24 min, at 17:54 (UTC+05:30)',
  ],
]

for (const [what, due, reader, expected] of table)
  test(`a due time reads on its reader’s own wall, ${what}: ${expected}`, () => {
    assert.equal(dueWords(at(due), now, reader), expected)
  })

test('what has no due time reads as it did', () => {
  const facts: NotificationFacts = { who: 'Ann' }
  assert.equal(withDue(facts, now, berlin), facts)
})
