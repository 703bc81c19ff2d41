/** One part of a report: its media type in lower case and its decoded text, lines ended by LF. */
export type ReportSection = { type: string; text: string }

/** How much of a message is read as a report, in bytes: it stands before the mail that it sends back. */
export const reportBytes = 1_000_000

const most = { sections: 40, depth: 6, characters: 100_000 }

/**
 * The readable parts of a report about a delivery, in order, read as forgivingly as the systems write that
 * send them: broken boundaries, parts without types, bare CR line ends. A returned message stays one part and
 * is not taken apart. Bounded by its first million characters.
 * @param raw the message, each byte as one character (latin1)
 */
export function readSections(raw: string): ReportSection[] {
  const text = raw.slice(0, reportBytes).replaceAll(/\r\n?/g, '\n')
  const sections: ReportSection[] = []
  collect(text.replace(/^\n*>?From [^\n]*\n/, ''), sections, 0)
  return sections
}

function collect(entity: string, into: ReportSection[], depth: number): void {
  if (into.length >= most.sections) return
  const { block, body } = halves(entity)
  const field = (name: string) => fieldOf(block, name)
  const contentType = field('content-type')
  const named = (contentType.split(';')[0] ?? '').trim().toLowerCase() || 'text/plain'
  const parts = named.startsWith('multipart/') && depth < most.depth ? partsOf(body, contentType) : []
  if (parts.length > 0) {
    for (const part of parts) collect(part, into, depth + 1)
    return
  }
  // What is named multipart and has no part is one text.
  const type = named.startsWith('multipart/') ? 'text/plain' : named
  const isText = !type.startsWith('message/rfc822') && !type.startsWith('image/')
  const decoded = decode(body.slice(0, most.characters), field('content-transfer-encoding'), contentType)
  into.push({ type, text: isText ? readable(decoded, type) : body.slice(0, most.characters) })
}

function halves(entity: string): { block: string; body: string } {
  if (entity.startsWith('\n')) return { block: '', body: entity.slice(1) }
  const end = entity.indexOf('\n\n')
  if (end === -1) return { block: entity, body: '' }
  return { block: entity.slice(0, end), body: entity.slice(end + 2) }
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

function partsOf(body: string, contentType: string): string[] {
  const named = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType)
  const boundary = named?.[1] ?? named?.[2]
  if (boundary === undefined) return []
  const pieces = `\n${body}`.split(`\n--${boundary}`).slice(1)
  const end = pieces.findIndex((piece) => piece.startsWith('--'))
  // What is left of the boundary's own line goes; a part may have no header at all.
  return (end === -1 ? pieces : pieces.slice(0, end)).map((piece) => piece.slice(piece.indexOf('\n') + 1))
}

function decode(body: string, encoding: string, contentType: string): string {
  const bytes = bytesOf(body, encoding.trim().toLowerCase())
  const charset = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function bytesOf(body: string, encoding: string): Uint8Array<ArrayBuffer> {
  if (encoding === 'base64') return ofLatin1(fromBase64(body))
  if (encoding !== 'quoted-printable') return ofLatin1(body)
  const joined = body.replaceAll(/=[ \t]{0,20}\n/g, '')
  return ofLatin1(
    joined.replaceAll(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  )
}

function fromBase64(body: string): string {
  const letters = body.replaceAll(/[^a-z0-9+/]/gi, '')
  return atob(letters.slice(0, letters.length - (letters.length % 4 === 1 ? 1 : 0)))
}

function ofLatin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (char) => char.charCodeAt(0) & 0xff)
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
