import { type ParameterHeader, readParameters } from './header-parameters.ts'
import { readHeaders } from './read-headers.ts'
import { firstHeader, type MailHeader } from './read-mail.ts'

/** One part of a message. A multipart has children and no body of its own. */
export type MailPart = {
  /** Values unfolded, each byte as one character (latin1). */
  headers: MailHeader[]
  type: ParameterHeader
  disposition: ParameterHeader
  /** As it travelled, still encoded; a view of the message. */
  body: Buffer
  children: MailPart[]
}

export type PartLimits = { depth: number; parts: number; partHeaderBytes: number }

export type ReadParts = { root: MailPart; count: number; warnings: string[] }

type Reading = { limits: PartLimits; count: number; warnings: Set<string> }

/**
 * Takes a message apart (RFC 2045, RFC 2046), however badly it is built: boundaries that are missing, never
 * closed or named nowhere, parts without headers. Beyond a limit the rest stays one part, with a warning.
 * Forwarded messages stay whole.
 * @param raw line ends are CRLF or LF
 */
export function readParts(raw: Buffer, limits: PartLimits): ReadParts {
  const reading: Reading = { limits, count: 0, warnings: new Set() }
  const root = readPart(raw, 'text/plain', 0, reading)
  return { root, count: reading.count, warnings: [...reading.warnings] }
}

/** Where the headers end and where the body begins; both 0 where there are no headers. */
export function headerEnd(raw: Buffer): { end: number; body: number } {
  if (raw[0] === 0x0a) return { end: 0, body: 1 }
  if (raw[0] === 0x0d && raw[1] === 0x0a) return { end: 0, body: 2 }
  const marks = ['\n\r\n', '\n\n'].map((mark) => ({ at: raw.indexOf(mark), length: mark.length }))
  const [first] = marks.filter(({ at }) => at !== -1).toSorted((a, b) => a.at - b.at)
  if (first === undefined) return { end: raw.length, body: raw.length }
  return { end: first.at + 1, body: first.at + first.length }
}

function readPart(raw: Buffer, otherwise: string, depth: number, reading: Reading): MailPart {
  reading.count++
  const { end, body } = headerEnd(raw)
  const hasHeaders = end > 0 && /^[!-9;-~]+[ \t]*:/.test(raw.toString('latin1', 0, 1000))
  const block = raw.toString('latin1', 0, Math.min(end, reading.limits.partHeaderBytes))
  if (end > reading.limits.partHeaderBytes) reading.warnings.add('A part has very long headers.')
  const headers = hasHeaders ? readHeaders(block) : []
  const type = readParameters(firstHeader(headers, 'content-type') ?? '')
  const value = /^[\w.+-]+\/[\w.+-]+$/.test(type.value) ? type.value : otherwiseFor(type.value, otherwise)
  const part: MailPart = {
    headers,
    type: { ...type, value },
    disposition: readParameters(firstHeader(headers, 'content-disposition') ?? ''),
    body: hasHeaders || end === 0 ? raw.subarray(body) : raw,
    children: [],
  }
  return value.startsWith('multipart/') ? withChildren(part, depth, reading) : part
}

function otherwiseFor(value: string, otherwise: string): string {
  if (value === 'text' || value === '') return otherwise
  // `multipart`, `text/plain charset=…` and other halves of a type say what they mean.
  if (value.startsWith('multipart')) return 'multipart/mixed'
  return /^text\/(plain|html)\b/.exec(value)?.[0] ?? 'application/octet-stream'
}

function withChildren(part: MailPart, depth: number, reading: Reading): MailPart {
  if (depth >= reading.limits.depth) {
    reading.warnings.add('Parts are nested very deeply: the innermost were left together.')
    return { ...part, type: { ...part.type, value: 'application/octet-stream' } }
  }
  const boundary = part.type.parameters.get('boundary') ?? ''
  const found = boundary === '' ? [] : split(part.body, boundary, reading)
  const pieces = found.length > 0 ? found : split(part.body, likelyBoundary(part.body), reading)
  if (pieces.length === 0) return { ...part, type: { ...part.type, value: 'text/plain' } }
  const otherwise = part.type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const children: MailPart[] = []
  for (const piece of pieces) {
    if (reading.count >= reading.limits.parts) {
      reading.warnings.add('There are very many parts: the last ones were left out here.')
      break
    }
    children.push(readPart(piece, otherwise, depth + 1, reading))
  }
  return { ...part, children }
}

/** A line such as `--abc` that comes first and comes again: what the header should have named. */
function likelyBoundary(body: Buffer): string {
  const text = body.toString('latin1', 0, 100_000)
  const line = /^--(\S{4,70})\r?\n(?=[\w-]+:|\r?\n)/m.exec(text)?.[1]
  return line !== undefined && text.split(`--${line}`, 3).length === 3 ? line : ''
}

/** The bytes between the lines of the boundary; the line end before a boundary belongs to it. */
function split(body: Buffer, boundary: string, { limits }: Reading): Buffer[] {
  if (boundary === '') return []
  const pieces: Buffer[] = []
  const mark = Buffer.from(`--${boundary}`)
  let start = -1
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) {
    const line = lineOf(body, at, mark.length)
    if (line === undefined) continue
    if (start !== -1) pieces.push(body.subarray(start, Math.max(start, beforeLineEnd(body, at))))
    start = line.closes ? -1 : line.next
    if (line.closes || pieces.length > limits.parts) break
  }
  if (start !== -1 && pieces.length <= limits.parts) pieces.push(body.subarray(start))
  return pieces
}

/** The boundary's line, where it stands alone on one. */
function lineOf(body: Buffer, at: number, length: number): { closes: boolean; next: number } | undefined {
  if (at > 0 && body[at - 1] !== 0x0a) return undefined
  const lineEnd = body.indexOf(0x0a, at + length)
  const rest = body.toString(
    'latin1',
    at + length,
    lineEnd === -1 ? body.length : Math.min(lineEnd, at + length + 200),
  )
  const closes = rest.startsWith('--')
  if (!closes && rest.trim() !== '') return undefined
  return { closes, next: lineEnd === -1 ? body.length : lineEnd + 1 }
}

function beforeLineEnd(body: Buffer, at: number): number {
  if (body[at - 1] !== 0x0a) return at
  return body[at - 2] === 0x0d ? at - 2 : at - 1
}
