/** What a mail adds, and the older mail it repeats below. */
export type SplitMail = { fresh: string; quoted: string }

/** Lines after which mail programs repeat the message they answer. */
const quoteHeads = [
  /^-{2,}\s*(original message|ursprüngliche nachricht|message d'origine)\s*-{2,}$/i,
  /^_{10,}$/,
  /^(on|am|le|el|op)\b.{6,}\b(wrote|schrieb|a écrit|escribió|schreef)\s?.{0,40}:$/i,
]

/** Splits plain mail text where quoting begins; text written below a quotation stays fresh. */
export function splitQuoted(text: string): SplitMail {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const head = lines.findIndex((line) => quoteHeads.some((pattern) => pattern.test(line.trim())))
  const start = head === -1 ? trailingQuote(lines) : head
  const answeredBelow =
    start !== -1 && lines.slice(start + 1).some((line) => isOwnLine(line)) && hasMarks(lines, start)
  if (start === -1 || answeredBelow) return { fresh: text.trim(), quoted: '' }
  const fresh = lines.slice(0, start).join('\n').trim()
  return fresh === ''
    ? { fresh: text.trim(), quoted: '' }
    : { fresh, quoted: lines.slice(start).join('\n').trim() }
}

function isOwnLine(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('>')
}

function hasMarks(lines: string[], start: number): boolean {
  return lines.slice(start).some((line) => line.startsWith('>'))
}

/** Index of the first line of the block of `>` lines that ends the text, or -1. */
function trailingQuote(lines: string[]): number {
  let start = lines.length
  while (start > 0 && !isOwnLine(lines[start - 1] ?? '')) start -= 1
  const first = lines.findIndex((line, index) => index >= start && line.startsWith('>'))
  return first
}
