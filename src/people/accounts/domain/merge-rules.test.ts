import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeProblem, undoDays, undoProblem, undoUntilMs } from './merge-rules.ts'

const ann = { id: 'a', accountId: 'one', name: 'Ann', isEnded: false }
const anna = { id: 'b', accountId: 'one', name: 'Anna', isEnded: false }

const pairs = [
  ['two of one account', ann, anna, undefined],
  ['the same one', ann, ann, 'same_contact'],
  ['contacts of different accounts', ann, { ...anna, accountId: 'two' }, 'contacts_of_different_accounts'],
  ['one who has ended', { ...ann, isEnded: true }, anna, 'contact_ended'],
  ['into one who has ended', ann, { ...anna, isEnded: true }, 'contact_ended'],
] as const
for (const [what, merged, survivor, code] of pairs)
  test(`Merging ${what} is ${code === undefined ? 'possible' : `refused: ${code}`}`, () => {
    assert.equal(mergeProblem(merged, survivor)?.code, code)
  })

const atMs = Date.UTC(2026, 0, 31, 12)
const merge = {
  atMs,
  isUndone: false,
  mergedName: 'Ann',
  survivorName: 'Anna',
  survivorMergedInto: null,
  isSurvivorEnded: false,
}

test('A merge can be undone until the last millisecond of its thirty days, and says why it cannot be any more', () => {
  assert.equal(undoUntilMs(atMs) - atMs, undoDays * 86_400_000)
  assert.equal(undoProblem(merge, undoUntilMs(atMs) - 1), null)
  assert.equal(undoProblem(merge, undoUntilMs(atMs))?.code, 'merge_too_old')
  assert.equal(undoProblem({ ...merge, isUndone: true }, atMs)?.code, 'merge_undone')
  assert.equal(undoProblem({ ...merge, isSurvivorEnded: true }, atMs)?.code, 'survivor_ended')
  const further = undoProblem({ ...merge, isSurvivorEnded: true, survivorMergedInto: 'Annika' }, atMs)
  assert.equal(further?.code, 'merged_further')
  assert.match(further?.text ?? '', /Anna was merged into Annika since/)
})
