import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { activationProblems, activationProblemText } from './activation-problems.ts'
import type { ActivationInput } from './activation-problems.ts'

const year = { start: '2026-02-14', end: '2027-02-14' }
const studio = { productCode: 'studio', productKind: 'platform' } as const
const mapviewer = { productCode: 'mapviewer', productKind: 'marketplace' } as const
const sound: ActivationInput = {
  hasPackage: true,
  period: year,
  subscriptionLines: [{ ...studio, ...year }],
  environments: [studio],
  coveredProducts: ['studio'],
}

function problems(change: Partial<ActivationInput>): string[] {
  return activationProblems({ ...sound, ...change }).map(({ clause, code }) => `${code} ${clause}`)
}

describe('an agreement becomes active', () => {
  it('when its package covers the whole subscription, a full year and every product', () => {
    assert.deepEqual(problems({}), [])
  })
  it('when only Marketplace products are left out, whatever their period', () => {
    const line = { ...mapviewer, start: '2020-01-01', end: '2030-01-01' }
    assert.deepEqual(problems({ subscriptionLines: [line], environments: [mapviewer] }), [])
  })
  it('when the agreements it renews cover the beginning of the subscription without a gap', () => {
    const subscriptionLines = [{ ...studio, start: '2025-02-14', end: '2027-02-14' }]
    assert.deepEqual(problems({ subscriptionLines }), ['subscription_not_covered T1'])
    const earlierPeriods = [{ start: '2025-02-14', end: '2026-02-14' }]
    assert.deepEqual(problems({ subscriptionLines, earlierPeriods }), [])
    const longer = [{ start: '2025-01-01', end: '2027-03-01' }]
    const later = [{ ...studio, start: '2025-02-14', end: '2027-03-01' }]
    assert.deepEqual(problems({ subscriptionLines: later, earlierPeriods: longer }), [])
    const withGap = [{ start: '2025-02-14', end: '2026-02-13' }]
    assert.deepEqual(problems({ subscriptionLines, earlierPeriods: withGap }), [
      'subscription_not_covered T1',
    ])
  })
  it('when a year that starts on 29 February ends on the 28th', () => {
    const period = { start: '2024-02-29', end: '2025-02-28' }
    assert.deepEqual(problems({ period, subscriptionLines: [] }), [])
    assert.deepEqual(problems({ period: { ...period, end: '2025-02-27' }, subscriptionLines: [] }), [
      'period_under_one_year T2',
    ])
  })
})

describe('an agreement stays a draft', () => {
  it('without a package', () => {
    assert.deepEqual(problems({ hasPackage: false }), ['package_missing T1'])
  })
  it('when a subscription starts a day before the package or ends a day after it', () => {
    for (const line of [
      { ...year, start: '2026-02-13' },
      { ...year, end: '2027-02-15' },
    ])
      assert.deepEqual(problems({ subscriptionLines: [{ ...studio, ...line }] }), [
        'subscription_not_covered T1',
      ])
  })
  it('when the period is a day short of a year', () => {
    const period = { start: '2026-02-14', end: '2027-02-13' }
    assert.deepEqual(problems({ period, subscriptionLines: [{ ...studio, ...period }] }), [
      'period_under_one_year T2',
    ])
  })
  it('when a platform product is subscribed to or installed but not covered, named once', () => {
    const flow = { productCode: 'flow', productKind: 'platform' } as const
    assert.deepEqual(problems({ environments: [studio, flow, flow] }), ['product_not_covered T2'])
    const found = activationProblems({
      ...sound,
      subscriptionLines: [{ ...flow, ...year }],
      environments: [flow],
    })
    assert.deepEqual(found, [
      {
        clause: 'T2',
        code: 'product_not_covered',
        values: { productCode: 'flow', because: 'subscribed' },
      },
    ])
  })
  it('and every reason is given at once, in words that name the term', () => {
    const found = activationProblems({
      hasPackage: false,
      period: { start: '2026-02-14', end: '2026-03-14' },
      subscriptionLines: [{ ...studio, ...year }],
      environments: [],
      coveredProducts: [],
    })
    assert.deepEqual(found.map(activationProblemText), [
      'This agreement has no support package yet; a subscription needs one (T1).',
      'The subscription to studio runs from 2026-02-14 to 2027-02-14, and the package does not cover all of that time (T1).',
      'A package is bought for at least one year: starting on 2026-02-14, it can end on 2027-02-14 at the earliest (T2).',
      'The account subscribes to studio, and the package has to cover it too (T2).',
    ])
  })
})
