import type { Bounce } from './bounces.ts'
import { classifyMail } from './classify-mail.ts'
import type { MailClass } from './mail-class.ts'
import { firstHeader, type MailHeader, type ReadMail } from './read-mail.ts'
import { readHeaders } from './read-headers.ts'
import { replyText } from './reply-text.ts'

/** How one raw message is read, as `mail inspect` prints it (SPEC 13). */
export type InspectedMail = {
  file: string
  from: { address: string; name: string | null } | null
  to: string[]
  cc: string[]
  subject: string
  /** An instant in UTC; null where the message has no date that can be read. */
  date: string | null
  /** Without angle brackets, like those it answers. */
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  class: MailClass
  bounces: Bounce[]
  text: string
  replyText: string
  attachments: { name: string; type: string; bytes: number; sha256: string; inline: boolean }[]
  calendar?: { method: string }
  warnings: string[]
}

/**
 * A message that was read. Its file says neither the sender of its envelope nor which address is ours:
 * Return-Path stands for the one; for the other, where it is not named, our form of a Message-ID, and a
 * support address that writes to itself alone.
 * @param from its beginning, each byte as one character (latin1), and the support address or nothing
 */
export function inspectedMail(
  file: string,
  mail: ReadMail,
  { raw, support }: { raw: string; support: string },
): InspectedMail {
  const envelopeFrom = envelopeSender(mail.headers)
  const supportAddress = support === '' ? ownAddress(mail) : support
  const { mailClass, bounces } = classifyMail(mail, raw, { envelopeFrom, supportAddress })
  return {
    file,
    from: mail.from,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    date: instantOf(firstHeader(mail.headers, 'date')),
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo[0] ?? null,
    references: mail.references,
    class: mailClass,
    bounces,
    text: mail.text,
    replyText: replyText(mail.text),
    attachments: mail.attachments.map(({ name, mediaType, bytes, sha256, inline }) => ({
      name,
      type: mediaType,
      bytes,
      sha256,
      inline,
    })),
    ...(mail.calendarMethod === null ? {} : { calendar: { method: mail.calendarMethod } }),
    warnings: mail.warnings,
  }
}

/** A message that could not be read: its fields where they can be, its beginning as text, and why. */
export function unreadMail(file: string, raw: string, beginning: string, problem: string): InspectedMail {
  const headers = readHeaders(raw.replace(/^>?From [^\r\n]*\r?\n/, '').slice(0, 100_000))
  const mail: ReadMail = {
    headers,
    from: null,
    to: [],
    cc: [],
    subject: firstHeader(headers, 'subject') ?? '',
    messageId: null,
    inReplyTo: [],
    references: [],
    partTypes: [],
    calendarMethod: null,
    text: beginning,
    attachments: [],
    warnings: [problem],
  }
  return inspectedMail(file, mail, { raw, support: '' })
}

/** Where nothing says who sent it, it is nobody's mail server's. */
function envelopeSender(headers: readonly MailHeader[]): string {
  const path = firstHeader(headers, 'return-path')
  return path === undefined ? 'unknown' : path.replaceAll(/[<>\s]/g, '')
}

const supportNames = /^(support|help|help-?desk|service|service-?desk)@/i

function ownAddress({ messageId, from, to, cc }: ReadMail): string {
  if (messageId?.startsWith('fourline.') === true) return `support@${messageId.split('@').at(-1) ?? ''}`
  const address = from?.address ?? ''
  const isAlone = to.length === 1 && cc.length === 0 && to[0] === address
  return isAlone && supportNames.test(address) ? address : ''
}

function instantOf(value: string | undefined): string | null {
  const time = value === undefined ? NaN : new Date(value).getTime()
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
