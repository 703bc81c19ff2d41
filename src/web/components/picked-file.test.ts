import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { filesBlock, type PickedFile } from './picked-file.ts'

const of = (...states: PickedFile['state'][]): PickedFile[] =>
  states.map((state, index) => ({ key: String(index), name: 'server.log', bytes: 8, state, share: 0 }))

describe('Files of a text that is about to be sent', () => {
  it('stop nobody once all have arrived, or where there are none', () => {
    assert.equal(filesBlock([]), undefined)
    assert.equal(filesBlock(of('done', 'done')), undefined)
  })

  it('are not left out because they failed: the text waits until each is sent again or removed', () => {
    assert.deepEqual(filesBlock(of('done', 'failed')), { why: 'failed', count: 1 })
    assert.deepEqual(filesBlock(of('failed', 'done', 'failed')), { why: 'failed', count: 2 })
  })

  it('are waited for while they are on their way; one that failed is said first', () => {
    assert.deepEqual(filesBlock(of('uploading', 'done')), { why: 'uploading', count: 1 })
    assert.deepEqual(filesBlock(of('uploading', 'failed')), { why: 'failed', count: 1 })
  })
})
