// Runs in a worker thread with little memory and a deadline: what a stranger sent is taken apart only here.
import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { cleanFileName, cleanText, cutToBytes } from '../domain/clean-text.ts'
import { firstHeader, headerValues, type ReadMail } from '../domain/read-mail.ts'
import { messageIdsIn, readHeaders } from '../domain/read-headers.ts'
import { mailLimits, type ParsedByWorker } from './mail-limits.ts'

const raw: Buffer = Buffer.from(workerData)
parentPort?.postMessage(await parse(raw))

async function parse(message: Buffer): Promise<ParsedByWorker> {
  const block = headerBlock(message)
  if (block === undefined) return { ok: false, problem: 'Its headers are too large.' }
  try {
    const parsed = await simpleParser(message, {
      skipImageLinks: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      maxHtmlLengthToParse: mailLimits.htmlCharacters,
      checksumAlgo: 'sha256',
    })
    return toRead(parsed, block, message)
  } catch (error) {
    return {
      ok: false,
      problem: error instanceof Error ? cleanText(error.message).slice(0, 200) : 'It is broken.',
    }
  }
}

/** The bytes up to the first empty line, each as one character; undefined where they are too many. */
function headerBlock(message: Buffer): string | undefined {
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => message.indexOf(mark)).filter((at) => at !== -1)
  const end = ends.length === 0 ? message.length : Math.min(...ends)
  if (end > mailLimits.headerBytes) return undefined
  // Import takes files of mail folders, which begin with an envelope line.
  return message.toString('utf8', 0, end).replace(/^>?From [^\r\n]*\r?\n/, '')
}

function toRead(parsed: ParsedMail, block: string, message: Buffer): ParsedByWorker {
  const headers = readHeaders(block)
  const warnings: string[] = []
  const all = parsed.attachments
  if (all.length > mailLimits.parts) return { ok: false, problem: 'It has too many parts.' }
  const files = all.map((file) => ({ info: infoOf(file), content: new Uint8Array(file.content) }))
  const whole = cleanText(parsed.text ?? '')
  const text = cutToBytes(whole, mailLimits.textBytes)
  if (text.cut) {
    warnings.push('The text is very long: it was cut here and attached whole.')
    files.push(wholeTextFile(whole))
  }
  const [from] = parsed.from?.value ?? []
  const mail: ReadMail = {
    headers,
    from:
      from?.address === undefined
        ? null
        : { address: clean(from.address, 254), name: clean(from.name, 200) || null },
    to: addressesOf(parsed.to),
    cc: addressesOf(parsed.cc),
    subject: clean(parsed.subject ?? '', 1000),
    messageId: messageIdsIn(firstHeader(headers, 'message-id') ?? '')[0] ?? null,
    inReplyTo: headerValues(headers, 'in-reply-to').flatMap(messageIdsIn).slice(0, 20),
    references: headerValues(headers, 'references').flatMap(messageIdsIn).slice(-mailLimits.references),
    partTypes: [mediaTypeOf(firstHeader(headers, 'content-type')), ...all.map(mediaTypeOfPart)],
    calendarMethod: calendarMethodOf(parsed, all, message),
    text: text.text,
    attachments: files.map(({ info }) => info),
    warnings,
  }
  return { ok: true, mail, contents: files.map(({ content }) => content) }
}

function wholeTextFile(text: string) {
  const content = new TextEncoder().encode(text)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return {
    info: { name: 'message.txt', mediaType: 'text/plain', bytes: content.length, sha256, inline: false },
    content,
  }
}

function infoOf(file: Attachment): ReadMail['attachments'][number] {
  return {
    name: cleanFileName(file.filename ?? nameless(mediaTypeOfPart(file))),
    mediaType: mediaTypeOfPart(file),
    bytes: file.content.length,
    sha256: createHash('sha256').update(file.content).digest('hex'),
    inline: file.related === true || file.contentDisposition === 'inline',
  }
}

/** The reader leaves out, or makes an object of, what a broken header says. */
function mediaTypeOfPart({ contentType }: { contentType: unknown }): string {
  const isMediaType = typeof contentType === 'string' && /^[\w.+-]+\/[\w.+-]+$/.test(contentType)
  return isMediaType ? contentType.toLowerCase() : 'application/octet-stream'
}

function nameless(mediaType: string): string {
  const endings: Record<string, string> = {
    'image/png': 'image.png',
    'image/jpeg': 'image.jpg',
    'image/gif': 'image.gif',
    'text/calendar': 'invitation.ics',
    'message/rfc822': 'message.eml',
  }
  return endings[mediaType] ?? 'attachment'
}

function addressesOf(field: ParsedMail['to']): string[] {
  const objects = field === undefined ? [] : [field].flat()
  return objects
    .flatMap((object) => object.value)
    .slice(0, mailLimits.addresses)
    .flatMap((one) => [one, ...(one.group ?? [])])
    .flatMap((one) => (one.address === undefined || one.address === '' ? [] : [clean(one.address, 254)]))
}

function calendarMethodOf(parsed: ParsedMail, files: Attachment[], message: Buffer): string | null {
  const calendar = files.find((file) => mediaTypeOfPart(file) === 'text/calendar')
  const text = calendar?.content.toString('latin1') ?? ''
  const inHeader = /content-type:\s*text\/calendar[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*?method="?([a-z]+)/i
  const method =
    /^METHOD:\s*([A-Z]+)/im.exec(text)?.[1] ?? inHeader.exec(message.toString('latin1', 0, 1_000_000))?.[1]
  return method?.toUpperCase() ?? (calendar === undefined || parsed.text !== undefined ? null : 'PUBLISH')
}

function mediaTypeOf(value: string | undefined): string {
  return (value ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? 'text/plain'
}

function clean(text: string, length: number): string {
  return cleanText(text).replaceAll('\n', ' ').slice(0, length).toWellFormed()
}
