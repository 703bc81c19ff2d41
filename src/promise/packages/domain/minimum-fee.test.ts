import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { feeDigits, feeWords, parseFee } from './minimum-fee.ts'

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
      assert.equal(parseFee(written, currency), minor)
    })
  it('is read again as it is written in its field', () => {
    const money = fc.tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom('EUR', 'JPY', 'KWD', 'USD'))
    fc.assert(
      fc.property(money, ([minor, currency]) =>
        assert.equal(parseFee(feeDigits(minor, currency), currency), minor),
      ),
    )
  })
  it('is said with its currency', () => {
    assert.deepEqual([feeWords(120_000, 'EUR'), feeWords(900, 'JPY')], ['€1,200.00', '¥900'])
  })
})
