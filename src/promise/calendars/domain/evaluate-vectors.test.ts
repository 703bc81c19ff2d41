import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { evaluateVectors } from './evaluate-vectors.ts'

type Vector = { id: string; strict: boolean; expected: unknown }

const file = new URL('../../../../tests/vectors/calendar.json', import.meta.url)
const vectors: Vector[] = JSON.parse(readFileSync(file, 'utf8'))

test('every strict calendar vector gets exactly the answer it expects', () => {
  const strict = vectors.filter((vector) => vector.strict)
  assert.ok(strict.length >= 483, `only ${strict.length} strict vectors were read`)
  const answers = strict.map(({ id, expected }) => ({ id, result: expected }))
  assert.deepEqual(evaluateVectors(strict), answers)
})

test('vectors that rest on a convention follow ours', (t) => {
  const conventional = vectors.filter((vector) => !vector.strict)
  const results = evaluateVectors(conventional)
  const agreeing = conventional.filter(({ id, expected }, index) =>
    isDeepStrictEqual(results[index], { id, result: expected }),
  )
  t.diagnostic(`${agreeing.length} of ${conventional.length} agree`)
  assert.ok(conventional.length >= 12)
})

test('a vector that cannot be answered gets an error, and the others are still answered', () => {
  const calendar = { timeZone: '+01:00', week: { mon: [['09:00', '18:00']] }, holidays: [] }
  const start = '2026-06-01T10:00:00Z'
  const answers = evaluateVectors([
    { id: 'zone', op: 'isOpen', start, calendar: { ...calendar, timeZone: 'Mars/Olympus' } },
    { id: 'time', op: 'isOpen', start: 'noon', calendar },
    { id: 'span', op: 'add', start, calendar },
    { id: 'far', op: 'add', start, minutes: 1e300, calendar },
    { id: 'op', op: 'guess', start, calendar },
    'not even an object',
    { id: 'good', op: 'add', start, seconds: 30, calendar },
  ])
  assert.deepEqual(
    answers.map((answer) => Object.keys(answer ?? {}).join()),
    ['id,error', 'id,error', 'id,error', 'id,error', 'id,error', 'id,error', 'id,result'],
  )
  assert.deepEqual(answers.at(-1), { id: 'good', result: '2026-06-01T10:00:30Z' })
})

test('anything but an array is refused', () => {
  assert.throws(() => evaluateVectors(null), TypeError)
})
