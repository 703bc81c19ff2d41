import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clauseWords } from './clause-words.ts'

test('a clause is read as its package and edition, never as a code; a term stays as it is', () => {
  assert.equal(clauseWords('channel.phone@basic@3'), 'Basic, edition 3')
  assert.equal(clauseWords('T4'), 'T4')
})
