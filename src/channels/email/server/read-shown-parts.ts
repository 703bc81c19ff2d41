import { cleanText, cutToBytes } from '../domain/clean-text.ts'
import { decodeText } from '../domain/decode-text.ts'
import type { ForwardedMessage, Invitation } from '../domain/mail-shown-contract.ts'
import { firstHeader, headerValues, type MailHeader, type ReadMail } from '../domain/read-mail.ts'
import { type MailPart, readParts } from '../domain/read-parts.ts'
import { decodeTransfer } from '../domain/transfer-decoding.ts'
import { type CleanHtml, cleanHtml } from './clean-html.ts'
import { mailLimits } from './mail-limits.ts'
import { readMailboxes } from './parse-mail-addresses.ts'
import { readRawMail, unwrapped } from './parse-mail-parts.ts'
import { readInvitation } from './read-invitation.ts'

/** What only the raw message knows: its layout, its fields, what it invites to, what it carries on. */
export type ShownMail = {
  page: CleanHtml | null
  headers: MailHeader[]
  writtenAt: string | null
  to: string[]
  cc: string[]
  replyTo: string[]
  invitation: Invitation | null
  forwarded: ForwardedMessage[]
}

export type ReadShown = { ok: true; shown: ShownMail } | { ok: false; problem: string }

const limits = { headers: 500, headerLength: 4_000, forwarded: 20, levels: 3, forwardedBytes: 20_000 }

/** Reads a raw message for showing; may throw where it is broken in a way nobody thought of. */
export async function readShownParts(message: Buffer): Promise<ReadShown> {
  const raw = unwrapped(message)
  const parsed = await readRawMail(raw)
  if (!parsed.ok) return parsed
  const { mail } = parsed
  const { root } = readParts(raw, mailLimits)
  const parts = partsOf(root)
  const html = parts.find(
    ({ type, disposition }) => type.value === 'text/html' && disposition.value !== 'attachment',
  )
  const calendar = parts.find(isCalendar)
  const forwarded: ForwardedMessage[] = []
  await addForwarded(parts, 1, forwarded)
  return {
    ok: true,
    shown: {
      page: html === undefined ? null : pageOf(textOf(html)),
      headers: mail.headers.slice(0, limits.headers).map(({ name, value }) => ({
        name: name.slice(0, 100),
        value: cleanText(value).slice(0, limits.headerLength),
      })),
      writtenAt: instantOf(mail),
      to: mail.to,
      cc: mail.cc,
      replyTo: headerValues(mail.headers, 'reply-to')
        .flatMap((value) => readMailboxes(value))
        .slice(0, 20)
        .map(({ address }) => cleanText(address).slice(0, 254)),
      invitation: calendar === undefined ? null : await readInvitation(textOf(calendar)),
      forwarded,
    },
  }
}

function partsOf(part: MailPart): MailPart[] {
  return [part, ...part.children.flatMap(partsOf)]
}

function isCalendar({ type, disposition, children }: MailPart): boolean {
  const name = disposition.parameters.get('filename') ?? type.parameters.get('name') ?? ''
  return children.length === 0 && (type.value === 'text/calendar' || /\.ics$/i.test(name))
}

function contentOf(part: MailPart): Buffer {
  return decodeTransfer(part.body, firstHeader(part.headers, 'content-transfer-encoding') ?? '')
}

function textOf(part: MailPart): string {
  const content = contentOf(part).subarray(0, mailLimits.readableBytes)
  return decodeText(content, part.type.parameters.get('charset'))
}

function pageOf(html: string): CleanHtml | null {
  const page = cleanHtml(html)
  const isEmpty =
    page.own.length === 0 && page.remote.length === 0 && !/<img|[^\s<>](?![^<>]*>)/.test(page.html)
  return isEmpty ? null : page
}

/** Messages within the message, each before those it carries itself. */
async function addForwarded(parts: MailPart[], level: number, found: ForwardedMessage[]): Promise<void> {
  for (const part of parts.filter(({ type }) => type.value === 'message/rfc822')) {
    if (found.length >= limits.forwarded) return
    const raw = unwrapped(contentOf(part))
    const parsed = await readRawMail(raw)
    if (!parsed.ok) continue
    const { mail } = parsed
    found.push({
      from: senderOf(mail),
      to: mail.to.slice(0, 20).join(', '),
      subject: mail.subject,
      writtenAt: instantOf(mail),
      text: cutToBytes(mail.text, limits.forwardedBytes).text,
      files: mail.attachments.slice(0, 50).map(({ name }) => name),
      level,
    })
    if (level < limits.levels) await addForwarded(partsOf(readParts(raw, mailLimits).root), level + 1, found)
  }
}

function instantOf(mail: ReadMail): string | null {
  const value = firstHeader(mail.headers, 'date')
  const date = new Date(value ?? NaN)
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date.toISOString()
}

function senderOf({ from }: ReadMail): string {
  if (from === null) return ''
  return from.name === null ? from.address : `${from.name} <${from.address}>`
}
