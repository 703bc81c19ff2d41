import { findUuencoded } from './uuencoded.ts'

const [lf, cr, equals] = [0x0a, 0x0d, 0x3d]
const base64Values = valuesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const hexValues = valuesOf('0123456789ABCDEF')
for (let digit = 10; digit < 16; digit++) hexValues[0x57 + digit] = digit

/** For each byte the place of its letter; 255 where it is none. */
function valuesOf(letters: string): Uint8Array {
  const values = new Uint8Array(256).fill(255)
  for (const [at, letter] of [...letters].entries()) values[letter.charCodeAt(0)] = at
  return values
}

/**
 * The bytes of a part. Lines of plain seven-bit text end in LF, as in a text file, others in CRLF (RFC 2045);
 * what was encoded to travel untouched stays byte for byte. Broken encodings give what can be read.
 */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  const how = encoding.toLowerCase().replaceAll(/[^a-z0-9-]/g, '')
  if (how === 'base64') return fromBase64(body)
  if (how === 'quoted-printable') return fromQuotedPrintable(body)
  if (how === 'binary') return body
  if (how === '8bit') return body.includes(0) || body.includes('\r\n') ? body : withCrlf(body)
  if (how.endsWith('uuencode') || how === 'x-uue' || how === 'uue') {
    return fromUuencode(withLf(body))
  }
  return withLf(body)
}

/** Some programs leave out the lines that begin and end the file. */
function fromUuencode(body: Buffer): Buffer {
  const text = body.toString('latin1')
  const [file] = findUuencoded(text).files
  const bare = file ?? findUuencoded(`begin 644 file\n${text}\nend\n`).files[0]
  return bare === undefined ? body : bare.content
}

/** Byte by byte, as below: a message that is one long text is copied once. */
function withLf(body: Buffer): Buffer {
  if (!body.includes('\r\n')) return body
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0
    if (byte !== cr || body[at + 1] !== lf) out[length++] = byte
  }
  return out.subarray(0, length)
}

/** A file of a mail folder has lost the line ends that the message travelled with. */
function withCrlf(body: Buffer): Buffer {
  return Buffer.from(body.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1')
}

/** Several encoded pieces may follow each other; what is no letter of the encoding is passed over. */
function fromBase64(body: Buffer): Buffer {
  const out = Buffer.alloc(Math.ceil(body.length * 0.75) + 3)
  let length = 0
  let strange = 0
  let bits = 0
  let held = 0
  for (const byte of body) {
    const value = base64Values[byte] ?? 255
    if (value === 255) {
      if (byte === equals) held = 0
      else if (byte > 0x20) strange++
      continue
    }
    bits = ((bits << 6) | value) & 0xffffff
    held += 6
    if (held < 8) continue
    held -= 8
    out[length++] = bits >> held
  }
  // Text that only says it were base64 is full of other characters.
  return strange > 0.1 * length ? withLf(body) : out.subarray(0, length)
}

/** Byte by byte: what grows to many small strings costs a hundred times its size. */
function fromQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.alloc(body.length * 2)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0
    if (byte === equals) {
      const soft = softBreak(body, at + 1)
      const code = soft === undefined ? hexByte(body, at + 1) : undefined
      if (code !== undefined) out[length++] = code
      else if (soft === undefined) out[length++] = byte
      at = soft ?? (code === undefined ? at : at + 2)
    } else {
      if (byte === lf && body[at - 1] !== cr) out[length++] = cr
      out[length++] = byte
    }
  }
  return Buffer.from(out.subarray(0, length))
}

/** The last byte of a line end that counts for nothing, after at most 100 spaces. */
function softBreak(body: Buffer, from: number): number | undefined {
  let at = from
  while (at - from < 100 && (body[at] === 0x20 || body[at] === 0x09)) at++
  if (body[at] === cr && body[at + 1] === lf) return at + 1
  return body[at] === lf || at >= body.length ? at : undefined
}

function hexByte(body: Buffer, at: number): number | undefined {
  const [high, low] = [hexValues[body[at] ?? 0] ?? 255, hexValues[body[at + 1] ?? 0] ?? 255]
  return high === 255 || low === 255 ? undefined : high * 16 + low
}
