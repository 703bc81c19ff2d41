import { readParts } from '../domain/read-parts.ts'
import type { Post } from './posted-mail.ts'

const limits = { depth: 1, parts: 1_000, partHeaderBytes: 10_000 }

/**
 * The fields of a posted form, byte for byte: a message is in no charset, and one changed byte breaks its
 * signature. Of a name that comes twice the first counts.
 */
export function formFields({ headers, body }: Post): ReadonlyMap<string, Buffer> {
  const type = headers['content-type'] ?? ''
  const pairs = /^multipart\/form-data\b/i.test(type) ? multipart(type, body) : urlEncoded(body)
  const fields = new Map<string, Buffer>()
  for (const [name, value] of pairs) if (!fields.has(name)) fields.set(name, value)
  return fields
}

/** A form in parts is built as a message is (RFC 7578). */
function multipart(type: string, body: Buffer): [string, Buffer][] {
  const head = Buffer.from(`Content-Type: ${type.replaceAll(/[\r\n]/g, '')}\r\n\r\n`, 'latin1')
  const { root } = readParts(Buffer.concat([head, body]), limits)
  return root.children.map((part) => [part.disposition.parameters.get('name') ?? '', part.body])
}

function urlEncoded(body: Buffer): [string, Buffer][] {
  const pairs: [string, Buffer][] = []
  for (let start = 0; start < body.length && pairs.length < limits.parts;) {
    const found = body.indexOf('&', start)
    const end = found === -1 ? body.length : found
    const is = body.indexOf('=', start)
    const cut = is === -1 || is > end ? end : is
    pairs.push([
      plain(body.subarray(start, cut)).toString(),
      plain(body.subarray(Math.min(cut + 1, end), end)),
    ])
    start = end + 1
  }
  return pairs
}

const [plus, percent, space] = ['+', '%', ' '].map((one) => one.charCodeAt(0))

/** `%41+b` is `A b`; what only looks like a code stays as it is. */
function plain(encoded: Buffer): Buffer {
  const bytes = Buffer.alloc(encoded.length)
  let length = 0
  for (let at = 0; at < encoded.length; at++) {
    const byte = encoded[at] ?? 0
    const code = byte === percent ? encoded.toString('latin1', at + 1, at + 3) : ''
    const isCode = /^[0-9a-f]{2}$/i.test(code)
    if (isCode) at += 2
    bytes[length++] = isCode ? Number.parseInt(code, 16) : byte === plus ? (space ?? 0) : byte
  }
  return bytes.subarray(0, length)
}
