import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { amountText, minorDigits, moneyWords, parseAmount } from './money.ts'

describe('An amount', () => {
  const read: [string, string, number | undefined][] = [
    ['12500', 'EUR', 1_250_000],
    ['12,500.00', 'EUR', 1_250_000],
    ['12.500,00', 'EUR', 1_250_000],
    ['12 500,5', 'EUR', 1_250_050],
    ['12’500.05', 'CHF', 1_250_005],
    ['1,234', 'EUR', 123_400],
    ['1.234.567', 'EUR', 123_456_700],
    ['0.10', 'EUR', 10],
    ['0.29', 'EUR', 29],
    ['1.234', 'KWD', 1_234],
    ['1500', 'JPY', 1_500],
    ['1,500', 'JPY', 1_500],
    ['1.5', 'JPY', undefined],
    ['0.005', 'EUR', undefined],
    ['1.2345', 'EUR', undefined],
    ['12,50,00', 'EUR', undefined],
    ['-5', 'EUR', undefined],
    ['5 EUR', 'EUR', undefined],
    ['', 'EUR', undefined],
    ['.5', 'EUR', undefined],
    ['99999999999999999', 'EUR', undefined],
  ]
  for (const [written, currency, minor] of read) {
    it(`“${written}” in ${currency} is ${minor ?? 'no amount'}`, () => {
      assert.equal(parseAmount(written, currency), minor)
    })
  }

  it('is written and read back without a cent lost, in any currency', () => {
    const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'USD')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), currency, (minor, code) => {
        assert.equal(parseAmount(amountText(minor, code), code), minor)
      }),
    )
  })

  it('is shown to the last cent, where a floating number could not hold it', () => {
    assert.equal(moneyWords(9_007_199_254_740_991, 'EUR', 'en-GB'), '€90,071,992,547,409.91')
    assert.equal(moneyWords(1_500, 'JPY', 'en-GB'), 'JP¥1,500')
    assert.equal(minorDigits('KWD'), 3)
  })
})

describe('A minimum fee', () => {
  for (const [written, currency, minor] of [
    ['1200', 'EUR', 120_000],
    ['1,200.00', 'EUR', 120_000],
    ['1.200,50', 'EUR', 120_050],
    ['1 200,5', 'EUR', 120_050],
    ['1’200', 'CHF', 120_000],
    ['1,234,567', 'JPY', 1_234_567],
    ['0', 'EUR', 0],
    ['12.5', 'JPY', undefined],
    ['12.345.6', 'EUR', undefined],
    ['-5', 'EUR', undefined],
    ['five', 'EUR', undefined],
    ['', 'EUR', undefined],
  ] as const)
    it(`written as “${written}” ${currency} is ${minor ?? 'no amount'}`, () => {
      assert.equal(parseAmount(written, currency), minor)
    })
  it('is read again as it is written in its field', () => {
    const money = fc.tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom('EUR', 'JPY', 'KWD', 'USD'))
    fc.assert(
      fc.property(money, ([minor, currency]) =>
        assert.equal(parseAmount(amountText(minor, currency), currency), minor),
      ),
    )
  })
  it('is said with its currency', () => {
    assert.deepEqual([moneyWords(120_000, 'EUR', 'en'), moneyWords(900, 'JPY', 'en')], ['€1,200.00', '¥900'])
  })
})
