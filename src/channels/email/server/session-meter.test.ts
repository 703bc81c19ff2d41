import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSessionMeter } from './session-meter.ts'

test('Of a session that ended before its message was answered nothing is kept', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const meter = createSessionMeter({ commands: 0, messageMs: 1_000 })
  let ended = 0
  const connections = new Set([{ id: 'a', send: () => (ended += 1) }])
  meter.watch({ connections })
  const happen = () => {
    meter.hadMessage('a')
    meter.debug({ tnx: 'command', cid: 'a' })
    t.mock.timers.tick(2_000)
    return [meter.messagesOf('a'), ended]
  }
  meter.begun('a')
  assert.deepEqual(happen(), [1, 2], 'the control: for too many commands, and for its time')
  meter.ended('a')
  assert.deepEqual(happen(), [0, 2])
})
