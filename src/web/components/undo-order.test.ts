import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type UndoOrder, undoOrder } from './undo-order.ts'

const keys = { key: 'z', ctrlKey: true, metaKey: false, shiftKey: false, repeat: false }

/** The keys are pressed once; each button that is there hears of it. */
function press(order: UndoOrder, buttons = 3, pressed: Partial<typeof keys> = {}): void {
  const event = { ...keys, ...pressed, defaultPrevented: false, preventDefault: () => undefined }
  event.preventDefault = () => void (event.defaultPrevented = true)
  for (let button = 0; button < buttons; button += 1) order.byKey(event)
}

describe('Taking back by the keys', () => {
  it('takes back the newest first, and one each time they are pressed', () => {
    const order = undoOrder()
    const back: string[] = []
    order.add(() => back.push('first message'), 10_000)
    order.add(() => back.push('second message'), 12_000)
    press(order)
    assert.deepEqual(back, ['second message'])
    press(order)
    assert.deepEqual(back, ['second message', 'first message'])
    press(order)
    assert.equal(back.length, 2)
  })

  it('takes back nothing more while they are held down, and nothing by other keys', () => {
    const order = undoOrder()
    const back: string[] = []
    order.add(() => back.push('first message'), 10_000)
    press(order, 1, { repeat: true })
    press(order, 1, { shiftKey: true })
    press(order, 1, { ctrlKey: false })
    press(order, 1, { key: 'y' })
    assert.deepEqual(back, [])
    press(order, 1, { ctrlKey: false, metaKey: true })
    assert.deepEqual(back, ['first message'])
  })

  it('goes by when a thing was done, also where an older one is offered again later', () => {
    const order = undoOrder()
    const back: string[] = []
    order.add(() => back.push('newer'), 12_000)
    order.add(() => back.push('older, offered again'), 10_000)
    order.add(() => back.push('last of two at once'), 12_000)
    for (let time = 0; time < 3; time += 1) press(order)
    assert.deepEqual(back, ['last of two at once', 'newer', 'older, offered again'])
  })

  it('leaves alone what has left or was taken back by its button', () => {
    const order = undoOrder()
    const back: string[] = []
    order.add(() => back.push('stays'), 10_000)
    const leave = order.add(() => back.push('has left'), 12_000)
    leave()
    press(order)
    assert.deepEqual(back, ['stays'])
  })
})
