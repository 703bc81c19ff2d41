import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labelsWithRoom, promiseDrawing } from './promise-line.ts'

const at = (hours: number): number => Date.UTC(2026, 10, 24) + hours * 3_600_000
const iso = (hours: number): string => new Date(at(hours)).toISOString()

test('a promise is drawn to scale: counted before now, left after it', () => {
  const drawing = promiseDrawing({ startedAt: at(0), dueAt: at(10), now: at(4), steps: [] })
  assert.deepEqual(drawing.segments, [
    { kind: 'counted', from: 0, to: 0.4 },
    { kind: 'left', from: 0.4, to: 1 },
  ])
  assert.equal(drawing.due, 1)
})

test('closed hours between two stretches are drawn as a gap and a pause as a pause', () => {
  const steps = [
    { kind: 'counted' as const, from: iso(0), to: iso(2), countedMs: 7200000 },
    { kind: 'paused' as const, from: iso(2), to: iso(4), countedMs: 0 },
    { kind: 'counted' as const, from: iso(8), to: iso(10), countedMs: 7200000 },
  ]
  const drawing = promiseDrawing({ startedAt: at(0), dueAt: at(10), now: at(10), steps })
  assert.deepEqual(
    drawing.segments.map((segment) => [segment.kind, segment.from, segment.to]),
    [
      ['counted', 0, 0.2],
      ['paused', 0.2, 0.4],
      ['counted', 0.8, 1],
    ],
  )
})

test('past its due time the line grows on and says so', () => {
  const drawing = promiseDrawing({ startedAt: at(0), dueAt: at(6), now: at(8), steps: [] })
  assert.deepEqual(drawing.segments.at(-1), { kind: 'over', from: 0.75, to: 1 })
  assert.equal(drawing.due, 0.75)
})

test('day names give way to now and due', () => {
  const label = (text: string, share: number, strong: boolean) => ({ key: text, text, at: share, strong })
  const kept = labelsWithRoom(
    [label('Wed', 0, false), label('Thu', 0.25, false), label('now', 0.28, true), label('due', 1, true)],
    0.1,
  )
  assert.deepEqual(
    kept.map((one) => one.text),
    ['Wed', 'now', 'due'],
  )
})
