import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanFileName, cleanText, cutToBytes } from './clean-text.ts'
import { isOwnMessageId, ownMessageId } from './own-message-id.ts'
import { messageIdsIn, readHeaders } from './read-headers.ts'
import { parseOwnAddress, replyAddressOf, replyTokenOf } from './reply-address.ts'
import { replyText } from './reply-text.ts'
import { bareSubject, caseSubject } from './subject.ts'
import { threadHeaders } from './thread-headers.ts'

const support = 'support@vendor.example'

test('A reply address carries 128 random bits and is read back', () => {
  const token = replyTokenOf(new Uint8Array(16).fill(255))
  assert.equal(token, `h${'7'.repeat(25)}`)
  assert.notEqual(replyTokenOf(new Uint8Array(16)), token)
  const address = replyAddressOf(support, token)
  assert.equal(address, `support+${token}@vendor.example`)
  assert.deepEqual(parseOwnAddress(address.toUpperCase(), support), { token })
  assert.throws(() => replyTokenOf(new Uint8Array(15)))
})

test('Only the support address and its + forms are ours', () => {
  assert.deepEqual(parseOwnAddress('Support@Vendor.example', support), { token: null })
  assert.deepEqual(parseOwnAddress('support+48213@vendor.example', support), { token: '48213' })
  for (const other of [
    'supporter@vendor.example',
    'support@evil.example',
    'support',
    '@vendor.example',
    'support@vendor.example.evil.example',
  ]) {
    assert.equal(parseOwnAddress(other, support), undefined, other)
  }
})

test('A subject is one visible line of at most 200 characters', () => {
  assert.equal(caseSubject('Import\r\n fails\u0000 \u202enow'), 'Import fails now')
  assert.equal(caseSubject(' '), '(no subject)')
  assert.equal(caseSubject('x'.repeat(300)).length, 200)
  assert.equal(bareSubject('RE: Aw: Import fails [FL-1]', 'FL-1'), 'Import fails')
})

test('A reply is shown without the mail it quotes', () => {
  const table: [string, string][] = [
    ['It works.\n\nOn Mon, 2 Mar 2026 at 10:00, Support <s@v.example> wrote:\n> Try this.', 'It works.'],
    ['It works.\n\nOn Mon, 2 Mar 2026 at 10:00, Support\n<s@v.example>\nwrote:\n> Try this.', 'It works.'],
    ['Ja.\n\nAm 02.03.2026 um 10:00 schrieb Support:\n> Versuch das.', 'Ja.'],
    ['Yes\n\n-----Original Message-----\nFrom: Support\nTry', 'Yes'],
    ['Yes\n\nFrom: Support\nSent: Monday\nTo: Ann\nSubject: Import\n\nTry', 'Yes'],
    ['> Which version?\n5.1\n> Which browser?\nFirefox', '> Which version?\n5.1\n> Which browser?\nFirefox'],
    ['> all of it quoted', '> all of it quoted'],
    ['Thanks\n\n--\nAnn Lee\nCust', 'Thanks'],
    ['Bob wrote:\nplease help', 'Bob wrote:\nplease help'],
    ['No quote at all', 'No quote at all'],
  ]
  for (const [whole, own] of table) assert.equal(replyText(whole), own)
})

test('Texts and file names lose what cannot be stored or seen', () => {
  assert.equal(cleanText('a\u0000b\r\nc \u202e\ud800'), 'ab\nc \ufffd')
  assert.equal(cleanFileName('../../etc/pass\u0000wd'), 'passwd')
  assert.equal(cleanFileName('  '), 'attachment')
  assert.equal(cleanFileName(`${'x'.repeat(300)}.pdf`).length, 200)
  assert.deepEqual(cutToBytes('aé', 2), { text: 'a', cut: true })
  assert.deepEqual(cutToBytes('aé', 3), { text: 'aé', cut: false })
})

test('Headers are read in order with duplicates, folded lines joined', () => {
  assert.deepEqual(
    readHeaders('From: a@x.example\r\nfrom : b@x.example\r\nSubject: one\r\n two\r\n\r\nFrom: body'),
    [
      { name: 'from', value: 'a@x.example' },
      { name: 'from', value: 'b@x.example' },
      { name: 'subject', value: 'one two' },
    ],
  )
  assert.deepEqual(messageIdsIn('<a@x> junk <b@x> <c d>'), ['a@x', 'b@x'])
})

test('Our own Message-IDs are known again and stay the same', () => {
  const id = ownMessageId('reply', 'e1', support)
  assert.equal(id, '<fourline.reply.e1@vendor.example>')
  assert.equal(isOwnMessageId(id, support), true)
  assert.equal(isOwnMessageId('<fourline.reply.e1@evil.example>', support), false)
})

test('An answer hangs under the customer’s last mail', () => {
  assert.deepEqual(threadHeaders([]), { inReplyTo: null, references: [] })
  assert.deepEqual(threadHeaders([{ messageId: '<1>', by: 'us' }]), { inReplyTo: '<1>', references: ['<1>'] })
  const long = Array.from({ length: 50 }, (_, i) => ({
    messageId: `<${i}>`,
    by: i === 48 ? ('customer' as const) : ('us' as const),
  }))
  const headers = threadHeaders(long)
  assert.equal(headers.inReplyTo, '<48>')
  assert.equal(headers.references.at(-1), '<48>')
  assert.equal(headers.references[0], '<0>')
  assert.equal(headers.references.length, 20)
})
