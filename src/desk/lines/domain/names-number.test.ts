import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesNumber } from './names-number.ts'

test('a number is found in figures, in letters and in other scripts', () => {
  for (const name of ['Line 2', '2nd line', 'second line', 'Line Two', 'level III', 'L٢', 'line ②'])
    assert.ok(namesNumber(name), name)
})

test('what people are called is no number', () => {
  for (const name of ['support', 'product specialist', 'expert', 'product engineering', 'someone of IT'])
    assert.ok(!namesNumber(name), name)
})
