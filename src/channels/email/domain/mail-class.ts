import { isOwnMessageId } from './own-message-id.ts'
import { parseMailboxes } from './parse-mailboxes.ts'
import { firstHeader, headerValues, type MailHeader } from './read-mail.ts'
import type { ReportSection } from './report-sections.ts'
import { isAutomaticSubject, saysNotDelivered } from './automatic-words.ts'

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
  /** Decoded. */
  subject: string
  /** The sender of the envelope; empty for the null sender. */
  envelopeFrom: string
  calendarMethod: string | null
  messageId: string | null
  /** The address that customers write to. */
  supportAddress: string
  /** The parts as `readSections` gives them. */
  sections: readonly ReportSection[]
}

/**
 * What kind of mail this is. Only a `message` opens or answers anything (RFC 3834, RFC 3464, RFC 5965,
 * RFC 8098): everything that a machine wrote stays without effect, so that no two machines write in a circle.
 * Fields decide before names, names before words: words alone never make a person's mail a machine's, but for
 * the subjects that programs write in front of an automatic answer.
 */
export function mailClass(facts: ClassFacts): MailClass {
  if (isOwn(facts)) return 'own'
  return (
    classOfReport(facts) ??
    classOfNotification(facts) ??
    (isBounce(facts) ? 'bounce' : undefined) ??
    classOfCalendar(facts) ??
    (isAutoReply(facts) ? 'auto_reply' : undefined) ??
    (isList(facts) ? 'list' : 'message')
  )
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

function classOfReport({ headers, sections }: ClassFacts): MailClass | undefined {
  const type = (firstHeader(headers, 'content-type') ?? '').toLowerCase()
  const isReport = type.startsWith('multipart/report')
  const has = (part: string) => sections.some((section) => section.type === `message/${part}`)
  if ((isReport && type.includes('disposition-notification')) || has('disposition-notification'))
    return 'read_receipt'
  if ((isReport && type.includes('feedback-report')) || has('feedback-report')) return 'complaint'
  return isReport || has('delivery-status') || has('global-delivery-status') ? 'bounce' : undefined
}

/** Providers that report in a form of their own: Amazon SES through SNS, and Hotmail's complaints. */
function classOfNotification({ headers, subject, sections }: ClassFacts): MailClass | undefined {
  const [first] = sections
  if (firstHeader(headers, 'x-amz-sns-message-id') !== undefined) {
    const kind = /"(?:notification|event)Type"\s{0,4}:\s{0,4}"(\w{1,20})"/.exec(first?.text ?? '')?.[1]
    if (kind === 'Complaint') return 'complaint'
    return kind === 'Bounce' || kind === 'Delivery' || kind === 'DeliveryDelay' ? 'bounce' : 'auto_reply'
  }
  const returned = sections.find(({ type }) => type === 'message/rfc822')?.text ?? ''
  const isHotmail =
    /^complaint about message from/i.test(subject) && /^x-hmxmroriginalrecipient:/im.test(returned)
  return isHotmail ? 'complaint' : undefined
}

/** Mail servers name themselves in many ways; the null sender and these names are theirs alone. */
const serverNames = /mailer[-_ ]?daemon|mail delivery (sub)?system/i
const machineNames =
  /postmaster|no-?_?reply|do-?_?not-?_?reply|mail-?_? ?(system|server|gateway)|\bdaemon|(-errors|bounces?)@/i
/** Behind these there may as well be a person, who writes about a bounce. */
const officeNames = /administrator|mail-?_? ?admin|(-admin|-owner|-request)@/i
const answered = /^\s*(re|aw|antw|sv|fwd?|wg|tr|rv|odp|pd)\s*:/i

function isBounce({ headers, subject, envelopeFrom, sections }: ClassFacts): boolean {
  const from = firstHeader(headers, 'from') ?? ''
  if (firstHeader(headers, 'x-failed-recipients') !== undefined) return true
  if (/^mailer-daemon@/i.test(envelopeFrom) || from === '<>' || serverNames.test(from)) return true
  if (envelopeFrom === '' && /postmaster@/i.test(from)) return true
  if (saysNotDelivered(subject) && isOffice(from, subject)) return true
  const isNobody = envelopeFrom === '' || from === ''
  if (!isNobody && !(machineNames.test(from) && namesSomebody(sections))) return false
  return saysNotDelivered(subject) || sections.slice(0, 2).some(({ text }) => saysNotDelivered(text))
}

function isOffice(from: string, subject: string): boolean {
  return /postmaster/i.test(from) || (officeNames.test(from) && !answered.test(subject))
}

/** A machine that tells of a failure tells whose mail, or sends it back: an alarm about something else does not. */
function namesSomebody(sections: readonly ReportSection[]): boolean {
  if (sections.some(({ type }) => type.includes('rfc822'))) return true
  return sections.slice(0, 2).some(({ text }) => /[^\s<>@]@[^\s<>@]{1,250}/.test(text.slice(0, 4000)))
}

/** Calendars send invitations and answers as automatic mail: they are read as what they carry. */
function classOfCalendar({ headers, calendarMethod }: ClassFacts): MailClass | undefined {
  const type = (firstHeader(headers, 'content-type') ?? '').toLowerCase()
  const contentClass = (firstHeader(headers, 'content-class') ?? '').toLowerCase()
  if (contentClass === 'urn:content-classes:calendarmessage') return 'calendar'
  return calendarMethod !== null || type.startsWith('text/calendar') ? 'calendar' : undefined
}

/** Fields that only programs write which answer by themselves (RFC 3834, 5; the others from practice). */
const autoReplyFields = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-response',
  'x-auto-reply',
  'x-auto-reply-from',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-ms-exchange-inbox-rules-loop',
  'x-fc-machinegenerated',
  'x-cron-env',
]

function isAutoReply({ headers, envelopeFrom, subject }: ClassFacts): boolean {
  const said = (name: string) => (firstHeader(headers, name) ?? '').toLowerCase()
  const isSaid = (name: string) => said(name) !== '' && !/^(no|none|false)\b/.test(said(name))
  if (isSaid('auto-submitted') || autoReplyFields.some(isSaid)) return true
  if (/^reply\b/.test(said('x-autogenerated')) || said('x-post-messageclass').includes('autoresponder'))
    return true
  if (/^vacation\b/.test(said('x-apple-action')) || isFromAutoresponder(headers)) return true
  if (/auto[-_]?reply/.test(`${said('precedence')} ${said('preference')} ${said('x-precedence')}`))
    return true
  return envelopeFrom === '' || isAutomaticSubject(subject)
}

/** qmail's programs that answer by themselves mark their mail as delivered to one of their kind. */
function isFromAutoresponder(headers: readonly MailHeader[]): boolean {
  return headerValues(headers, 'delivered-to').some((value) => /^\s*autoresponder\s*$/i.test(value))
}

const listFields = [
  'list-id',
  'list-post',
  'list-unsubscribe',
  'mailing-list',
  'x-mailing-list',
  'x-beenthere',
]

function isList({ headers }: ClassFacts): boolean {
  if (listFields.some((name) => firstHeader(headers, name) !== undefined)) return true
  return /\b(list|bulk|junk)\b/i.test(firstHeader(headers, 'precedence') ?? '')
}
