const header =
  /^(from|sent|date|to|cc|subject|von|gesendet|an|betreff|de|envoyé|à|objet|od|wysłano|do|temat)\s*:/i
const divider =
  /^(-{2,}\s*(original message|forwarded message|ursprüngliche nachricht|message d'origine)\s*-{2,}|_{20,})$/i
const intro =
  /^(on\b.*\bwrote|am\b.*\bschrieb\b.*|le\b.*\ba écrit\b.*|el\b.*\bescribió\b.*|il\b.*\bha scritto\b.*|w dniu\b.*\bnapisał.*|op\b.*\bschreef\b.*|.*<[^<>\s]+@[^<>\s]+>.*\b(wrote|schrieb|napisał\S*)|.*\bwrote)\s*:$/is

/**
 * What a sender wrote in a reply, without the quoted mail below it and without the signature after `-- `.
 * Answers between quoted lines keep the quotes they answer. Where nothing would be left, the whole text.
 */
export function replyText(text: string): string {
  const lines = text.split('\n')
  const end = endOfOwnText(lines)
  const own = withoutSignature(lines.slice(0, end)).join('\n').trim()
  return own === '' ? text.trim() : own
}

function endOfOwnText(lines: readonly string[]): number {
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').trim()
    if (divider.test(line) || isOutlookHeader(lines, i)) return i
    const span = introLines(lines, i)
    if (span > 0 && nothingWrittenAfter(lines, i + span)) return i
    if (line.startsWith('>') && nothingWrittenAfter(lines, i)) return i
  }
  return lines.length
}

/** `On … wrote:` may be broken over up to three lines. */
function introLines(lines: readonly string[], at: number): number {
  for (let span = 1; span <= 3; span++) {
    const joined = lines.slice(at, at + span).map((line) => line.trim())
    if (joined.some((line) => line === '' || line.startsWith('>'))) return 0
    const sentence = joined.join(' ')
    if (sentence.length <= 400 && /[\d@]/.test(sentence) && intro.test(sentence)) return span
  }
  return 0
}

function isOutlookHeader(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at, at + 5).map((line) => line.replaceAll('*', '').trim())
  return header.test(next[0] ?? '') && next.filter((line) => header.test(line)).length >= 3
}

/** From here on there are only quotes and empty lines, or the first thing is no quote at all and so ends it. */
function nothingWrittenAfter(lines: readonly string[], from: number): boolean {
  const rest = lines.slice(from).map((line) => line.trim())
  const quoted = rest.some((line) => line.startsWith('>'))
  if (!quoted) return true
  return rest.every((line) => line === '' || line.startsWith('>'))
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex((line) => line === '--' || line === '-- ')
  return at > 0 && lines.length - at <= 12 ? lines.slice(0, at) : lines
}
