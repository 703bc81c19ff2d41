import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packageReckoning } from './package-reckoning.ts'

const lines = [
  { productKind: 'platform', yearlyNetMinor: 100_000, currency: 'EUR' },
  { productKind: 'platform', yearlyNetMinor: 900_000, currency: 'USD' },
] as const

test('a reckoning says where the minimum fee is charged, and the sum it is more than a share of', () => {
  assert.deepEqual(packageReckoning(lines, 10, { EUR: 50_000, USD: 50_000 }), [
    { currency: 'EUR', subscriptionMinor: 100_000, yearlyNetMinor: 50_000, isMinimum: true },
    { currency: 'USD', subscriptionMinor: 900_000, yearlyNetMinor: 90_000, isMinimum: false },
  ])
})
