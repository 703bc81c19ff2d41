import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gatheredMail, notificationMail, type Piece } from './notification-mail.ts'

const letter = {
  audience: 'contact' as const,
  personName: 'Bob',
  vendorName: 'Vendor',
  publicUrl: 'https://support.example',
  offUrl: 'https://support.example/mail-off/abc',
  now: Date.UTC(2026, 2, 11, 12),
  timeZone: 'Europe/Berlin',
}
const piece = (reference: string, kind: Piece['kind'] = 'reply'): Piece => ({
  kind,
  facts: { who: 'Sam', reference, subject: `About ${reference}` },
})

test('one piece of news says what happened, where to read it, and how to turn it off', () => {
  const { subject, body } = notificationMail(piece('FL-1'), { ...letter, canAnswer: true })
  assert.equal(subject, '[FL-1] Sam replied: About FL-1')
  for (const part of [
    'Sam replied.',
    'https://support.example/portal/cases/FL-1',
    'simply answer this mail',
    'You get this mail for: We reply.',
    'Turn it off: https://support.example/mail-off/abc',
    'https://support.example/portal/settings/notifications',
  ])
    assert.ok(body.includes(part), part)
})

test('staff are led to the desk, and nobody is asked to answer where no answer is read', () => {
  const { body } = notificationMail(
    { kind: 'assigned', facts: { who: 'Mei', reference: 'FL-1', subject: 'Empty' } },
    { ...letter, audience: 'staff', canAnswer: false },
  )
  assert.match(body, /https:\/\/support\.example\/desk\/cases\/FL-1/)
  assert.doesNotMatch(body, /answer this mail/)
})

test('several stand together by case, and say why they come together', () => {
  const pieces = [piece('FL-1'), piece('FL-2'), piece('FL-1', 'solved')]
  const { subject, body } = gatheredMail(pieces, { ...letter, isDigest: true })
  assert.equal(subject, '3 pieces of news from Vendor support')
  assert.match(body, /FL-1[^]*Sam replied\.[^]*FL-1[^]*Sam sent a solution\.[^]*FL-2/)
  assert.match(body, /your digest/)
  assert.match(gatheredMail(pieces, { ...letter, isDigest: false }).body, /came together\./)
})

test('a subject is one line, whatever a case is called', () => {
  const { subject } = notificationMail(
    {
      kind: 'reply',
      facts: { who: 'Sam', reference: 'FL-1', subject: `Two\r\nBcc: x@y.example ${'z'.repeat(300)}` },
    },
    { ...letter, canAnswer: true },
  )
  assert.doesNotMatch(subject, /[\r\n]/)
  assert.ok(subject.length <= 200)
})

test('a warning says when it is due where its reader is, and what is promised to nobody is no promise', () => {
  const facts = {
    reference: 'FL-1',
    subject: 'Empty',
    clock: 'first reply',
    share: '80',
    dueAt: '2026-03-11T12:24:00.000Z',
  }
  const staff = { ...letter, audience: 'staff' as const, canAnswer: false }
  const promised = notificationMail({ kind: 'clock_warning', facts }, staff)
  const sentence = 'The promised first reply is due in 24 min, at 13:24 (Berlin), with 80 % of the time used'
  assert.equal(promised.subject, `[FL-1] ${sentence}: Empty`)
  assert.ok(promised.body.includes(`${sentence}.`))
  assert.ok(promised.body.includes('https://support.example/desk/cases/FL-1'))
  for (const kind of ['target_warning', 'target_missed'] as const) {
    const { subject } = notificationMail({ kind, facts }, staff)
    assert.match(subject, /The first reply we aim for/)
    assert.doesNotMatch(subject, /promise/)
  }
})
