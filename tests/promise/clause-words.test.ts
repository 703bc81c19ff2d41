import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fill } from '#promise/clocks/domain/clock-text.ts'
import { explainMessages } from '#promise/clocks/domain/explain-messages.ts'
import { clauseWords } from '#web/words/clause-words.ts'

test('an explanation and a decision name the same edition in the same words', () => {
  const words = fill(explainMessages('en').edition, { package: 'Basic', version: '3' })
  assert.equal(words, clauseWords('channel.phone@basic@3'))
})
