import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mentionsFile } from './mentions-file.ts'

test('a text that speaks of a file says by which word', () => {
  for (const [text, word] of [
    ['The log is attached.', 'attached'],
    ['See the Attachment below', 'Attachment'],
    ['Two screenshots show it', 'screenshots'],
    ['Please find enclosed', 'enclosed'],
  ])
    assert.equal(mentionsFile(text ?? ''), word)
})

test('a text that does not is left alone, also when it quotes one that does', () => {
  for (const text of ['', 'Restart it.', 'We are detached from it.', '> see the attached log\nWhich log?'])
    assert.equal(mentionsFile(text), undefined)
})
