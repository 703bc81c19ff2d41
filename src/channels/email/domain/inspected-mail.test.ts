import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspectedMail, unreadMail } from './inspected-mail.ts'
import { readHeaders } from './read-headers.ts'
import type { ReadMail } from './read-mail.ts'

const inspect = (headers: string, mail: Partial<ReadMail> = {}, support = '') =>
  inspectedMail(
    'one.eml',
    {
      headers: readHeaders(headers),
      from: null,
      to: [],
      cc: [],
      subject: '',
      messageId: null,
      inReplyTo: [],
      references: [],
      partTypes: [],
      calendarMethod: null,
      text: '',
      attachments: [],
      warnings: [],
      ...mail,
    },
    { raw: `${headers}\n\n`, support },
  )

const from = (address: string) => ({ from: { address, name: null }, to: [address] })

test('A date is an instant, and nothing where it cannot be read', () => {
  assert.equal(inspect('Date: Mon, 20 Apr 2020 04:20:20 -0400 (EDT)').date, '2020-04-20T08:20:20.000Z')
  assert.equal(inspect('Date: some day').date, null)
  assert.equal(inspect('Subject: none').date, null)
})

test('An empty Return-Path is the null sender; without one nobody is', () => {
  assert.equal(inspect('Return-Path: <>\nFrom: ann@cust.example').class, 'auto_reply')
  assert.equal(inspect('Return-Path: <ann@cust.example>\nFrom: ann@cust.example').class, 'message')
  assert.equal(inspect('From: ann@cust.example').class, 'message')
})

test('Own mail is told by its Message-ID, by the address named, or by a support address to itself', () => {
  assert.equal(inspect('From: a@b.example', { messageId: 'fourline.reply.1@b.example' }).class, 'own')
  assert.equal(inspect('From: ann@vendor.example', {}, 'ann@vendor.example').class, 'own')
  assert.equal(inspect('From: support@vendor.example', from('support@vendor.example')).class, 'own')
  assert.equal(inspect('From: ann@vendor.example', from('ann@vendor.example')).class, 'message')
  const toOthers = { ...from('support@vendor.example'), to: ['ann@cust.example'] }
  assert.equal(inspect('From: support@vendor.example', toOthers).class, 'message')
})

test('A message that cannot be read keeps its class and its beginning, and says why', () => {
  const raw =
    'Return-Path: <>\nFrom: MAILER-DAEMON@cust.example\nSubject: Returned\n\n<ann@cust.example>:\nuser unknown'
  const entry = unreadMail('one.eml', raw, 'its beginning', 'Reading it took too long.')
  assert.deepEqual(
    [entry.class, entry.subject, entry.text, entry.warnings],
    ['bounce', 'Returned', 'its beginning', ['Reading it took too long.']],
  )
  assert.deepEqual(entry.bounces, [{ recipient: 'ann@cust.example', status: '5.1.1', hard: true }])
})
