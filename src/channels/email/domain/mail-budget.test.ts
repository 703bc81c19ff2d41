import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isGraver, isHeldBack, isRestDue, placesOf, shareOf } from './mail-budget.ts'
import { triesOfMail } from './outgoing-contract.ts'
import { pauseAfterTry } from './retry-pause.ts'

const now = new Date('2026-11-23T10:20:30Z')

describe('What a mail takes of the budgets', () => {
  it('is a place of its address by hour and day, and one of all', () => {
    assert.deepEqual(
      placesOf('news', 'ann@customer.example', 100, now).map(({ share, address, span, most }) => [
        share,
        address,
        span,
        most,
      ]),
      [
        ['news', 'ann@customer.example', 'hour', 120],
        ['news', 'ann@customer.example', 'day', 600],
        ['news', '', 'hour', 80],
        ['all', '', 'hour', 100],
      ],
    )
  })

  it('is nothing of what all the rest uses where it lets somebody in', () => {
    const places = placesOf('getting_in', 'ann@customer.example', 5_000, now)
    assert.deepEqual([...new Set(places.map(({ share }) => share))], ['getting_in'])
    assert.equal(places.at(-1)?.most, 500)
  })

  it('lies in the hour and day of now', () => {
    for (const { span, beginsAt, endsAt } of placesOf('strangers', 'a@b.example', 20, now)) {
      assert.ok(Date.parse(beginsAt) <= now.getTime() && now.getTime() < Date.parse(endsAt))
      assert.equal(Date.parse(endsAt) - Date.parse(beginsAt), span === 'hour' ? 3_600_000 : 86_400_000)
    }
  })

  it('is one a day for a stranger, and nothing but the one answer of fixed words may go to them', () => {
    assert.equal(shareOf('triage_answer', false), 'strangers')
    for (const kind of [
      'reply',
      'case_received',
      'invitation',
      'sign_in_link',
      'notification',
      'report',
    ] as const)
      assert.equal(shareOf(kind, false), null, kind)
    assert.deepEqual(placesOf('strangers', 'a@b.example', 100, now)[0]?.most, 1)
  })
})

describe('An address that bounces softly', () => {
  const table: [string, boolean[], boolean][] = [
    ['four times', [true, true, true, true], false],
    ['five times in a row', [true, true, true, true, true], true],
    ['five times, with one taken in between', [true, true, false, true, true, true], false],
    ['five times after one that was taken', [false, true, true, true, true, true], true],
    ['five times, with newer mail on its way', [true, true, true, true, true, false], true],
    ['never', [false, false, false, false, false], false],
  ]
  for (const [what, cameBack, due] of table)
    it(`${what}: ${due ? 'gets a rest' : 'goes on'}`, () => assert.equal(isRestDue(cameBack), due))

  it('is never given a rest while fewer than five came back', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (cameBack) => {
        if (cameBack.filter(Boolean).length < 5) assert.equal(isRestDue(cameBack), false)
      }),
    )
  })
})

describe('A suspension', () => {
  it('holds every kind of mail; a complaint not what lets its reader in', () => {
    for (const kind of ['reply', 'digest', 'sign_in_link', 'security_notice'] as const) {
      assert.deepEqual([isHeldBack('hard', kind), isHeldBack('soft', kind)], [true, true], kind)
    }
    assert.deepEqual(
      [isHeldBack('complaint', 'digest'), isHeldBack('complaint', 'password_reset')],
      [true, false],
    )
  })

  it('gives way to a graver one only', () => {
    assert.deepEqual(
      [
        isGraver('hard', 'complaint'),
        isGraver('complaint', 'soft'),
        isGraver('soft', 'hard'),
        isGraver('hard', 'hard'),
      ],
      [true, true, false, false],
    )
  })
})

describe('A mail that could not leave', () => {
  it('is tried again after pauses that grow to half an hour, and a quarter at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, chance) => {
          const pause = pauseAfterTry(attempts, chance)
          assert.ok(pause >= 60_000 && pause <= 37.5 * 60_000)
          assert.ok(pauseAfterTry(attempts + 1, 0) >= pauseAfterTry(attempts, 0))
        },
      ),
    )
  })

  it('is still tried after a mail server was away for six hours, and not for days', () => {
    const all = (chance: number) =>
      Array.from({ length: triesOfMail - 1 }, (_, at) => pauseAfterTry(at + 1, chance)).reduce(
        (sum, one) => sum + one,
        0,
      )
    assert.ok(all(0) > 12 * 3_600_000, 'over twelve hours at least')
    assert.ok(all(1) < 24 * 3_600_000)
  })
})
