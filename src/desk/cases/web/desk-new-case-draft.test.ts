import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallInput } from '#desk/cases/domain/call.ts'
import {
  bodyOf,
  emptyNewCase,
  keptNewCase,
  missingOf,
  type NewCase,
  questionOf,
} from './desk-new-case-draft.ts'

const contactId = '0198c0de-0000-7000-8000-000000000001'
const call: CallInput = {
  by: 'phone',
  startedAt: '2026-03-10T09:00:00.000Z',
  minutes: 5,
  spokeWith: 'Ana',
}
const full: NewCase = {
  ...emptyNewCase,
  contactId,
  productCode: 'studio',
  subject: ' Down ',
  description: 'All of it.',
}

test('what is missing is said in the order of the form, and nothing is sent', () => {
  assert.deepEqual(missingOf(emptyNewCase, undefined), [
    'contact',
    'call',
    'product',
    'subject',
    'description',
  ])
  assert.equal(bodyOf({ ...full, subject: ' ' }, call, []), undefined)
  assert.equal(bodyOf(full, undefined, []), undefined)
})

test('a call is sent with the case, and only where somebody spoke', () => {
  const body = bodyOf(full, call, [])
  assert.deepEqual([body?.channel, body?.call, body?.subject], ['phone', call, 'Down'])
  assert.equal(bodyOf({ ...full, channel: 'email' }, call, [])?.call, undefined)
})

test('a call without phone support goes through the portal and is logged', () => {
  const draft: NewCase = { ...full, throughPortal: true }
  assert.deepEqual([bodyOf(draft, call, [])?.channel, bodyOf(draft, call, [])?.call?.by], ['portal', 'phone'])
  assert.equal(questionOf(draft, contactId).channel, 'portal')
  assert.equal(questionOf({ ...draft, channel: 'email' }, contactId).channel, 'email')
})

test('a topic counts for consultations only, a service for requests only', () => {
  const draft = { ...full, topic: 'consultation.process', service: 'access.extra' }
  assert.deepEqual(
    (['problem', 'consultation', 'request'] as const).map((type) => {
      const { topic, service } = questionOf({ ...draft, type }, contactId)
      return [topic, service]
    }),
    [
      [null, null],
      ['consultation.process', null],
      [null, 'access.extra'],
    ],
  )
})

test('what an agent wrote is the same after it was kept, and what is no such form is not taken for one', () => {
  const contact = { id: contactId, name: 'Ana', email: 'ana@basic.example' }
  const account = { id: '0198c0de-0000-7000-8000-000000000002', name: 'Vellerup' }
  const whole = {
    contact: { ...contact, account },
    draft: full,
    call: { startedAt: '2026-03-10T10:00', minutes: 5, spokeWith: 'Ana' },
  }
  const begun = { draft: emptyNewCase, call: { ...whole.call, minutes: '' } }
  for (const written of [whole, begun])
    assert.deepEqual(keptNewCase.parse(JSON.parse(JSON.stringify(written))), written)
  assert.equal(keptNewCase.safeParse({ ...whole, draft: { ...full, channel: 'fax' } }).success, false)
})
