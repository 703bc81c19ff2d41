import assert from 'node:assert/strict'
import { it } from 'node:test'
import { recordingTime } from './keep-time.ts'

it('What is recorded later is not dated earlier by the little that two looks differ, and follows a correction', () => {
  let readMs = 0
  const time = recordingTime({ nowMs: () => readMs })
  const recorded = [5_000, 4_990, 5_010, 4_010, 4_009].map((ms) => {
    readMs = ms
    return time().getTime()
  })
  assert.deepEqual(recorded, [5_000, 5_000, 5_010, 5_010, 4_009])
})
