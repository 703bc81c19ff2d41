import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { agreementMonth } from './agreement-month.ts'
import { type CreditRule, creditOf, creditRuleSchema } from './credit-rule.ts'

const monthly: CreditRule = { percent: 5, of: 'month', capPercent: 25 }

describe('What a missed promise gives back', () => {
  for (const { name, rule, fee, earlier, full, given } of [
    { name: '5 % of a month', rule: monthly, fee: 120_000, earlier: 0, full: 500, given: 500 },
    { name: 'a fee that no twelfth divides', rule: monthly, fee: 100_000, earlier: 0, full: 417, given: 417 },
    { name: 'a half cent goes up', rule: monthly, fee: 120, earlier: 0, full: 1, given: 1 },
    { name: 'under half a cent', rule: monthly, fee: 119, earlier: 0, full: 0, given: 0 },
    { name: 'up to the cap', rule: monthly, fee: 120_000, earlier: 2000, full: 500, given: 500 },
    { name: 'what is left under the cap', rule: monthly, fee: 120_000, earlier: 2200, full: 500, given: 300 },
    {
      name: 'nothing once the cap is reached',
      rule: monthly,
      fee: 120_000,
      earlier: 2500,
      full: 500,
      given: 0,
    },
    {
      name: 'nothing where more was given before',
      rule: monthly,
      fee: 120_000,
      earlier: 9999,
      full: 500,
      given: 0,
    },
    { name: 'no fee, nothing back', rule: monthly, fee: 0, earlier: 0, full: 0, given: 0 },
    {
      name: '1.25 % of a year',
      rule: { percent: 1.25, of: 'year' as const, capPercent: 2 },
      fee: 1_234_567,
      earlier: 0,
      full: 15_432,
      given: 15_432,
    },
  ])
    test(name, () => {
      const credit = creditOf(rule, fee, earlier)
      assert.deepEqual({ full: credit.full, given: credit.given }, { full, given })
    })

  const percents = fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100)
  const rules = fc
    .record({
      percent: percents,
      of: fc.constantFrom('month' as const, 'year' as const),
      capPercent: percents,
    })
    .filter(({ percent, capPercent }) => percent <= capPercent)
  const fees = fc.integer({ min: 0, max: 100_000_000_00 })

  test('any number of them in one month comes to the cap at most, and reaches it', () => {
    fc.assert(
      fc.property(rules, fees, fc.integer({ min: 1, max: 60 }), (rule, fee, times) => {
        let sum = 0
        for (let one = 0; one < times; one++) sum += creditOf(rule, fee, sum).given
        const { full, cap } = creditOf(rule, fee, 0)
        assert.equal(sum, Math.min(full * times, cap))
      }),
    )
  })

  test('it is the exact share, no more than half a minor unit away', () => {
    fc.assert(
      fc.property(rules, fees, (rule, fee) => {
        const scale = 100n * 100n * (rule.of === 'month' ? 12n : 1n)
        const exact = BigInt(fee) * BigInt(Math.round(rule.percent * 100))
        const off = BigInt(creditOf(rule, fee, 0).full) * scale - exact
        assert.ok(2n * off <= scale && -2n * off < scale, `${off} of ${scale}`)
      }),
    )
  })
})

test('a rule is a percent of a month or a year, and a cap that is not below it', () => {
  for (const [rule, isRule] of [
    [monthly, true],
    [{ percent: 0.5, of: 'year', capPercent: 0.5 }, true],
    [{ ...monthly, percent: 0 }, false],
    [{ ...monthly, percent: 26 }, false],
    [{ ...monthly, capPercent: 101 }, false],
    [{ ...monthly, percent: 1.234 }, false],
    [{ ...monthly, of: 'week' }, false],
    [{ ...monthly, more: 1 }, false],
    [{ percent: 5, of: 'month' }, false],
  ] as const)
    assert.equal(creditRuleSchema.safeParse(rule).success, isRule, JSON.stringify(rule))
})

describe('The month of an agreement', () => {
  for (const [at, start, end] of [
    ['2026-01-31T00:30:00+01:00', '2026-01-31', '2026-02-28'],
    ['2026-02-27T23:30:00+01:00', '2026-01-31', '2026-02-28'],
    ['2026-02-28T00:30:00+01:00', '2026-02-28', '2026-03-31'],
    ['2026-03-31T12:00:00+02:00', '2026-03-31', '2026-04-30'],
    ['2025-01-01T12:00:00+01:00', '2026-01-31', '2026-02-28'],
  ] as const)
    test(`${at} lies in the one from ${start}`, () => {
      const month = agreementMonth('2026-01-31', 'Europe/Berlin', Date.parse(at))
      assert.deepEqual([month.start, month.end], [start, end])
    })
})
