import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClockView } from '#desk/cases/domain/contract.ts'
import { latenessOf, nextPromise } from './portal-promise.ts'

const clock = (facts: Partial<ClockView>): ClockView => ({
  kind: 'first_response',
  state: 'running',
  dueAt: '2026-11-24T09:41:00Z',
  guaranteed: true,
  startedAt: '2026-11-24T08:41:00Z',
  stoppedAt: null,
  targetMinutes: 60,
  elapsedMs: 0,
  clause: null,
  explanation: { sentence: '' },
  ...facts,
})

describe('What a customer reads of our promises', () => {
  it('the first reply comes before the solution', () => {
    const clocks = [clock({ kind: 'resolution', dueAt: '2026-11-25T09:00:00Z' }), clock({})]
    assert.deepEqual(nextPromise({ clocks }), { kind: 'reply_due', dueAt: '2026-11-24T09:41:00Z' })
  })

  it('once answered, the guaranteed solution is the next promise', () => {
    const clocks = [
      clock({ state: 'met', stoppedAt: '2026-11-24T09:00:00Z' }),
      clock({ kind: 'resolution', dueAt: '2026-11-25T09:00:00Z' }),
    ]
    assert.deepEqual(nextPromise({ clocks }), { kind: 'solution_due', dueAt: '2026-11-25T09:00:00Z' })
  })

  it('a reply that is late is still owed, and said to be late', () => {
    const clocks = [clock({ state: 'breached' })]
    assert.deepEqual(nextPromise({ clocks }), { kind: 'reply_late', dueAt: '2026-11-24T09:41:00Z' })
    assert.deepEqual(latenessOf({ clocks }), [
      { what: 'reply', dueAt: '2026-11-24T09:41:00Z', stoppedAt: null },
    ])
  })

  it('nothing is promised where nothing is guaranteed, and a paused promise has no time', () => {
    assert.deepEqual(nextPromise({ clocks: [clock({ guaranteed: false })] }), { kind: 'status' })
    assert.deepEqual(nextPromise({ clocks: [clock({ kind: 'resolution', state: 'paused', dueAt: null })] }), {
      kind: 'status',
    })
    assert.deepEqual(latenessOf({ clocks: [clock({ guaranteed: false, state: 'breached' })] }), [])
  })

  it('a late reply that was given stays said', () => {
    const stoppedAt = '2026-11-24T09:53:00Z'
    assert.deepEqual(latenessOf({ clocks: [clock({ state: 'breached', stoppedAt })] }), [
      { what: 'reply', dueAt: '2026-11-24T09:41:00Z', stoppedAt },
    ])
  })
})
