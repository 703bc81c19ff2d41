import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { gather } from './desk-gather.ts'

test('many calls make one run at once and one a second later', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  try {
    const runs: number[] = []
    const { call } = gather(() => runs.push(Date.now()), 1_000)
    for (let n = 0; n < 50; n += 1) {
      call()
      mock.timers.tick(10)
    }
    assert.deepEqual(runs, [0])
    mock.timers.tick(500)
    assert.deepEqual(runs, [0, 1_000], 'the last call is never lost')
    mock.timers.tick(5_000)
    call()
    assert.deepEqual(runs, [0, 1_000, 6_000])
  } finally {
    mock.timers.reset()
  }
})

test('what waits is dropped when nobody looks any more', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  try {
    let runs = 0
    const { call, stop } = gather(() => (runs += 1), 1_000)
    call()
    call()
    stop()
    mock.timers.tick(10_000)
    assert.equal(runs, 1)
  } finally {
    mock.timers.reset()
  }
})
