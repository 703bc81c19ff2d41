import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NotificationItem } from '../domain/contract.ts'
import { groupByCase } from './group-by-case.ts'

const item = (id: string, reference?: string): NotificationItem => ({
  id,
  kind: 'reply',
  facts: reference === undefined ? {} : { reference, subject: `About ${reference}` },
  at: '2026-03-11T12:00:00.000Z',
  readAt: null,
})

test('news of one case stand together where the newest is, and the rest keeps its place', () => {
  const groups = groupByCase([item('5', 'FL-2'), item('4'), item('3', 'FL-1'), item('2', 'FL-2'), item('1')])
  assert.deepEqual(
    groups.map(({ reference, items }) => [reference, items.map(({ id }) => id).join('')]),
    [
      ['FL-2', '52'],
      [undefined, '4'],
      ['FL-1', '3'],
      [undefined, '1'],
    ],
  )
})
