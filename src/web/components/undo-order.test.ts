import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { undoOrder } from './undo-order.ts'

describe('Taking back by the keys', () => {
  it('takes back the newest first, and one each time', () => {
    const order = undoOrder()
    const back: string[] = []
    order.add(() => back.push('first message'), 10_000)
    order.add(() => back.push('second message'), 12_000)
    assert.equal(order.undoLast(), true)
    assert.deepEqual(back, ['second message'])
    assert.equal(order.undoLast(), true)
    assert.deepEqual(back, ['second message', 'first message'])
    assert.equal(order.undoLast(), false)
    assert.equal(back.length, 2)
  })

  it('goes by when a thing was done, also where an older one is offered again later', () => {
    const order = undoOrder()
    const back: string[] = []
    order.add(() => back.push('newer'), 12_000)
    order.add(() => back.push('older, offered again'), 10_000)
    order.add(() => back.push('last of two at once'), 12_000)
    while (order.undoLast());
    assert.deepEqual(back, ['last of two at once', 'newer', 'older, offered again'])
  })

  it('leaves alone what has left or was taken back by its button', () => {
    const order = undoOrder()
    const back: string[] = []
    order.add(() => back.push('stays'), 10_000)
    const leave = order.add(() => back.push('has left'), 12_000)
    leave()
    order.undoLast()
    assert.deepEqual(back, ['stays'])
  })
})
