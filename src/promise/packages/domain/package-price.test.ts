import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { packagePrice } from './package-price.ts'
import type { PricedLine } from './package-price.ts'

const platform = (yearlyNetMinor: number, currency = 'EUR'): PricedLine => ({
  productKind: 'platform',
  yearlyNetMinor,
  currency,
})
const euros = (lines: PricedLine[], percent: number): number | undefined =>
  packagePrice(lines, percent).find(({ currency }) => currency === 'EUR')?.yearlyNetMinor

describe('the price of a package', () => {
  it('is nothing for Basic and a tenth for Business', () => {
    assert.deepEqual(packagePrice([platform(120_000)], 0), [{ currency: 'EUR', yearlyNetMinor: 0 }])
    assert.deepEqual(packagePrice([platform(120_000)], 10), [{ currency: 'EUR', yearlyNetMinor: 12_000 }])
  })
  it('rounds half a cent up, and less than half down', () => {
    assert.equal(euros([platform(5)], 10), 1)
    assert.equal(euros([platform(4)], 10), 0)
    assert.equal(euros([platform(15)], 10), 2)
    assert.equal(euros([platform(-25)], 10), -2)
    assert.equal(euros([platform(-26)], 10), -3)
  })
  it('rounds the sum once, not each line', () => {
    assert.equal(euros([platform(4), platform(4)], 10), 1)
    assert.equal(euros([platform(5), platform(5)], 10), 1)
  })
  it('takes a fractional percentage exactly as it is written', () => {
    assert.equal(euros([platform(1000)], 12.55), 126)
    assert.equal(euros([platform(1000)], 0.15), 2)
    assert.equal(euros([platform(100)], 1.005), 1)
    assert.equal(euros([platform(100_000)], 1.0055), 1006)
  })
  it('is stated per currency, in alphabetical order', () => {
    assert.deepEqual(packagePrice([platform(1000, 'USD'), platform(2000), platform(500, 'USD')], 20), [
      { currency: 'EUR', yearlyNetMinor: 400 },
      { currency: 'USD', yearlyNetMinor: 300 },
    ])
  })
  it('does not count marketplace products', () => {
    assert.deepEqual(
      packagePrice([{ productKind: 'marketplace', yearlyNetMinor: 900, currency: 'USD' }], 20),
      [],
    )
    assert.equal(euros([platform(1000), { ...platform(999), productKind: 'marketplace' }], 20), 200)
  })
  it('stays exact where doubles do not', () => {
    assert.equal(euros([platform(9_007_199_254_740_991)], 33.33), 3_002_099_511_605_172)
  })
  for (const [what, sums, percent, minimum, expected] of [
    ['a share below it', [100_000], 10, { EUR: 12_000 }, { EUR: 12_000 }],
    ['a share that is exactly it', [120_000], 10, { EUR: 12_000 }, { EUR: 12_000 }],
    ['a share above it', [130_000], 10, { EUR: 12_000 }, { EUR: 13_000 }],
    ['a share that is rounded up to it', [119_995], 10, { EUR: 12_000 }, { EUR: 12_000 }],
    ['a share of nothing', [0], 20, { EUR: 500 }, { EUR: 500 }],
    ['a package that costs nothing', [120_000], 0, { EUR: 500 }, { EUR: 500 }],
    ['another currency', [100_000], 10, { USD: 12_000 }, { EUR: 10_000 }],
    ['no platform product', [], 10, { EUR: 12_000 }, {}],
  ] as const)
    it(`is at least the minimum fee of its currency: ${what}`, () => {
      const prices = packagePrice(
        sums.map((one) => platform(one)),
        percent,
        minimum,
      )
      const found = Object.fromEntries(
        prices.map(({ currency, yearlyNetMinor }) => [currency, yearlyNetMinor]),
      )
      assert.deepEqual(found, expected)
    })
  it('has a minimum fee for each currency by itself', () => {
    assert.deepEqual(
      packagePrice([platform(1000, 'USD'), platform(900_000)], 10, { USD: 5000, EUR: 5000, JPY: 700 }),
      [
        { currency: 'EUR', yearlyNetMinor: 90_000 },
        { currency: 'USD', yearlyNetMinor: 5000 },
      ],
    )
  })
  it('refuses amounts and percentages that cannot be exact', () => {
    for (const amount of [0.5, Number.NaN, 2 ** 53])
      assert.throws(() => packagePrice([platform(amount)], 10), RangeError)
    for (const percent of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      assert.throws(() => packagePrice([platform(1)], percent), RangeError)
    assert.throws(() => packagePrice([platform(9_007_199_254_740_991)], 200), RangeError)
  })
  it('is never more than half a unit away from the exact share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 ** 9 })),
        fc.integer({ min: 0, max: 10_000 }),
        (sums, hundredths) => {
          const total = sums.reduce((sum, one) => sum + BigInt(one), 0n)
          const price =
            euros(
              sums.map((one) => platform(one)),
              hundredths / 100,
            ) ?? 0
          const error = 2n * (BigInt(price) * 10_000n - total * BigInt(hundredths))
          assert.ok(error <= 10_000n && error > -10_000n)
        },
      ),
    )
  })
})
