import { decodeText } from './decode-text.ts'
import { decodeWords } from './decode-words.ts'

/** A structured header: what stands before the first semicolon, in lower case, and its parameters. */
export type ParameterHeader = { value: string; parameters: ReadonlyMap<string, string> }

const longest = 20_000

/**
 * Reads `attachment; filename*0*=…` (RFC 2045, RFC 2231), also as it is written wrongly: without quotes,
 * with encoded words, with the same parameter twice (the first counts).
 * @param header the unfolded value, each byte as one character (latin1)
 */
export function readParameters(header: string): ParameterHeader {
  const [first = '', ...rest] = splitOutsideQuotes(header.slice(0, longest))
  const pieces = new Map<string, { text: string; encoded: boolean }>()
  for (const item of rest) {
    const found = /^\s*([^\s=*]{1,60})(\*\d{1,3})?(\*)?\s*=\s*(.*)$/s.exec(item)
    if (found === null) continue
    const [, name = '', section = '*0', star, text = ''] = found
    const key = `${name.toLowerCase()}${section}`
    if (!pieces.has(key)) pieces.set(key, { text: unquoted(text), encoded: star !== undefined })
    else if (star !== undefined && section === '*0') pieces.set(key, { text: unquoted(text), encoded: true })
  }
  const parameters = new Map<string, string>()
  for (const key of pieces.keys()) {
    if (!key.endsWith('*0') && !key.endsWith('*1')) continue
    const name = key.slice(0, -2)
    if (!parameters.has(name)) parameters.set(name, joined(name, pieces))
  }
  return {
    value: first
      .replaceAll(/\([^()]*\)/g, '')
      .trim()
      .toLowerCase(),
    parameters,
  }
}

function splitOutsideQuotes(text: string): string[] {
  const items: string[] = []
  let item = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? ''
    if (char === '\\' && quoted) item += char + (text[++i] ?? '')
    else if (char === ';' && !quoted) {
      items.push(item)
      item = ''
    } else {
      if (char === '"') quoted = !quoted
      item += char
    }
  }
  return [...items, item]
}

function unquoted(text: string): string {
  const trimmed = text.trim()
  const inner = /^"((?:[^"\\]|\\.)*)"?/s.exec(trimmed)
  return inner === null ? trimmed.replace(/^'(.*)'$/s, '$1') : (inner[1] ?? '').replaceAll(/\\(["\\])/g, '$1')
}

function joined(name: string, pieces: ReadonlyMap<string, { text: string; encoded: boolean }>): string {
  const found = []
  const start = pieces.has(`${name}*0`) ? 0 : 1
  for (let at = start; pieces.has(`${name}*${at}`); at++) found.push(pieces.get(`${name}*${at}`))
  const parts = found.filter((part) => part !== undefined)
  if (!parts.some(({ encoded }) => encoded)) return decodeWords(parts.map(({ text }) => text).join(''))
  const charset = /^([^']*)'[^']*'/.exec(parts[0]?.text ?? '')
  const bytes = parts.map(({ text, encoded }, at) => {
    const own = at === 0 && charset !== null ? text.slice(charset[0].length) : text
    return Buffer.from(encoded ? fromPercent(own) : own, 'latin1')
  })
  return decodeText(Buffer.concat(bytes), charset?.[1])
}

function fromPercent(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
