import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#platform/context.ts'
import type { AccountId, ContactId, StaffId } from '#platform/ids.ts'
import { isSamePerson } from './same-person.ts'

const contact = (contactId: string, role: 'contact' | 'contact_admin' = 'contact'): Actor => ({
  kind: 'contact',
  role,
  userId: 'ann',
  contactId: contactId as ContactId,
  accountId: `account of ${contactId}` as AccountId,
  name: 'Ann',
})
const staff: Actor = { kind: 'staff', role: 'agent', userId: 'ann', staffId: 'a' as StaffId, name: 'Ann' }

test('who ended at one of two accounts is another person at the second, and hears no more of the first', () => {
  assert.ok(isSamePerson(contact('one'), contact('one')))
  assert.ok(isSamePerson(contact('one'), contact('one', 'contact_admin')))
  assert.ok(isSamePerson(staff, { ...staff, role: 'admin' }))
  for (const [one, other] of [
    [contact('one'), contact('two')],
    [contact('one'), staff],
    [staff, contact('one')],
    [staff, { ...staff, userId: 'key:1' }],
    [contact('one'), { kind: 'anonymous', name: 'Visitor' }],
    [
      { kind: 'anonymous', name: 'Visitor' },
      { kind: 'anonymous', name: 'Visitor' },
    ],
  ] as const satisfies readonly (readonly [Actor, Actor])[])
    assert.ok(!isSamePerson(one, other), `${one.kind} ${other.kind}`)
})
