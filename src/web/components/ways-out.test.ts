import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { waysOut } from './ways-out.ts'

const nothing = { hasForm: false, isTyped: false, isBusy: false }

describe('A dialog', () => {
  it('that only shows something closes by a click beside it, by Escape and by its button', () => {
    assert.deepEqual(waysOut(nothing), { beside: true, escape: true, button: true })
    assert.equal(waysOut({ ...nothing, isTyped: true }).escape, true)
  })

  it('with a form does not close by a click beside it; by Escape only while nothing is typed', () => {
    assert.deepEqual(waysOut({ ...nothing, hasForm: true }), { beside: false, escape: true, button: true })
    const typed = { ...nothing, hasForm: true, isTyped: true }
    assert.deepEqual(waysOut(typed), { beside: false, escape: false, button: true })
  })

  it('that sends something stays until it knows how that went', () => {
    for (const isTyped of [false, true]) {
      const ways = waysOut({ hasForm: true, isTyped, isBusy: true })
      assert.deepEqual(ways, { beside: false, escape: false, button: false })
    }
  })
})
