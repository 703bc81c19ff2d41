import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitQuoted } from './split-quoted.ts'

test('the repeated mail below an answer is folded away', () => {
  const mail =
    'Yes, that works.\n\nOn Tue, 24 Nov 2026 at 10:12, Maya Voss wrote:\n> Could you try again?\n> Maya'
  assert.deepEqual(splitQuoted(mail), {
    fresh: 'Yes, that works.',
    quoted: 'On Tue, 24 Nov 2026 at 10:12, Maya Voss wrote:\n> Could you try again?\n> Maya',
  })
})

test('lines quoted at the end without a heading are folded too', () => {
  assert.deepEqual(splitQuoted('Thanks\n> old\n> older\n'), { fresh: 'Thanks', quoted: '> old\n> older' })
})

test('an answer written between quoted lines is shown whole', () => {
  const mail = 'Hello,\n\nOn Tue, Maya from support wrote:\n> first?\nYes.\n> second?\nNo.'
  assert.deepEqual(splitQuoted(mail), { fresh: mail, quoted: '' })
})

test('a mail that only quotes is never hidden', () => {
  assert.deepEqual(splitQuoted('> all of it'), { fresh: '> all of it', quoted: '' })
})

test('a sentence that merely speaks of what someone wrote is no quotation', () => {
  const mail = 'On Monday our partner wrote to you.\nNothing happened since.'
  assert.deepEqual(splitQuoted(mail), { fresh: mail, quoted: '' })
})
