import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailClass, type MailClass } from './mail-class.ts'
import { readHeaders } from './read-headers.ts'

const classOf = (lines: string, more: { envelopeFrom?: string; calendarMethod?: string } = {}) =>
  mailClass({
    headers: readHeaders(lines),
    envelopeFrom: more.envelopeFrom ?? 'ann@cust.example',
    calendarMethod: more.calendarMethod ?? null,
    messageId: /message-id: <(.*)>/i.exec(lines)?.[1] ?? null,
    supportAddress: 'support@vendor.example',
  })

test('Mail is told apart by what it says of itself', () => {
  const table: [MailClass, string][] = [
    ['message', 'From: ann@cust.example'],
    ['message', 'Auto-Submitted: no'],
    ['auto_reply', 'Auto-Submitted: auto-replied'],
    ['auto_reply', 'Auto-Submitted: auto-generated (rejected)'],
    ['auto_reply', 'X-Autoreply: yes'],
    ['auto_reply', 'Precedence: auto_reply'],
    ['list', 'List-Id: <news.cust.example>'],
    ['list', 'Precedence: bulk'],
    ['bounce', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
    ['bounce', 'From: MAILER-DAEMON@mx.cust.example (Mail Delivery System)'],
    ['bounce', 'From: MAILER-DAEMON <>'],
    ['bounce', 'From: postmaster@cust.example\nSubject: Undeliverable Mail'],
    ['message', 'From: postmaster@cust.example\nSubject: Import fails'],
    ['bounce', 'X-Failed-Recipients: support@vendor.example'],
    ['read_receipt', 'Content-Type: multipart/report;\n report-type=disposition-notification; boundary=b'],
    ['complaint', 'Content-Type: multipart/report; report-type="feedback-report"; boundary=b'],
    ['own', 'Message-ID: <fourline.reply.1@vendor.example>'],
    ['own', 'From: Support <support@vendor.example>'],
    ['calendar', 'Content-Type: text/calendar; method=REPLY'],
  ]
  for (const [expected, lines] of table) assert.equal(classOf(lines), expected, lines)
})

test('The null sender writes no message: it is never answered', () => {
  assert.equal(classOf('From: ann@cust.example', { envelopeFrom: '' }), 'auto_reply')
  assert.equal(classOf('From: postmaster@cust.example', { envelopeFrom: '' }), 'bounce')
})

test('An invitation inside a message makes it an invitation', () => {
  assert.equal(classOf('From: ann@cust.example', { calendarMethod: 'REQUEST' }), 'calendar')
})
