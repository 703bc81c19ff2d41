import { cleanFileName } from '../domain/clean-text.ts'
import { decodeText } from '../domain/decode-text.ts'
import { unflow } from '../domain/flowed-text.ts'
import { contentIdOf, namePart } from '../domain/name-part.ts'
import { firstHeader } from '../domain/read-mail.ts'
import type { MailPart } from '../domain/read-parts.ts'
import type { SortedParts } from '../domain/sort-parts.ts'
import { readTnef } from '../domain/read-tnef.ts'
import { decodeTransfer } from '../domain/transfer-decoding.ts'
import { findUuencoded } from '../domain/uuencoded.ts'
import { htmlText } from './html-text.ts'
import { mailLimits } from './mail-limits.ts'

export type FoundFile = {
  name: string
  mediaType: string
  content: Buffer
  inline: boolean
  contentId: string | null
}

export const cutWarning = 'The text is very long: it was cut here and attached whole.'

type PartText = { text: string; files: FoundFile[] }

/** Decodes text parts, each once, and remembers what is to be said about it. */
export class PartTexts {
  readonly warnings = new Set<string>()
  /** What the message says of its charset, for headers that say nothing. */
  readonly charset: string | undefined
  readonly #texts = new Map<MailPart, PartText>()
  #left = mailLimits.readableBytes
  constructor(root: MailPart) {
    this.charset = charsetOf(root)
  }

  isBlank(part: MailPart): boolean {
    const { text } = this.#textOf(part)
    return (
      (part.type.value === 'text/html' ? text.replaceAll(/<[^<>]{0,5000}>|&nbsp;/g, '') : text).trim() === ''
    )
  }

  /** The readable text of a part, and the files that stood in it. */
  async read({ part, html, attached }: SortedParts['texts'][number]): Promise<PartText> {
    const { text, files: found } = this.#textOf(part)
    const files = attached ? [] : found
    if (!html) return { text: text.trim(), files }
    const readable = await htmlText(text)
    if (readable.simplified) this.warnings.add('The HTML is very large: only its words are shown.')
    return { text: readable.text.trim(), files }
  }

  #textOf(part: MailPart): PartText {
    const known = this.#texts.get(part)
    if (known !== undefined) return known
    const found = withoutFiles(part, contentOf(part))
    const { content, files } = found
    const decoded = decodeText(content.subarray(0, this.#left), charsetOf(part)).replaceAll('\r\n', '\n')
    if (content.length > this.#left) {
      this.warnings.add(cutWarning)
      const html = part.type.value === 'text/html'
      files.push({ ...fileOf(html ? 'message.html' : 'message.txt', content), mediaType: part.type.value })
    }
    this.#left = Math.max(0, this.#left - content.length)
    const { parameters, value } = part.type
    const flowed = value === 'text/plain' && parameters.get('format')?.toLowerCase() === 'flowed'
    const text = flowed ? unflow(decoded, parameters.get('delsp')?.toLowerCase() === 'yes') : decoded
    const read = { text, files }
    this.#texts.set(part, read)
    return read
  }
}

/** Takes uuencoded files out of a plain text. */
function withoutFiles(part: MailPart, content: Buffer): { content: Buffer; files: FoundFile[] } {
  if (part.type.value !== 'text/plain' || !content.includes('begin ')) return { content, files: [] }
  let lines = 0
  for (let at = content.indexOf(0x0a); at !== -1; at = content.indexOf(0x0a, at + 1)) lines++
  if (lines > mailLimits.uuencodedLines) return { content, files: [] }
  const found = findUuencoded(content.toString('latin1'))
  const files = found.files.map((file) => fileOf(cleanFileName(file.name), file.content))
  return { content: Buffer.from(found.text, 'latin1'), files }
}

function fileOf(name: string, content: Buffer): FoundFile {
  return { name, mediaType: 'application/octet-stream', content, inline: false, contentId: null }
}

function charsetOf(part: MailPart): string | undefined {
  return part.type.parameters.get('charset') ?? part.children.map(charsetOf).find((one) => one !== undefined)
}

function contentOf(part: MailPart): Buffer {
  return decodeTransfer(part.body, firstHeader(part.headers, 'content-transfer-encoding') ?? '')
}

/** The attachments, those of a `winmail.dat` in its place, and the texts that were packed there. */
export async function filesOf(
  parts: readonly { part: MailPart; inline: boolean }[],
): Promise<{ files: FoundFile[]; texts: string[] }> {
  const files: FoundFile[] = []
  const texts: string[] = []
  for (const { part, inline } of parts) {
    const content = contentOf(part)
    const name = namePart(part, content)
    const mayBePacked = part.type.value.endsWith('ms-tnef') || /^winmail\.dat$|\.tnef$/i.test(name)
    const packed = mayBePacked ? await unpack(content) : undefined
    if (packed === undefined) {
      const contentId = contentIdOf(part) ?? null
      files.push({ name, mediaType: part.type.value, content, inline, contentId })
    } else {
      files.push(...packed.files)
      texts.push(packed.text)
    }
  }
  return { files, texts: texts.filter((text) => text !== '') }
}

/** Undefined where there is nothing in it: then the packet itself stays an attachment. */
async function unpack(content: Buffer): Promise<{ files: FoundFile[]; text: string } | undefined> {
  const tnef = readTnef(content)
  if (tnef === undefined) return undefined
  const fromHtml = tnef.html === null ? '' : (await htmlText(tnef.html)).text
  const text = (tnef.text?.trim() || fromHtml).trim()
  if (text === '' && tnef.files.length === 0) return undefined
  const files = tnef.files.map((file) => ({
    ...file,
    name: cleanFileName(file.name || 'file'),
    inline: file.contentId !== null && file.mediaType.startsWith('image/'),
  }))
  return { files, text }
}
