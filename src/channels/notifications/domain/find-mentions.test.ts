import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findMentions } from './find-mentions.ts'

const people = [{ name: 'Ana Sousa' }, { name: 'Maya Lindqvist' }, { name: 'Maya Ruiz' }]
const found = (text: string) => findMentions(text, people).map(({ name }) => name)

test('a whole name, and a first name that only one has, mean somebody', () => {
  assert.deepEqual(found('Could you look, @Maya Ruiz?'), ['Maya Ruiz'])
  assert.deepEqual(found('@ana, please look'), ['Ana Sousa'])
  assert.deepEqual(found('@Maya knows'), [])
})

test('a longer word and a mail address mean nobody', () => {
  assert.deepEqual(found('@anabel and me@ana.example'), [])
  assert.deepEqual(found('Ana knows'), [])
})
