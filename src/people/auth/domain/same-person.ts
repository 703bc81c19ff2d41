import type { Actor } from '#platform/context.ts'

/** Whether two requests come from one person in one place: who is a contact of two accounts is two people here. */
export function isSamePerson(one: Actor, other: Actor): boolean {
  if (one.kind === 'staff' && other.kind === 'staff') return one.userId === other.userId
  if (one.kind !== 'contact' || other.kind !== 'contact') return false
  return one.userId === other.userId && one.contactId === other.contactId
}
