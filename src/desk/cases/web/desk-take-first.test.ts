import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeFirst } from './desk-take-first.ts'

/** Cases that wait, and the ones that colleagues take just before the reader does. */
function waiting(cases: string[], quicker: string[]) {
  const left = [...cases]
  const asked: string[] = []
  const find = () => Promise.resolve(left[0])
  const take = (reference: string) => {
    asked.push(reference)
    left.shift()
    return Promise.resolve(!quicker.includes(reference))
  }
  return { find, take, asked }
}

void test('whoever clicks second takes the next case that waits', async () => {
  const { find, take, asked } = waiting(['FL-1', 'FL-2', 'FL-3'], ['FL-1'])
  assert.deepEqual(await takeFirst(find, take, 4), { taken: 'FL-2' })
  assert.deepEqual(asked, ['FL-1', 'FL-2'])
})

void test('when the last one was taken by somebody else, nobody waits', async () => {
  const { find, take } = waiting(['FL-1'], ['FL-1'])
  assert.equal(await takeFirst(find, take, 4), 'none')
})

void test('whoever was overtaken again and again is told so, and nothing is tried without end', async () => {
  const { find, take, asked } = waiting(['FL-1', 'FL-2', 'FL-3'], ['FL-1', 'FL-2', 'FL-3'])
  assert.equal(await takeFirst(find, take, 2), 'others')
  assert.equal(asked.length, 2)
})

void test('any other failure is told, not tried again', async () => {
  const { find, asked } = waiting(['FL-1', 'FL-2'], [])
  const take = (reference: string) => {
    asked.push(reference)
    return Promise.reject(new Error('No connection.'))
  }
  await assert.rejects(takeFirst(find, take, 4), /No connection/)
  assert.equal(asked.length, 1)
})
