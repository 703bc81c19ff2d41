import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskViews, findView, linesOf, readQueueSearch, viewCount } from './desk-views.ts'

const maya = { id: '0190aaaa-0000-7000-8000-00000000000a', name: 'Maya' }
const lines = [1, 2].map((number) => ({
  number,
  name: `line ${number}`,
  customerName: 'support',
  members: number === 2 ? [maya] : [],
  manager: null,
  targets: { high: null, medium: null, low: null },
  version: 1,
}))

void test('a person sees the views of the lines they are on', () => {
  assert.deepEqual(
    deskViews(lines, maya.id).map((group) => group.views.map((view) => view.key)),
    [['my-turn', 'waiting', 'snoozed', 'solved'], ['line-2-unassigned', 'line-2'], ['all']],
  )
})

void test('who is on no line sees all of them', () => {
  assert.equal(linesOf(lines, 'somebody').length, 2)
})

void test('the number beside a view is the sum of its statuses, solved and closed left out', () => {
  const counts = { 'line:2:new': 2, 'line:2:in_progress': 3, 'line:2:solved': 40, 'unassigned:2:new': 1 }
  assert.equal(viewCount(findView('line-2', lines), counts), 5)
  assert.equal(viewCount(findView('line-2-unassigned', lines), counts), 1)
})

void test('what is set aside is no part of the number of one’s own turn', () => {
  const counts = { 'mine:new': 1, 'mine:in_progress': 4, 'mine:snoozed': 2 }
  assert.equal(viewCount(findView('my-turn', lines), counts), 3)
  assert.equal(viewCount(findView('snoozed', lines), counts), 2)
})

void test('an address that names no view is the reader’s own turn', () => {
  assert.equal(findView('nonsense', lines).key, 'my-turn')
  assert.equal(findView(undefined, lines).key, 'my-turn')
})

void test('what does not fit in the address of the queue is dropped', () => {
  assert.deepEqual(readQueueSearch({ view: 'all', q: '', other: 1 }), { view: 'all' })
  assert.deepEqual(readQueueSearch({ view: 7, q: 'import' }), { q: 'import' })
})
