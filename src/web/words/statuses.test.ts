import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en } from './en.ts'

test('customers read a status as something that happens, in five words for six statuses', () => {
  assert.equal(
    [...new Set(Object.values(en.case.status.customer))].join(' · '),
    'Received · We are working on it · Waiting for you · Waiting on a release · Solved',
  )
  assert.deepEqual(Object.keys(en.case.status.customer), Object.keys(en.case.status.staff))
})
