import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortClause } from './short-clause.ts'

test('a service clause is shortened to its package and version, a term stays as it is', () => {
  assert.equal(shortClause('channel.phone@basic@3'), 'Basic v3')
  assert.equal(shortClause('T4'), 'T4')
})
