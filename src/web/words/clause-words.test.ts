import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainMessages } from '#promise/clocks/domain/explain-messages.ts'
import { fill } from '#promise/clocks/domain/clock-text.ts'
import { clauseWords } from './clause-words.ts'

test('a clause is read as its package and edition, never as a code; a term stays as it is', () => {
  assert.equal(clauseWords('channel.phone@basic@3'), 'Basic, edition 3')
  assert.equal(clauseWords('T4'), 'T4')
})

test('an explanation and a decision name the same edition in the same words', () => {
  const words = fill(explainMessages('en').edition, { package: 'Basic', version: '3' })
  assert.equal(words, clauseWords('channel.phone@basic@3'))
})
