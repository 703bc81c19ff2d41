import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { type Calendar, calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { addWorkingTime, workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { effectOnClock, targetChange } from './effect-on-clock.ts'
import { policyOfTerms } from './policy-of-terms.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const week = (from: string, to: string, holidays: string[] = []): Calendar =>
  calendarFromSupportHours({ days: [...days], from, to }, 'Europe/Berlin', holidays)
const office = week('09:00', '17:00')
/** Tuesday, 10:00 in Berlin. */
const now = Date.parse('2026-11-24T09:00:00Z')
const at = (iso: string): number => Date.parse(iso)
const hour = 3_600_000

describe('What an open case would look like', () => {
  const due = at('2026-11-25T09:00:00Z')
  const under = (calendar: Calendar, changeMs: number | null = 0, dueAt: number | null = due) =>
    effectOnClock({ calendar: office, dueAt }, { calendar, changeMs }, now)

  it('keeps its due time under the hours it has', () => {
    assert.deepEqual(under(office), { effect: 'unchanged', dueAt: due, shiftMs: 0 })
    assert.deepEqual(under(week('09:00', '17:00')), { effect: 'unchanged', dueAt: due, shiftMs: 0 })
  })

  it('is due later with fewer hours a day and over a holiday, earlier with more', () => {
    assert.deepEqual(under(week('09:00', '13:00')), {
      effect: 'later',
      dueAt: at('2026-11-26T08:00:00Z') + hour,
      shiftMs: 24 * hour,
    })
    assert.deepEqual(under(week('09:00', '17:00', ['2026-11-25'])), {
      effect: 'later',
      dueAt: at('2026-11-26T09:00:00Z'),
      shiftMs: 24 * hour,
    })
    // Exactly at closing time, not at the next opening.
    assert.deepEqual(under(week('09:00', '18:00')), {
      effect: 'earlier',
      dueAt: at('2026-11-24T17:00:00Z'),
      shiftMs: -16 * hour,
    })
  })

  it('is due later or earlier by as much as its target changes', () => {
    assert.deepEqual(under(office, hour), { effect: 'later', dueAt: due + hour, shiftMs: hour })
    assert.deepEqual(under(office, -8 * hour), {
      effect: 'earlier',
      dueAt: at('2026-11-24T09:00:00Z'),
      shiftMs: -24 * hour,
    })
  })

  it('would be late at once where its time is used up already, since then', () => {
    const used = under(office, -9 * hour)
    assert.deepEqual(used, {
      effect: 'late',
      dueAt: at('2026-11-24T08:00:00Z'),
      shiftMs: at('2026-11-24T08:00:00Z') - due,
    })
  })

  it('would be due no more without a target, and is left alone where it is late or has no due time', () => {
    assert.deepEqual(under(office, null), { effect: 'dropped', dueAt: null, shiftMs: 0 })
    assert.deepEqual(under(office, -hour, now - 1).effect, 'missed')
    assert.deepEqual(under(week('09:00', '10:00'), 0, null).effect, 'none')
  })

  it('has the same working time left, whatever the two calendars are', () => {
    const hours = fc.constantFrom(
      ['00:00', '24:00'],
      ['09:00', '17:00'],
      ['22:00', '06:00'],
      ['08:00', '08:30'],
    )
    fc.assert(
      fc.property(hours, hours, fc.integer({ min: 1, max: 60_000 }), ([a, b], [c, d], minutes) => {
        const [before, after] = [week(a ?? '', b ?? ''), week(c ?? '', d ?? '')]
        const dueAt = addWorkingTime(before, now, minutes * 60_000)
        assert.ok(dueAt !== 'never')
        const found = effectOnClock({ calendar: before, dueAt }, { calendar: after, changeMs: 0 }, now)
        assert.equal(workingTimeBetween(after, now, found.dueAt ?? 0), minutes * 60_000)
        assert.equal(found.shiftMs, (found.dueAt ?? 0) - dueAt)
      }),
    )
  })
})

describe('The change of a target', () => {
  const business = packageVersionsOf(parseCatalogue(JSON.parse(shippedText)), 1).find(
    ({ code }) => code === 'business',
  )
  assert.ok(business)
  const policy = policyOfTerms(business, '+01:00')
  const faster = policyOfTerms(
    {
      ...business,
      firstResponse: { high: { minutes: 30, guaranteed: true, vendorSet: false }, medium: null, low: null },
    },
    '+01:00',
  )
  const change = (kind: Parameters<typeof targetChange>[2]['kind'], priority: 'high' | 'medium' | 'low') =>
    targetChange(policy, faster, { kind, priority, targetMinutes: 60 })

  it('is what one has more than the other, by priority', () => {
    const before = policy.targets.high.firstResponse?.minutes ?? 0
    assert.equal(change('first_response', 'high'), (30 - before) * 60_000)
    assert.equal(change('resolution', 'high'), 0)
  })

  it('takes a due time away where the other has no target, and none where there was none', () => {
    assert.equal(change('first_response', 'medium'), null)
    assert.equal(change('next_response', 'high'), 0)
  })

  it('is none for what a line aims for by itself', () => assert.equal(change('line', 'high'), 0))
})
