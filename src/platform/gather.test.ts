import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as soon } from 'node:timers/promises'
import { gather } from './gather.ts'

test('What comes while some work is under way is done together next, and each gets its own answer', async () => {
  const goes: number[][] = []
  const double = gather(async (items: readonly number[]) => {
    goes.push([...items])
    await soon()
    return items.map((item) => item * 2)
  }, 3)
  const answers = await Promise.all([1, 2, 3, 4, 5].map(double))
  assert.deepEqual(answers, [2, 4, 6, 8, 10])
  assert.deepEqual(goes, [[1], [2, 3, 4], [5]])
  assert.equal(await double(6), 12)
})

test('One that fails takes nobody along', async () => {
  const work = gather(async (items: readonly string[]) => {
    await soon()
    if (items.includes('bad')) throw new Error('bad')
    return items
  })
  const done = await Promise.allSettled(['first', 'good', 'bad', 'fine'].map(work))
  assert.deepEqual(
    done.map((one) => (one.status === 'fulfilled' ? one.value : 'failed')),
    ['first', 'good', 'failed', 'fine'],
  )
})
