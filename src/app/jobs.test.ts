import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createJobs, lanesOf, timetable } from './jobs.ts'

// Nothing runs here, so nothing is needed.
const jobs = createJobs({} as never)
const lanes = lanesOf(jobs).map((lane) => Object.keys(lane.jobs))

test('FA-10: every job has its lane, and what waits for machines of others shares none with the rest', () => {
  assert.deepEqual(lanes.flat().toSorted(), Object.keys(jobs).toSorted())
  const laneOf = (name: string) => lanes.findIndex((lane) => lane.includes(name))
  const waiting = ['send-mail', 'deliver-webhook', 'place-mail'].map(laneOf)
  assert.equal(new Set([...waiting, laneOf('let-message-leave')]).size, 4)
  assert.equal(laneOf('check-signing'), laneOf('send-mail'))
  assert.equal(laneOf('tell-of-warning'), laneOf('let-message-leave'))
})

test('the timetable names jobs only', () => {
  for (const line of timetable.split('\n')) assert.ok((line.split(' ').at(-1) ?? '') in jobs, line)
})
