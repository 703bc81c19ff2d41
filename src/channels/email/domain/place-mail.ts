import type { MailClass } from './mail-class.ts'
import type { SenderVerdict, VerdictCode } from './sender-verdict.ts'

/** A current contact with exactly the sender's address. */
export type SenderContact = { contactId: string; accountId: string }

/** A case that the message names by a reply address or by the ids of earlier mail. */
export type NamedCase = {
  caseId: string
  accountId: string
  /** The contacts of the sender's that may see it (SPEC 5.1). */
  visibleTo: readonly string[]
}

export type PlaceFacts = {
  mailClass: MailClass
  verdict: SenderVerdict
  contacts: readonly SenderContact[]
  /** By the reply address it was sent to: `none` without a token, `unknown` where nobody was given it. */
  byReplyAddress: 'none' | 'unknown' | NamedCase
  /** By In-Reply-To and References, the nearest first. */
  byMessageId: readonly NamedCase[]
  /** It was sent to an address that only reports about our mail go to. */
  toBounceAddress?: boolean
  /** It reports what came back, and proved which of our mails it means. */
  provesOurs?: boolean
  /** Of several contacts, the one whose account the message names beyond doubt, see `namedAccount`. */
  namedContactId?: string | null
  /** The same Message-ID with the same text has come from this sender before. */
  repeated: boolean
  /** Staff want no mail of this sender, who is no verified contact. */
  blocked: boolean
  /** Only a signature proves it, and that is older than seven days. */
  oldNews: boolean
  /** The sender's address, proven or not, is one of our own people's. */
  namesStaff: boolean
}

export type TriageCode =
  | Exclude<VerdictCode, 'verified'>
  | 'automatic'
  | 'mailing_list'
  | 'calendar'
  | 'sender_unknown'
  | 'several_accounts'
  | 'reply_address_unknown'
  | 'bounce_address'
  | 'other_account'
  | 'refused'
  | 'marketplace_product'
  | 'unreadable'
  | 'too_large'
  | 'not_placed'
  | 'old_news'
  | 'staff_sender'
  | 'staff_forged'

export type IgnoredCode =
  | 'own'
  | 'bounce'
  | 'complaint'
  | 'unproven'
  | 'read_receipt'
  | 'automatic'
  | 'repeated'

export type Place =
  | { to: 'case'; contactId: string }
  | { to: 'reply'; contactId: string; caseId: string }
  | { to: 'triage'; code: TriageCode; answer: boolean }
  | { to: 'ignored'; code: IgnoredCode }
  | { to: 'discarded'; code: 'blocked_sender' }

/**
 * Where a message belongs (SPEC 3.8, 7.2). It opens or answers only what its proven sender may; a reply
 * address or a Message-ID says which case is meant, never who writes. Nothing is guessed: what is doubtful
 * goes to people. `answer` says whether the sender is told once, which needs a verified sender.
 */
export function placeMail(facts: PlaceFacts): Place {
  const machine = placeOfMachines(facts)
  if (facts.blocked && machine?.to !== 'ignored') return { to: 'discarded', code: 'blocked_sender' }
  if (machine !== undefined) return machine
  // Whoever writes to the sender of an envelope is a program, or a person whose program is broken.
  if (facts.toBounceAddress === true) return triage('bounce_address')
  if (!facts.verdict.verified) {
    if (facts.namesStaff) return triage('staff_forged')
    return triage(facts.verdict.code === 'verified' ? 'sender_unreadable' : facts.verdict.code)
  }
  if (facts.repeated) return { to: 'ignored', code: 'repeated' }
  if (facts.contacts.length === 0 && facts.namesStaff) return triage('staff_sender')
  if (facts.contacts.length === 0) return triage('sender_unknown', true)
  if (facts.oldNews) return triage('old_news')
  return placeOfContact(facts)
}

function placeOfMachines(facts: PlaceFacts): Place | undefined {
  const { mailClass, byReplyAddress, byMessageId } = facts
  switch (mailClass) {
    case 'message':
      return undefined
    case 'auto_reply': {
      // An out-of-office on a case says nothing; an alert out of the blue may.
      const answersUs = byReplyAddress !== 'none' || byMessageId.length > 0 || facts.toBounceAddress === true
      return answersUs ? { to: 'ignored', code: 'automatic' } : triage('automatic')
    }
    case 'list':
      return triage('mailing_list')
    case 'calendar':
      return triage('calendar')
    case 'bounce':
    case 'complaint':
      return { to: 'ignored', code: facts.provesOurs === false ? 'unproven' : mailClass }
    case 'own':
    case 'read_receipt':
      return { to: 'ignored', code: mailClass }
  }
}

function placeOfContact({ contacts, byReplyAddress, byMessageId, namedContactId }: PlaceFacts): Place {
  if (byReplyAddress === 'unknown') return triage('reply_address_unknown', true)
  if (byReplyAddress !== 'none') return replyOrTriage(contacts, byReplyAddress)
  const [contact] = contacts
  if (contact === undefined || contacts.length > 1) {
    const named = contacts.find((one) => one.contactId === namedContactId)
    if (named === undefined || byMessageId.length > 0) return triage('several_accounts', true)
    return { to: 'case', contactId: named.contactId }
  }
  if (byMessageId.length === 0) return { to: 'case', contactId: contact.contactId }
  const own = byMessageId.find((named) => named.accountId === contact.accountId)
  return own === undefined ? triage('other_account', true) : replyOrTriage(contacts, own)
}

function replyOrTriage(contacts: readonly SenderContact[], named: NamedCase): Place {
  const contact = contacts.find(
    (one) => one.accountId === named.accountId && named.visibleTo.includes(one.contactId),
  )
  if (contact === undefined) return triage('other_account', true)
  return { to: 'reply', contactId: contact.contactId, caseId: named.caseId }
}

function triage(code: TriageCode, answer = false): Place {
  return { to: 'triage', code, answer }
}

const triageSentences: Record<TriageCode, string> = {
  sender_missing: 'It names no sender.',
  several_senders: 'It names more than one sender.',
  sender_unreadable: 'Its sender cannot be read beyond doubt.',
  sender_unchecked: 'The sender’s domain could not be checked.',
  no_sender_policy: 'The sender’s domain publishes no rule (DMARC) by which the sender could be verified.',
  sender_forged: 'It did not come from the sender’s own mail servers: the check (DMARC) failed.',
  partly_signed: 'Only the beginning of it is signed: the rest may be anybody’s.',
  automatic: 'It was written by a machine and belongs to no case.',
  mailing_list: 'It came through a mailing list.',
  calendar: 'It is an invitation.',
  sender_unknown: 'The sender is verified, but is no current contact of an account.',
  several_accounts:
    'The sender is a contact of several accounts, and the message does not say which is meant.',
  reply_address_unknown: 'It was sent to a reply address that nobody was given.',
  bounce_address: 'It was sent to an address that only takes reports about our mail.',
  other_account: 'It answers a case that the sender may not see.',
  refused: 'The request is not included.',
  marketplace_product: 'It names a Marketplace product and nothing of ours.',
  unreadable: 'The message could not be read; it is kept as it arrived.',
  too_large: 'It is larger than what is taken in, so it was left in its mailbox; here is its head.',
  not_placed: 'It could not be placed by itself after several tries.',
  old_news: 'It was signed more than a week before it came: somebody may have sent it on.',
  staff_sender: 'A colleague wrote it. What colleagues write by mail becomes no entry of a case.',
  staff_forged: 'It names a colleague as its sender, who did not verifiably write it.',
}

/** Why a message is in triage, in one sentence for staff. */
export function triageSentence(code: TriageCode): string {
  return triageSentences[code]
}

const ignoredSentences: Record<IgnoredCode, string> = {
  own: 'It was sent by this installation.',
  bounce: 'It reports that a mail could not be delivered.',
  complaint: 'It reports a complaint about a mail.',
  unproven:
    'It reports that a mail could not be delivered, or was unwanted, and does not prove that it is one of ours: nothing was changed.',
  read_receipt: 'It confirms that a mail was read.',
  automatic: 'It is an automatic answer to our mail.',
  repeated: 'The same message has been placed before.',
}

export function ignoredSentence(code: IgnoredCode): string {
  return ignoredSentences[code]
}
