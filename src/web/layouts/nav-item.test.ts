import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCurrent } from './nav-item.ts'

test('an entry with a search is current only with that search', () => {
  const triage = { href: '/desk?view=triage', label: 'Triage' }
  assert.equal(isCurrent(triage, '/desk', '?view=triage&q=x'), true)
  assert.equal(isCurrent(triage, '/desk', '?view=mine'), false)
})

test('an entry marked as standing for what lies below is current there too', () => {
  const cases = { href: '/portal/cases', label: 'Cases', below: true }
  assert.equal(isCurrent(cases, '/portal/cases/FL-1', ''), true)
  assert.equal(isCurrent(cases, '/portal/cases-old', ''), false)
  assert.equal(isCurrent({ href: '/portal', label: 'Home' }, '/portal/cases', ''), false)
})
