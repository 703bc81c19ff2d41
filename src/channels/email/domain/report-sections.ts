import { decodeText } from './decode-text.ts'
import { firstHeader } from './read-mail.ts'
import { type MailPart, readParts } from './read-parts.ts'
import { decodeTransfer } from './transfer-decoding.ts'

/** One part of a report: its media type in lower case and its decoded text, lines ended by LF. */
export type ReportSection = { readonly type: string; readonly text: string }

/** How much of a message is read as a report, in bytes: it stands before the mail that it sends back. */
export const reportBytes = 1_000_000

const limits = { depth: 6, parts: 60, partHeaderBytes: 100_000 }
/** Of one part. */
const mostBytes = 100_000

/**
 * The readable parts of a report about a delivery, in order, read as forgivingly as the systems write that
 * send them: broken boundaries, parts without types, bare CR line ends. A returned message stays one part and
 * is not taken apart. Bounded by its first million characters.
 * @param raw the message, each byte as one character (latin1)
 */
export function readSections(raw: string): ReportSection[] {
  const text = raw.slice(0, reportBytes).replaceAll(/\r\n?/g, '\n')
  const message = Buffer.from(text.replace(/^\n*>?From [^\n]*\n/, ''), 'latin1')
  return leavesOf(readParts(message, limits).root).map(sectionOf)
}

function leavesOf(part: MailPart): MailPart[] {
  return part.children.length === 0 ? [part] : part.children.flatMap(leavesOf)
}

/** Decoded when it is first asked for: most messages are no report, and nobody reads their attachments as one. */
function sectionOf(part: MailPart): ReportSection {
  const type = part.type.value
  let text: string | undefined
  return {
    type,
    get text() {
      return (text ??= textOf(type, part))
    },
  }
}

function textOf(type: string, { type: { parameters }, headers, body }: MailPart): string {
  const first = body.subarray(0, mostBytes)
  if (type.startsWith('message/rfc822') || type.startsWith('image/')) return first.toString('latin1')
  const decoded = decodeTransfer(first, firstHeader(headers, 'content-transfer-encoding') ?? '')
  return readable(decodeText(decoded, parameters.get('charset')), type)
}

/** The first field of that name in a block of header lines, unfolded; empty where there is none. */
export function fieldOf(block: string, name: string): string {
  const lines = block.split('\n')
  const at = lines.findIndex((line) => line.slice(0, name.length + 1).toLowerCase() === `${name}:`)
  if (at === -1) return ''
  const folded = lines.slice(at + 1, at + 50)
  const end = folded.findIndex((line) => !/^[ \t]/.test(line))
  const value = [(lines[at] ?? '').slice(name.length + 1), ...folded.slice(0, end === -1 ? 50 : end)]
  return value.map((line) => line.trim()).join(' ')
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&nbsp;': ' ' }

function readable(text: string, type: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n')
  if (type !== 'text/html') return lines
  return lines
    .replaceAll(/<(style|script)\b[^<>]{0,500}>[^<]{0,50000}/gi, ' ')
    .replaceAll(/<(br|\/?p|\/?div|\/?tr|\/?td|\/?li)\b[^<>]{0,500}>/gi, '\n')
    .replaceAll(/<\/?[a-z!][^<>@]{0,2000}>/gi, '')
    .replaceAll(/&(lt|gt|amp|nbsp);/g, (entity) => entities[entity] ?? '')
}
