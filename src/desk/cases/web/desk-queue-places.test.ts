import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { groupByDue, keepPlaces, placesOf } from './desk-queue-places.ts'

const now = Date.parse('2026-11-26T13:00:00Z')
const dayEnds = Date.parse('2026-11-27T00:00:00Z')

function row(reference: string, nextDueAt: string | null, changes: Partial<CaseSummary> = {}): CaseSummary {
  const someone = { id: '0190aaaa-0000-7000-8000-000000000001', name: 'Someone' }
  return {
    reference,
    nextDueAt,
    subject: reference,
    status: 'new',
    type: 'problem',
    topic: null,
    service: null,
    priority: 'high',
    product: null,
    line: 1,
    handledBy: 'support',
    assignee: null,
    account: someone,
    contact: someone,
    package: 'basic',
    channel: 'portal',
    receivedAt: '2026-11-26T12:00:00Z',
    lastEntryAt: '2026-11-26T12:00:00Z',
    clocks: [],
    isPrivate: false,
    version: 1,
    ...changes,
  }
}

void test('a row that was there takes its news without leaving its place', () => {
  const places = placesOf([row('FL-1', '2026-11-26T14:00:00Z'), row('FL-2', '2026-11-26T15:00:00Z')])
  const later = [
    row('FL-2', '2026-11-26T13:10:00Z', { status: 'in_progress' }),
    row('FL-1', '2026-11-26T14:00:00Z'),
  ]
  const { rows, waiting } = keepPlaces(places, later)
  assert.deepEqual(
    rows.map(({ row: one }) => [one.reference, one.status]),
    [
      ['FL-1', 'new'],
      ['FL-2', 'in_progress'],
    ],
  )
  assert.deepEqual(waiting, [])
})

void test('a new row waits, and a row that left is gone', () => {
  const places = placesOf([row('FL-1', null), row('FL-2', null)])
  const { rows, waiting } = keepPlaces(places, [row('FL-3', null), row('FL-2', null)])
  assert.deepEqual(
    rows.map((one) => one.row.reference),
    ['FL-2'],
  )
  assert.deepEqual(
    waiting.map((one) => one.reference),
    ['FL-3'],
  )
})

void test('rows stand under overdue, within an hour, today, later, paused and without a due time', () => {
  const paused = { kind: 'resolution', state: 'paused' } as CaseSummary['clocks'][number]
  const rows = [
    row('FL-1', '2026-11-26T13:00:00Z'),
    row('FL-2', '2026-11-26T14:00:00Z'),
    row('FL-3', '2026-11-26T23:59:59Z'),
    row('FL-4', '2026-11-27T00:00:00Z'),
    row('FL-5', null),
    row('FL-6', null, { clocks: [paused] }),
  ]
  const groups = groupByDue(keepPlaces(placesOf(rows), rows).rows, now, dayEnds)
  assert.deepEqual(
    groups.map(({ group, rows: inGroup }) => [group, inGroup.map((one) => one.row.reference)]),
    [
      ['overdue', ['FL-1']],
      ['hour', ['FL-2']],
      ['today', ['FL-3']],
      ['later', ['FL-4']],
      ['paused', ['FL-6']],
      ['none', ['FL-5']],
    ],
  )
})
