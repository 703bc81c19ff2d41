import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeMail, type NamedCase, type PlaceFacts } from './place-mail.ts'

const ann = { contactId: 'ann', accountId: 'a' }
const annAtB = { contactId: 'ann-b', accountId: 'b' }
const caseOfA: NamedCase = { caseId: '1', accountId: 'a', visibleTo: ['ann'] }
const caseOfB: NamedCase = { caseId: '2', accountId: 'b', visibleTo: ['ann-b'] }
const fromAnn: PlaceFacts = {
  mailClass: 'message',
  verdict: { verified: true, code: 'verified', address: 'ann@a.example' },
  contacts: [ann],
  byReplyAddress: 'none',
  byMessageId: [],
  repeated: false,
  blocked: false,
  oldNews: false,
  namesStaff: false,
}
const place = (change: Partial<PlaceFacts>) => placeMail({ ...fromAnn, ...change })
const codeOf = (change: Partial<PlaceFacts>) => {
  const found = place(change)
  return 'code' in found ? `${found.to} ${found.code}` : found.to
}

test('A fresh message of an authorised contact opens a case', () => {
  assert.deepEqual(place({}), { to: 'case', contactId: 'ann' })
})

test('A reply goes to the case of its reply address, before any Message-ID', () => {
  assert.deepEqual(place({ byReplyAddress: caseOfA, byMessageId: [caseOfB] }), {
    to: 'reply',
    contactId: 'ann',
    caseId: '1',
  })
})

test('Without a reply address the ids of earlier mail of the same account say which case', () => {
  assert.deepEqual(place({ byMessageId: [caseOfB, caseOfA] }), { to: 'reply', contactId: 'ann', caseId: '1' })
  assert.equal(codeOf({ byMessageId: [caseOfB] }), 'triage other_account')
})

test('A reply address identifies nobody', () => {
  assert.equal(codeOf({ byReplyAddress: caseOfB }), 'triage other_account')
  assert.equal(codeOf({ byReplyAddress: caseOfA, contacts: [] }), 'triage sender_unknown')
  assert.equal(codeOf({ byReplyAddress: { ...caseOfA, visibleTo: [] } }), 'triage other_account')
  assert.equal(codeOf({ byReplyAddress: 'unknown' }), 'triage reply_address_unknown')
})

test('A contact of several accounts is placed by the reply address or by what the mail names, never guessed', () => {
  const contacts = [ann, annAtB]
  assert.equal(codeOf({ contacts }), 'triage several_accounts')
  assert.equal(codeOf({ contacts, byMessageId: [caseOfA] }), 'triage several_accounts')
  assert.deepEqual(place({ contacts, byReplyAddress: caseOfB }), {
    to: 'reply',
    contactId: 'ann-b',
    caseId: '2',
  })
  assert.deepEqual(place({ contacts, namedContactId: 'ann-b' }), { to: 'case', contactId: 'ann-b' })
  assert.equal(codeOf({ contacts, namedContactId: 'somebody' }), 'triage several_accounts')
  assert.equal(codeOf({ contacts, namedContactId: 'ann', byMessageId: [caseOfA] }), 'triage several_accounts')
})

test('A sender who is not verified does nothing and is told nothing', () => {
  const verdict = { verified: false, code: 'sender_forged', address: 'ann@a.example' } as const
  assert.deepEqual(place({ verdict }), { to: 'triage', code: 'sender_forged', answer: false })
  assert.deepEqual(place({ verdict, byReplyAddress: caseOfA }), {
    to: 'triage',
    code: 'sender_forged',
    answer: false,
  })
})

test('A verified stranger is kept for triage and told once', () => {
  assert.deepEqual(place({ contacts: [] }), { to: 'triage', code: 'sender_unknown', answer: true })
})

test('What a machine wrote opens, answers and tells nothing', () => {
  const expected = {
    bounce: 'ignored bounce',
    own: 'ignored own',
    complaint: 'ignored complaint',
    read_receipt: 'ignored read_receipt',
    list: 'triage mailing_list',
    calendar: 'triage calendar',
    auto_reply: 'triage automatic',
  } as const
  for (const mailClass of [
    'bounce',
    'own',
    'complaint',
    'read_receipt',
    'list',
    'calendar',
    'auto_reply',
  ] as const) {
    assert.equal(codeOf({ mailClass }), expected[mailClass])
    const found = place({ mailClass, contacts: [] })
    assert.equal(found.to === 'triage' && found.answer, false, mailClass)
  }
  assert.equal(codeOf({ mailClass: 'auto_reply', byReplyAddress: caseOfA }), 'ignored automatic')
  assert.equal(codeOf({ mailClass: 'auto_reply', byMessageId: [caseOfA] }), 'ignored automatic')
})

test('The same message again is not placed again', () => {
  assert.equal(codeOf({ repeated: true }), 'ignored repeated')
})

test('What a blocked sender writes is kept away, also through a list; reports of machines stay what they are', () => {
  const stranger = { contacts: [], blocked: true }
  assert.equal(codeOf(stranger), 'discarded blocked_sender')
  assert.equal(codeOf({ ...stranger, mailClass: 'list' }), 'discarded blocked_sender')
  assert.equal(codeOf({ ...stranger, mailClass: 'bounce' }), 'ignored bounce')
  assert.equal(codeOf({ ...stranger, blocked: false }), 'triage sender_unknown')
})
