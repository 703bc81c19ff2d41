import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initials } from './initials.ts'

test('initials are the first letters of the first and the last name', () => {
  assert.equal(initials('Maya de la Voss'), 'MV')
  assert.equal(initials('Ana'), 'A')
  assert.equal(initials('łukasz żak'), 'ŁŻ')
})

test('an address gives one letter, nothing gives nothing', () => {
  assert.equal(initials('ops@fenwold.example'), 'O')
  assert.equal(initials(''), '')
})
