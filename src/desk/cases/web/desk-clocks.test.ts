import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClockView } from '#desk/cases/domain/contract.ts'
import { nextClock, ribbonClocks } from './desk-clocks.ts'

function clock(
  kind: ClockView['kind'],
  state: ClockView['state'],
  changes: Partial<ClockView> = {},
): ClockView {
  return {
    kind,
    state,
    dueAt: null,
    guaranteed: true,
    startedAt: '2026-11-26T09:00:00Z',
    stoppedAt: null,
    targetMinutes: 60,
    elapsedMs: 0,
    clause: null,
    explanation: { sentence: '' },
    ...changes,
  }
}

const reply = clock('next_response', 'running', { dueAt: '2026-11-26T14:00:00Z' })
const resolution = clock('resolution', 'running', { dueAt: '2026-11-28T13:00:00Z' })
const late = clock('first_response', 'breached', { dueAt: '2026-11-26T10:00:00Z' })
const met = clock('first_response', 'met', {
  dueAt: '2026-11-26T10:00:00Z',
  stoppedAt: '2026-11-26T09:42:00Z',
})
const paused = clock('resolution', 'paused')

void test('a row shows the clock that is due next, and a missed one for as long as it is still owed', () => {
  assert.equal(nextClock([resolution, reply, met]), reply)
  assert.equal(nextClock([resolution, late]), late)
})

void test('a row whose clocks rest shows the pause, and after the end how it ended', () => {
  assert.equal(nextClock([met, paused]), paused)
  assert.equal(nextClock([met]), met)
  assert.equal(
    nextClock([clock('resolution', 'cancelled', { stoppedAt: '2026-11-26T09:42:00Z' })]),
    undefined,
  )
})

void test('the ribbon begins with what runs and ends with what is over', () => {
  assert.deepEqual(ribbonClocks([met, paused, resolution, reply]), [reply, resolution, paused, met])
})
