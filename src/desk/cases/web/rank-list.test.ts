import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import type { RankingView } from '#desk/cases/domain/rank-contract.ts'
import { changeTo, orderAfterDrag, orderOf, orderWith, rankEnd, withChange } from './rank-list.ts'

function viewOf(ranked: string, unranked: string): RankingView {
  const one = (reference: string): CaseSummary => ({
    reference,
    status: 'new',
    type: 'problem',
    topic: null,
    service: null,
    priority: 'medium',
    product: null,
    handledBy: 'support',
    assignee: null,
    subject: reference,
    account: { id: 'a', name: 'A' },
    contact: { id: 'c', name: 'C' },
    package: 'premium',
    channel: 'portal',
    receivedAt: new Date(reference.charCodeAt(0) * 1000).toISOString(),
    lastEntryAt: '2026-01-01T00:00:00.000Z',
    nextDueAt: null,
    clocks: [],
    isPrivate: false,
    version: 1,
  })
  return {
    version: 1,
    changedAt: null,
    changedBy: null,
    mayRank: true,
    refusal: null,
    ranked: [...ranked].map((reference) => ({ ...one(reference), contest: null })),
    unranked: [...unranked].map(one),
    hasMore: false,
  }
}

describe('dragging', () => {
  const table: [ranked: string, unranked: string, active: string, over: string, order: string][] = [
    ['abc', 'x', 'c', 'a', 'cab'],
    ['abc', 'x', 'a', 'c', 'bca'],
    ['abc', 'xy', 'y', 'b', 'aybc'],
    ['ab', 'xy', 'x', rankEnd, 'abx'],
    ['ab', 'xy', 'a', rankEnd, 'b'],
    ['ab', 'xy', 'a', 'y', 'b'],
    ['', 'xy', 'y', rankEnd, 'y'],
    ['ab', 'x', 'a', 'a', 'ab'],
  ]
  for (const [ranked, unranked, active, over, order] of table) {
    test(`${active} over ${over} in “${ranked}|${unranked}” gives “${order}”`, () => {
      assert.equal(orderAfterDrag(viewOf(ranked, unranked), active, over).join(''), order)
    })
  }
})

test('a button puts a case at a rank, or takes it out', () => {
  const view = viewOf('abc', 'x')
  assert.deepEqual(
    [orderWith(view, 'c', 1), orderWith(view, 'x', 4), orderWith(view, 'b', null)].map((one) => one.join('')),
    ['cab', 'abcx', 'ac'],
  )
})

test('an order that is used later leaves out what is over, and takes out what it does not have', () => {
  assert.deepEqual(changeTo(viewOf('abd', 'x'), ['x', 'c', 'b']), {
    references: ['x', 'b'],
    unranked: ['a', 'd'],
  })
})

test('the list shown before a save is the list that was asked for, and nothing gets lost', () => {
  const letters = fc.uniqueArray(fc.constantFrom(...'abcdefgh'))
  fc.assert(
    fc.property(letters, fc.nat(8), fc.shuffledSubarray([...'abcdefgh']), (all, cut, order) => {
      const view = viewOf(all.slice(0, cut).join(''), all.slice(cut).join(''))
      const change = changeTo(view, order)
      const shown = withChange(view, change)
      assert.deepEqual(orderOf(shown), change.references)
      const both = [...shown.ranked, ...shown.unranked].map((one) => one.reference)
      assert.deepEqual(both.toSorted(), all.toSorted())
      assert.deepEqual(
        shown.unranked.map((one) => one.reference),
        shown.unranked.map((one) => one.reference).toSorted(),
      )
    }),
  )
})
