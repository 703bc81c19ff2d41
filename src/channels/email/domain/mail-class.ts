import { isOwnMessageId } from './own-message-id.ts'
import { parseMailboxes } from './parse-mailboxes.ts'
import { firstHeader, headerValues, type MailHeader } from './read-mail.ts'

export type MailClass =
  | 'message'
  | 'bounce'
  | 'auto_reply'
  | 'list'
  | 'complaint'
  | 'calendar'
  | 'read_receipt'
  | 'own'

export type ClassFacts = {
  headers: readonly MailHeader[]
  /** The sender of the envelope; empty for the null sender. */
  envelopeFrom: string
  calendarMethod: string | null
  messageId: string | null
  /** The address that customers write to. */
  supportAddress: string
}

/**
 * What kind of mail this is. Only a `message` opens or answers anything (RFC 3834, RFC 3464, RFC 5965,
 * RFC 8098): everything that a machine wrote stays without effect, so that no two machines write in a circle.
 */
export function mailClass(facts: ClassFacts): MailClass {
  if (isOwn(facts)) return 'own'
  return classOfReport(facts.headers) ?? classOfAutomatic(facts) ?? classOfPeople(facts)
}

function isOwn({ headers, messageId, supportAddress }: ClassFacts): boolean {
  if (messageId !== null && isOwnMessageId(messageId, supportAddress)) return true
  return headerValues(headers, 'from').some((value) => {
    const from = parseMailboxes(value)
    return (
      from.readable &&
      from.addresses.some((address) => address.toLowerCase() === supportAddress.toLowerCase())
    )
  })
}

function classOfReport(headers: readonly MailHeader[]): MailClass | undefined {
  const type = (firstHeader(headers, 'content-type') ?? '').toLowerCase()
  if (!type.startsWith('multipart/report')) return undefined
  if (type.includes('disposition-notification')) return 'read_receipt'
  if (type.includes('feedback-report')) return 'complaint'
  return 'bounce'
}

const failureWords =
  /undeliver|delivery (failure|status|notification)|failure notice|returned mail|mail system error|not be delivered/i

/** Mail servers name themselves in many ways; the null sender and these names are theirs alone. */
function isFromMailServer(from: string, subject: string): boolean {
  return /mailer-daemon|^<>$/i.test(from) || (/postmaster@/i.test(from) && failureWords.test(subject))
}

function classOfAutomatic({ headers, envelopeFrom }: ClassFacts): MailClass | undefined {
  const has = (name: string) => firstHeader(headers, name) !== undefined
  const said = (name: string) => (firstHeader(headers, name) ?? '').toLowerCase()
  const from = firstHeader(headers, 'from') ?? ''
  if (has('x-failed-recipients') || /^mailer-daemon@/i.test(envelopeFrom)) return 'bounce'
  if (isFromMailServer(from, said('subject'))) return 'bounce'
  if (envelopeFrom === '' && /postmaster@/i.test(from)) return 'bounce'
  const auto = said('auto-submitted')
  if (auto !== '' && !/^no\b/.test(auto)) return 'auto_reply'
  if (autoReplyHeaders.some(has)) return 'auto_reply'
  const precedence = said('precedence')
  if (precedence.includes('auto_reply') || precedence.includes('auto-reply')) return 'auto_reply'
  if (envelopeFrom === '') return 'auto_reply'
  const isList =
    has('list-id') || has('list-post') || has('list-unsubscribe') || /\b(list|bulk|junk)\b/.test(precedence)
  return isList ? 'list' : undefined
}

const autoReplyHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-ms-exchange-inbox-rules-loop',
]

function classOfPeople({ calendarMethod, headers }: ClassFacts): MailClass {
  const type = (firstHeader(headers, 'content-type') ?? '').toLowerCase()
  return calendarMethod !== null || type.startsWith('text/calendar') ? 'calendar' : 'message'
}
