import { createHash } from 'node:crypto'
import { cleanText, cutToBytes } from '../domain/clean-text.ts'
import { decodeWords } from '../domain/decode-words.ts'
import { distinctNames } from '../domain/name-part.ts'
import { firstHeader, headerValues, type MailHeader, type ReadMail } from '../domain/read-mail.ts'
import {
  countHeaders,
  hasStrayReturn,
  messageIdsIn,
  mostHeaders,
  readHeaders,
} from '../domain/read-headers.ts'
import { headerEnd, type MailPart, readParts } from '../domain/read-parts.ts'
import { sortParts } from '../domain/sort-parts.ts'
import { mailLimits, type ParsedMail } from './mail-limits.ts'
import { cutWarning, type FoundFile, filesOf, PartTexts } from './parse-mail-contents.ts'
import { readMailboxes } from './parse-mail-addresses.ts'

/** Reads a whole message; may throw where it is broken in a way nobody thought of. */
export async function readRawMail(message: Buffer): Promise<ParsedMail> {
  const raw = unwrapped(message)
  const { end } = headerEnd(raw)
  if (end > mailLimits.headerBytes) return { ok: false, problem: 'Its headers are too large.' }
  const block = raw.toString('utf8', 0, end)
  if (countHeaders(block) > mostHeaders) return { ok: false, problem: 'It has too many header fields.' }
  const headers = readHeaders(block)
  if (headers.length === 0 && raw.subarray(0, 10_000).includes(0)) {
    return { ok: false, problem: 'It is no mail message.' }
  }
  const { root, warnings } = readParts(raw, mailLimits)
  const texts = new PartTexts(root)
  const { texts: readable, files } = sortParts(root, (part) => texts.isBlank(part))
  const pieces = await Promise.all(readable.map((piece) => texts.read(piece)))
  const found = await filesOf(files)
  const attached = [...pieces.flatMap((piece) => piece.files), ...found.files]
  const own = pieces.map(({ text }) => text).filter((text) => text !== '')
  // A packet of Outlook mostly repeats what the message says.
  const said = folded(own.join(' '))
  const added = found.texts.filter((packed) => !said.includes(folded(packed)))
  const whole = cleanText((own.length > 0 ? own : added).join('\n\n'))
  const text = cutToBytes(whole, mailLimits.textBytes)
  if (own.length > 0) attached.push(...added.map((packed) => textFile(cleanText(packed))))
  const isAttached = texts.warnings.has(cutWarning)
  if (text.cut && !isAttached) attached.push(textFile(whole))
  const names = distinctNames(attached.map(({ name }) => name))
  const mail: ReadMail = {
    ...addressed(root.headers, texts.charset),
    headers,
    ...(hasStrayReturn(block) && { hasStrayReturn: true as const }),
    subject: clean(decodeWords(firstHeader(root.headers, 'subject') ?? '', texts.charset), 1000),
    messageId: messageIdsIn(firstHeader(headers, 'message-id') ?? '')[0] ?? null,
    inReplyTo: headerValues(headers, 'in-reply-to').flatMap(messageIdsIn).slice(0, 20),
    references: headerValues(headers, 'references').flatMap(messageIdsIn).slice(-mailLimits.references),
    partTypes: typesOf(root),
    calendarMethod: calendarMethodOf(root, attached, whole),
    text: text.text,
    attachments: attached.map((file, at) => infoOf(file, names[at] ?? file.name)),
    warnings: [...warnings, ...texts.warnings, ...(text.cut && !isAttached ? [cutWarning] : [])],
  }
  return { ok: true, mail, contents: attached.map(({ content }) => content) }
}

/** Without the envelope line of a mail folder; line ends of old systems (CR alone) become LF. */
export function unwrapped(message: Buffer): Buffer {
  const start =
    /^(?:[ \t]{0,1000}\r?\n|>?From [^\r\n]*\r?\n){1,10}/.exec(message.toString('latin1', 0, 2_000))?.[0]
      .length ?? 0
  const raw = message.subarray(start)
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw
  const copy = Buffer.from(raw)
  for (let at = copy.indexOf(0x0d); at !== -1; at = copy.indexOf(0x0d, at + 1)) copy[at] = 0x0a
  return copy
}

function addressed(headers: MailHeader[], charset: string | undefined): Pick<ReadMail, 'from' | 'to' | 'cc'> {
  const of = (name: string) => headerValues(headers, name).flatMap((value) => readMailboxes(value, charset))
  const addresses = (name: string) =>
    of(name)
      .slice(0, mailLimits.addresses)
      .map(({ address }) => clean(address, 254))
  const [from] = of('from')
  return {
    from:
      from === undefined ? null : { address: clean(from.address, 254), name: clean(from.name, 200) || null },
    to: addresses('to'),
    cc: addresses('cc'),
  }
}

function infoOf(file: FoundFile, name: string): ReadMail['attachments'][number] {
  return {
    name,
    mediaType: file.mediaType,
    bytes: file.content.length,
    sha256: createHash('sha256').update(file.content).digest('hex'),
    inline: file.inline,
    ...(file.contentId === null ? {} : { contentId: clean(file.contentId, 500) }),
  }
}

function folded(text: string): string {
  return text.replaceAll(/\s+/g, '')
}

function textFile(text: string): FoundFile {
  return {
    name: 'message.txt',
    mediaType: 'text/plain',
    content: Buffer.from(text),
    inline: false,
    contentId: null,
  }
}

function typesOf(part: MailPart): string[] {
  return [part.type.value, ...part.children.flatMap(typesOf)]
}

function partsOf(part: MailPart): MailPart[] {
  return [part, ...part.children.flatMap(partsOf)]
}

function calendarMethodOf(root: MailPart, files: readonly FoundFile[], text: string): string | null {
  const part = partsOf(root).find(({ type }) => type.value === 'text/calendar')
  const file = files.find(({ mediaType }) => mediaType === 'text/calendar')
  const written = /^METHOD:\s*([A-Z]+)/im.exec(file?.content.toString('latin1') ?? '')?.[1]
  const method = written ?? /^[a-z]+$/i.exec(part?.type.parameters.get('method') ?? '')?.[0]
  return method?.toUpperCase() ?? (file === undefined || text !== '' ? null : 'PUBLISH')
}

function clean(text: string, length: number): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').slice(0, length).toWellFormed()
}
