import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { amendmentCharges, type DatedLine, type Standing } from './amendment-charge.ts'
import { addYears } from './calendar-date.ts'
import { packageStep } from './package-step.ts'
import { daysBetween, proRata } from './pro-rata.ts'

const table = [
  ['a whole year costs the year', 100_000, '2026-02-14', '2027-02-14', '2026-02-14', 100_000],
  ['a whole leap year too', 100_000, '2027-03-01', '2028-03-01', '2027-03-01', 100_000],
  ['a day is a 365th', 36_500, '2026-06-01', '2026-06-02', '2026-01-01', 100],
  ['in a leap year a 366th', 36_600, '2028-06-01', '2028-06-02', '2028-01-01', 100],
  ['a half goes up', 183, '2028-06-01', '2028-06-02', '2028-01-01', 1],
  ['two years cost two years', 12_345, '2026-05-05', '2028-05-05', '2026-05-05', 24_690],
  ['nothing is left at the end', 100_000, '2027-02-14', '2027-02-14', '2026-02-14', 0],
  ['the last day is one day', 36_500, '2026-12-31', '2027-01-01', '2026-01-01', 100],
  [
    'years that began on 29 February turn on the 28th',
    366_000,
    '2025-02-28',
    '2026-02-28',
    '2024-02-29',
    366_000,
  ],
  ['and come back to the 29th', 366_000, '2027-02-28', '2028-02-29', '2024-02-29', 366_000],
  [
    'the rest of the year under way, then a whole one',
    36_500,
    '2026-12-22',
    '2028-01-01',
    '2026-01-01',
    37_500,
  ],
] as const

for (const [sentence, yearlyMinor, from, until, first, expected] of table)
  test(`pro rata: ${sentence}`, () => {
    assert.equal(proRata([{ yearlyMinor, from, until }], first), expected)
  })

const firstDay = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const amount = fc.integer({ min: 0, max: 1_000_000_000 })
const later = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

test('what is paid before and after a day adds up to the year within a minor unit', () => {
  fc.assert(
    fc.property(firstDay, amount, fc.nat(366), fc.nat(3), (first, yearlyMinor, day, year) => {
      const [from, until] = [addYears(first, year), addYears(first, year + 1)]
      const cut = later(from, Math.min(day, daysBetween(from, until)))
      const before = proRata([{ yearlyMinor, from, until: cut }], first)
      const after = proRata([{ yearlyMinor, from: cut, until }], first)
      assert.ok(Math.abs(before + after - yearlyMinor) <= 1, `${before} + ${after}, not ${yearlyMinor}`)
    }),
  )
})

const line = (yearlyNetMinor: number, startsOn: string, endsOn: string, currency = 'EUR'): DatedLine => ({
  productKind: 'platform',
  yearlyNetMinor,
  currency,
  startsOn,
  endsOn,
})

test('an upgrade is never charged below zero, less the later it starts, and nothing at the end', () => {
  fc.assert(
    fc.property(firstDay, amount, amount, fc.nat(20), fc.nat(20), (first, one, other, low, rise) => {
      const endsOn = addYears(first, 2)
      const lines = [line(one, first, endsOn), line(other, first, endsOn, 'USD')]
      const before: Standing = { lines, prices: [{ from: first, costPercent: low }] }
      const chargeFrom = (effectiveOn: string) => {
        const after = { lines, prices: [...before.prices, { from: effectiveOn, costPercent: low + rise }] }
        return amendmentCharges({ before, after, effectiveOn, endsOn, firstStartsOn: first })
      }
      const sums = [0, 100, 400, 700].map((days) =>
        chargeFrom(later(first, days)).reduce((sum, { minor }) => sum + minor, 0),
      )
      assert.ok(sums.every((sum, at) => sum >= 0 && sum <= (sums[at - 1] ?? Infinity)))
      assert.ok(chargeFrom(endsOn).every(({ minor }) => minor === 0))
    }),
  )
})

test('a product that starts later pays its share of an upgrade from its own first day', () => {
  const [first, endsOn] = ['2026-01-01', '2027-01-01']
  const lines = [line(1_000_000, first, endsOn), line(365_000, '2026-12-22', endsOn)]
  const before = { lines, prices: [{ from: first, costPercent: 0 }] }
  const after = { lines, prices: [...before.prices, { from: '2026-12-12', costPercent: 10 }] }
  const [charge] = amendmentCharges({
    before,
    after,
    effectiveOn: '2026-12-12',
    endsOn,
    firstStartsOn: first,
  })
  // 20 days of 100,000 a year, and 10 days of 36,500 a year.
  assert.equal(charge?.minor, Math.round((20 * 100_000 + 10 * 36_500) / 365))
})

test('an added product is charged itself and with its share of the package, the upgrade agreed for later included', () => {
  const [first, endsOn] = ['2026-01-01', '2027-01-01']
  const prices = [
    { from: first, costPercent: 10 },
    { from: '2026-12-22', costPercent: 20 },
  ]
  const added = line(365_000, '2026-12-12', endsOn)
  const before = { lines: [line(1_000_000, first, endsOn)], prices }
  const charges = amendmentCharges({
    before,
    after: { lines: [...before.lines, added], prices },
    added,
    effectiveOn: '2026-12-12',
    endsOn,
    firstStartsOn: first,
  })
  assert.deepEqual(charges, [
    { of: 'subscription', currency: 'EUR', yearlyMinor: 365_000, minor: 20_000 },
    { of: 'package', currency: 'EUR', yearlyMinor: 36_500, minor: 10 * 100 + 10 * 200 },
  ])
})

test('a marketplace product is charged itself, and counts not in the price of the package', () => {
  const [first, endsOn] = ['2026-01-01', '2027-01-01']
  const added: DatedLine = { ...line(36_500, first, endsOn), productKind: 'marketplace' }
  const before = { lines: [line(1_000_000, first, endsOn)], prices: [{ from: first, costPercent: 10 }] }
  const after = { ...before, lines: [...before.lines, added] }
  const charges = amendmentCharges({ before, after, added, effectiveOn: first, endsOn, firstStartsOn: first })
  assert.deepEqual(
    charges.map(({ of, minor }) => [of, minor]),
    [
      ['subscription', 36_500],
      ['package', 0],
    ],
  )
})

test('a higher share of the subscription is an upgrade, and at the same share the catalogue’s order decides', () => {
  const [basic, business, twin] = [
    { code: 'basic', costPercent: 0 },
    { code: 'business', costPercent: 10 },
    { code: 'twin', costPercent: 10 },
  ] as const
  const order = ['basic', 'business', 'twin']
  const steps = [
    [basic, business, 'upgrade'],
    [business, basic, 'downgrade'],
    [business, business, 'same'],
    [business, twin, 'upgrade'],
    [twin, business, 'downgrade'],
  ] as const
  for (const [from, to, expected] of steps) assert.equal(packageStep(from, to, order), expected)
})
