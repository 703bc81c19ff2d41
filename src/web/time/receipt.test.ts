import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kitSay as say } from '../words/i18n.ts'
import type { ReceiptStep } from './receipt-step.ts'
import { receiptRows, receiptTotal } from './receipt.ts'

const format = { locale: 'en-GB', timeZone: 'UTC' }
const step = (kind: ReceiptStep['kind'], from: string, to: string, minutes: number): ReceiptStep => ({
  kind,
  from: `2026-11-${from}:00Z`,
  to: `2026-11-${to}:00Z`,
  countedMs: minutes * 60_000,
})
const steps = [
  step('counted', '25T16:12', '25T18:00', 108),
  step('counted', '26T09:00', '26T11:10', 130),
  step('paused', '26T11:10', '26T12:30', 0),
  step('counted', '26T12:30', '26T18:00', 330),
]

test('a receipt names a day once and prints a pause as 0', () => {
  assert.deepEqual(
    receiptRows(steps, say, format).map((row) => [row.day, row.text, row.sum]),
    [
      ['Wed 25', '16:12–18:00', '1 h 48 m'],
      ['Thu 26', '09:00–11:10', '2 h 10 m'],
      ['', 'waiting, 11:10–12:30', '0'],
      ['', '12:30–18:00', '5 h 30 m'],
    ],
  )
})

test('the total is the sum of what was counted', () => {
  assert.equal(receiptTotal(steps, say), '9 h 28 m')
})

test('a stretch over midnight names the day it ends on', () => {
  const night = receiptRows([step('counted', '25T22:00', '26T06:00', 480)], say, format)
  assert.equal(night[0]?.text, '22:00–Thu 26 06:00')
  const evening = receiptRows([step('counted', '25T22:00', '26T00:00', 120)], say, format)
  assert.equal(evening[0]?.text, '22:00–24:00')
})
