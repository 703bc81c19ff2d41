import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { comparePrice, type PastAgreement } from './compare-price.ts'

const business = { costPercent: 10 }
const premium = { costPercent: 20 }
const line = (yearlyNetMinor: number, more: Partial<PastAgreement['lines'][number]> = {}) => ({
  productKind: 'platform' as const,
  yearlyNetMinor,
  currency: 'EUR',
  startsOn: '2025-01-01',
  endsOn: '2027-01-01',
  ...more,
})
const agreement = (wanted: Partial<PastAgreement> = {}): PastAgreement => ({
  start: '2025-01-01',
  end: '2027-01-01',
  firstStart: '2025-01-01',
  terms: [{ from: '2025-01-01', terms: business }],
  lines: [line(1_000_000)],
  ...wanted,
})

describe('What another package would have cost', () => {
  it('is the difference for a year, and for the days of the period', () => {
    assert.deepEqual(comparePrice([agreement()], premium, '2025-01-01', '2026-01-01'), [
      {
        currency: 'EUR',
        yearlyThenMinor: 100_000,
        yearlyOtherMinor: 200_000,
        periodThenMinor: 100_000,
        periodOtherMinor: 200_000,
      },
    ])
    const [week] = comparePrice([agreement()], premium, '2025-03-01', '2025-03-08')
    assert.deepEqual([week?.periodThenMinor, week?.periodOtherMinor], [1_918, 3_836])
  })

  it('counts the days on which something was in force only', () => {
    const [half] = comparePrice([agreement({ end: '2025-07-02' })], premium, '2025-01-01', '2026-01-01')
    assert.equal(half?.periodThenMinor, Math.round((100_000 * 182) / 365))
    assert.deepEqual(comparePrice([agreement()], premium, '2020-01-01', '2021-01-01'), [])
    assert.deepEqual(comparePrice([], premium, '2025-01-01', '2026-01-01'), [])
  })

  it('follows an upgrade and a line that was added while it ran', () => {
    const amended = agreement({
      terms: [
        { from: '2025-01-01', terms: business },
        { from: '2025-07-02', terms: premium },
      ],
      lines: [line(1_000_000), line(365_000, { startsOn: '2025-12-31', endsOn: '2026-01-01' })],
    })
    const [found] = comparePrice([amended], premium, '2025-01-01', '2026-01-01')
    const then = Math.round((100_000 * 182 + 200_000 * 183) / 365 + 73_000 / 365)
    assert.equal(found?.periodThenMinor, then)
    // On the last day both lines and the upgrade are there.
    assert.deepEqual([found?.yearlyThenMinor, found?.yearlyOtherMinor], [273_000, 273_000])
  })

  it('has each currency for itself, the minimum fee in it, and no marketplace line', () => {
    const lines = [line(1_000), line(5_000_000, { currency: 'JPY' }), line(9, { productKind: 'marketplace' })]
    const other = { costPercent: 20, minimumFeeMinor: { EUR: 50_000 } }
    const found = comparePrice([agreement({ lines })], other, '2025-01-01', '2026-01-01')
    assert.deepEqual(
      found.map(({ currency, yearlyOtherMinor }) => [currency, yearlyOtherMinor]),
      [
        ['EUR', 50_000],
        ['JPY', 1_000_000],
      ],
    )
  })

  it('is no difference with the terms that were there, whatever the period', () => {
    const day = fc
      .integer({ min: 0, max: 1_200 })
      .map((count) => new Date(Date.parse('2024-06-01') + count * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, fc.nat(10_000_000), (one, other, yearly) => {
        const [from, until] = [one, other].toSorted()
        for (const found of comparePrice(
          [agreement({ lines: [line(yearly)] })],
          business,
          from ?? one,
          until ?? other,
        )) {
          assert.equal(found.periodThenMinor, found.periodOtherMinor)
          assert.equal(found.yearlyThenMinor, found.yearlyOtherMinor)
        }
      }),
    )
  })
})
