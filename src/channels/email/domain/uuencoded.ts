/** Files that stand uuencoded in a text, as old mail programs send them, and the text without them. */
export type Uuencoded = { text: string; files: { name: string; content: Buffer }[] }

const mostFiles = 50

/** @param text each byte as one character (latin1) */
export function findUuencoded(text: string): Uuencoded {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] }
  const lines = text.split('\n')
  const kept: string[] = []
  const files: Uuencoded['files'] = []
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trimEnd()
    const begin = files.length < mostFiles ? /^begin [0-7]{3,4} (.{1,255})$/.exec(line) : null
    const block = begin === null ? undefined : readBlock(lines, at + 1)
    if (begin === null || block === undefined) {
      kept.push(lines[at] ?? '')
      continue
    }
    files.push({ name: begin[1] ?? '', content: Buffer.concat(block.pieces) })
    at = block.end
  }
  return { text: kept.join('\n'), files }
}

/** The lines up to `end`; undefined where they are no encoded lines: words that only begin like a file. */
function readBlock(lines: readonly string[], from: number): { pieces: Buffer[]; end: number } | undefined {
  const pieces: Buffer[] = []
  for (let at = from; at < lines.length; at++) {
    const line = (lines[at] ?? '').trimEnd()
    if (line === 'end') return { pieces, end: at }
    if (line === '' || line === '`') continue
    const piece = decodeLine(line)
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
  return pieces.length === 0 ? undefined : { pieces, end: lines.length }
}

function decodeLine(line: string): Buffer | undefined {
  const length = ((line.codePointAt(0) ?? 32) - 32) & 63
  const letters = Math.ceil(length / 3) * 4
  if (!/^[\x20-\x60]+$/.test(line) || line.length - 1 > letters + 2) return undefined
  const bytes = Buffer.alloc(Math.ceil(length / 3) * 3)
  const six = (at: number) => ((line.codePointAt(at) ?? 32) - 32) & 63
  for (let at = 1, to = 0; to < bytes.length; at += 4, to += 3) {
    const word = (six(at) << 18) | (six(at + 1) << 12) | (six(at + 2) << 6) | six(at + 3)
    bytes.writeUIntBE(word, to, 3)
  }
  return bytes.subarray(0, length)
}
