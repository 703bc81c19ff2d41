import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { beginForm, followKept, isDirty } from './form-draft.ts'

type Kept = { version: number; host: string; sent: number }
const first: Kept = { version: 1, host: 'a', sent: 0 }
const read = ({ host }: Kept) => ({ host })
const typed = (host: string) => ({ ...beginForm(first, read), draft: { host } })

describe('A form of something that colleagues may change', () => {
  test('follows what is kept until something is typed', () => {
    const { begun, isOvertaken } = followKept(
      beginForm(first, read),
      { ...first, version: 2, host: 'b' },
      read,
    )
    assert.deepEqual([begun.draft, begun.from.version, isOvertaken], [{ host: 'b' }, 2, false])
  })

  test('keeps what is typed when a colleague saves something else, and goes on naming its own version', () => {
    for (const theirs of [{ version: 2, host: 'b' }, { host: 'b' }]) {
      const { begun, isOvertaken } = followKept(typed('mine'), { ...first, ...theirs }, read)
      assert.deepEqual([begun.draft, begun.from.version, isOvertaken], [{ host: 'mine' }, 1, true])
    }
  })

  test('keeps what is typed over news that are none of its fields, with the newest version', () => {
    const { begun, isOvertaken } = followKept(typed('mine'), { version: 2, host: 'a', sent: 9 }, read)
    assert.deepEqual([begun.draft, begun.from.version, isOvertaken], [{ host: 'mine' }, 2, false])
    assert.ok(isDirty(begun))
  })

  test('is not overtaken by what it has saved itself, also when more was typed meanwhile', () => {
    const sent = { ...typed('mine'), start: { host: 'mine' } }
    const kept = { ...first, version: 2, host: 'mine' }
    const waits = followKept(sent, first, read)
    assert.deepEqual([waits.begun.draft, waits.isOvertaken], [{ host: 'mine' }, false])
    const done = followKept(sent, kept, read)
    assert.deepEqual([isDirty(done.begun), done.begun.from.version], [false, 2])
    const more = followKept({ ...sent, draft: { host: 'mine and more' } }, kept, read)
    assert.deepEqual([more.begun.draft, more.begun.from.version], [{ host: 'mine and more' }, 2])
    assert.equal(more.isOvertaken, false)
  })

  test('takes what is kept when a colleague saved the very same', () => {
    const { begun, isOvertaken } = followKept(typed('b'), { ...first, version: 2, host: 'b' }, read)
    assert.deepEqual([isDirty(begun), begun.from.version, isOvertaken], [false, 2, false])
  })
})
