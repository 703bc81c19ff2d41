import { decodeHinted, decodeText } from './decode-text.ts'

const words = /=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?]{0,20000}|[^\n]{0,2000}?)\?=/gi

/**
 * A header's value as people read it: encoded words decoded (RFC 2047), bytes beyond ASCII judged by
 * themselves. Words of one charset that follow each other are decoded together, as characters get split.
 * @param value each byte as one character (latin1)
 */
export function decodeWords(value: string, fallback?: string): string {
  if (!value.includes('=?')) return fromBytes(value, fallback)
  let out = ''
  let at = 0
  let open: { charset: string; bytes: Buffer[] } | undefined
  const close = () => {
    if (open !== undefined) out += decodeText(Buffer.concat(open.bytes), open.charset)
    open = undefined
  }
  for (const word of value.matchAll(words)) {
    const [whole, charset = '', how = '', text = ''] = word
    const between = value.slice(at, word.index)
    if (open === undefined || !/^\s*$/.test(between)) {
      close()
      out += fromBytes(between, fallback)
    } else if (open.charset !== charset.toLowerCase()) close()
    open ??= { charset: charset.toLowerCase(), bytes: [] }
    open.bytes.push(bytesOf(how, text))
    at = word.index + whole.length
  }
  close()
  return out + fromBytes(value.slice(at), fallback)
}

function bytesOf(how: string, text: string): Buffer {
  if (how.toLowerCase() === 'b') return Buffer.from(text.replaceAll(/[^A-Za-z0-9+/]/g, ''), 'base64')
  const plain = text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(plain, 'latin1')
}

function fromBytes(value: string, fallback: string | undefined): string {
  return decodeHinted(Buffer.from(value, 'latin1'), fallback)
}
