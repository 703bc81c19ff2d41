import type { TriageCode } from './place-mail.ts'

/** Why messages wait, in the groups that staff work through. */
export const triageGroups = ['sender', 'stranger', 'contact', 'machine', 'other', 'matched'] as const
export type TriageGroup = (typeof triageGroups)[number]
type ByReason = Exclude<TriageGroup, 'other' | 'matched'>

const codes: Record<ByReason, readonly TriageCode[]> = {
  sender: [
    'sender_forged',
    'no_sender_policy',
    'sender_unchecked',
    'sender_missing',
    'several_senders',
    'sender_unreadable',
  ],
  stranger: ['sender_unknown'],
  contact: ['refused', 'several_accounts', 'other_account', 'reply_address_unknown', 'marketplace_product'],
  machine: ['automatic', 'mailing_list', 'calendar'],
}

/** The reasons of each group; `other` is what stands in none of them. */
export const codesOfGroups: Readonly<Record<ByReason, readonly string[]>> = codes

/** The group of a reason; what is in none of them was not read, or came with a later release. */
export function triageGroupOf(code: string): Exclude<TriageGroup, 'matched'> {
  const groups: readonly ByReason[] = ['sender', 'stranger', 'contact', 'machine']
  return groups.find((group) => codesOfGroups[group].includes(code)) ?? 'other'
}
