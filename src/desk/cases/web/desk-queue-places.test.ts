import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { dueGroupOf, groupByDue, keepPlaces, movedCount, placesOf } from './desk-queue-places.ts'

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
  assert.equal(moved(places, later), 1, 'and it is told that it would stand elsewhere')
})

const at = (time: string): string => `2026-11-26T${time}:00Z`
const paused = { kind: 'resolution', state: 'paused' } as CaseSummary['clocks'][number]

const turns: [what: string, later: CaseSummary[], moved: number][] = [
  ['nothing has changed', [row('FL-1', at('13:30')), row('FL-2', at('15:00')), row('FL-3', null)], 0],
  [
    'a row has news and keeps its turn',
    [row('FL-1', at('13:31')), row('FL-2', at('15:00')), row('FL-3', null)],
    0,
  ],
  [
    'the last has become urgent',
    [row('FL-3', at('13:12')), row('FL-1', at('13:30')), row('FL-2', at('15:00'))],
    1,
  ],
  ['the first was answered', [row('FL-2', at('15:00')), row('FL-1', at('18:00')), row('FL-3', null)], 1],
  [
    'the last is paused now',
    [row('FL-1', at('13:30')), row('FL-2', at('15:00')), row('FL-3', null, { clocks: [paused] })],
    1,
  ],
  [
    'only a new row came',
    [row('FL-9', at('13:01')), row('FL-1', at('13:30')), row('FL-2', at('15:00')), row('FL-3', null)],
    0,
  ],
  ['a row left', [row('FL-2', at('15:00')), row('FL-3', null)], 0],
]

void test('what would stand elsewhere is counted: under another heading, or in another turn', () => {
  const places = placesOf([row('FL-1', at('13:30')), row('FL-2', at('15:00')), row('FL-3', null)])
  for (const [what, later, expected] of turns) assert.equal(moved(places, later), expected, what)
})

void test('the fewest rows are counted that make up the difference, and none once the list is in order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...Array(9).keys()], { minLength: 9 }), fc.nat(8), (order, taken) => {
      const before = order.map((one) => row(`FL-${one}`, at('15:00')))
      const [one] = before.slice(taken, taken + 1)
      const after = [...(one ? [one] : []), ...before.filter((each) => each !== one)]
      assert.equal(moved(placesOf(before), after), taken === 0 ? 0 : 1)
      assert.equal(moved(placesOf(after), after), 0)
    }),
  )
})

function moved(places: ReturnType<typeof placesOf>, later: CaseSummary[]): number {
  const groupOf = (place: (typeof places)[number]) => dueGroupOf(place, now, dayEnds)
  return movedCount(keepPlaces(places, later).rows, later, groupOf)
}

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
