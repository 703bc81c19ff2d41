import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeTone, readDecision, reasonTone } from './wire-decision.ts'

test('only a refusal speaks against; a closed hour or an open topic does not', () => {
  assert.equal(outcomeTone('refused'), 'against')
  assert.equal(outcomeTone('not_now'), 'open')
  assert.equal(outcomeTone('included_from_pool'), 'for')
  assert.equal(reasonTone('pool_exhausted'), 'against')
  assert.equal(reasonTone('support_closed'), 'open')
})

test('a problem without a decision gives none', () => {
  assert.equal(readDecision(undefined), undefined)
  assert.equal(readDecision({ outcome: 'refused', reasons: [], waysForward: [] })?.outcome, 'refused')
})
