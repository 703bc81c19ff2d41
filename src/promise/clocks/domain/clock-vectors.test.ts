import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { simulateVectors } from './simulate-vectors.ts'

type Vector = { id: string; strict: boolean; expect: unknown }

const file = new URL('../../../../tests/vectors/lifecycle.json', import.meta.url)
const vectors: Vector[] = JSON.parse(readFileSync(file, 'utf8'))

test('every strict case of the lifecycle vectors gets exactly the clocks it expects', () => {
  const strict = vectors.filter((vector) => vector.strict)
  assert.ok(strict.length >= 87, `only ${strict.length} strict vectors were read`)
  const answers = strict.map(({ id, expect }) => ({ id, expect }))
  assert.deepEqual(simulateVectors(strict), answers)
})

test('a case that cannot be played gets an error, and the others are still answered', () => {
  const [first] = vectors
  const [broken, whole] = simulateVectors([{ id: 'broken', policy: {}, events: 'none' }, first])
  assert.deepEqual(Object.keys(broken ?? {}), ['id', 'error'])
  assert.deepEqual(whole, { id: first?.id, expect: first?.expect })
})

test('targets may stand by priority or alone, with the calendar of the case', () => {
  const calendar = { timeZone: '+00:00', week: { mon: [['09:00', '18:00']] }, holidays: [] }
  const targets = { high: { firstResponse: 60 } }
  const events = [{ at: '2026-06-01T10:00:00Z', type: 'created', priority: 'high' }]
  const expect = [{ at: '2026-06-01T10:30:00Z' }]
  const none = { state: 'none', due: null }
  const running = { state: 'running', due: '2026-06-01T11:00:00Z', elapsedSeconds: 1800 }
  const states = [
    { at: '2026-06-01T10:30:00Z', firstResponse: running, nextResponse: none, resolution: none },
  ]
  const answers = simulateVectors([
    { id: 1, calendar, policy: targets, events, expect },
    { id: 2, calendar, policy: { priorities: targets }, events, expect },
  ])
  assert.deepEqual(answers, [
    { id: 1, expect: states },
    { id: 2, expect: states },
  ])
})

test('anything but an array is refused', () => {
  assert.throws(() => simulateVectors({ id: 'alone' }), TypeError)
})
