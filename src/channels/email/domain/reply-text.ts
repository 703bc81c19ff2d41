import { introAt, isPiped } from './intro-line.ts'
import { isBlank, isQuoted, seenLine } from './mail-line.ts'
import { isForwardLine, isForwardSubject, isHeaderBlock, isOriginalMessageLine } from './quoted-header.ts'
import { endBeforeSignature } from './signature.ts'

/** What a line is; `intro` and `certain intro` introduce a quote, `more intro` is where they go on. */
type Kind = 'blank' | 'written' | 'quote' | 'intro' | 'certain intro' | 'more intro'

/**
 * What a sender wrote in a reply, without the quoted mail above or below it and without the signature.
 * Answers between quoted lines keep the quotes they answer; what is forwarded stays. Where nothing would be left,
 * the whole text. Takes time in proportion to the text, whatever stands in it.
 */
export function replyText(text: string, subject = ''): string {
  if (isForwardSubject(subject)) return text.trim()
  const own = ownText(text)
  return own === '' ? text.trim() : own
}

/** The same, empty where everything is quoted. */
export function ownText(text: string): string {
  const all = text.replaceAll(/\r\n?/g, '\n').split('\n')
  const lines = all.slice(all.findIndex((line) => !isBlank(line)))
  const stop = firstOldOrForwarded(lines)
  const kinds = kindsOf(lines.slice(0, stop.at))
  const own = ownLines(lines, kinds).join('\n')
  // A mail that was handed on before it was answered is quoted with the rest.
  if (!stop.isForward || kinds.some(isIntro)) return own.trim()
  return `${own}\n\n${lines.slice(stop.at).join('\n')}`.trim()
}

function isIntro(kind: Kind): boolean {
  return kind === 'intro' || kind === 'certain intro'
}

/** Where old mail without quote marks, or one that is handed on, begins; the whole length where neither does. */
function firstOldOrForwarded(lines: readonly string[]): { at: number; isForward: boolean } {
  let hasWritten = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (isBlank(line)) continue
    const begins = !isQuoted(line) || !isQuoted(lines[at - 1])
    if (begins && isForwardLine(line)) return { at, isForward: true }
    if (isQuoted(line)) continue
    if (hasWritten && (isOriginalMessageLine(line) || isHeaderBlock(lines, at)))
      return { at, isForward: false }
    hasWritten = true
  }
  return { at: lines.length, isForward: false }
}

function kindsOf(lines: readonly string[]): Kind[] {
  const kinds: Kind[] = []
  let hasIntro = false
  let isBarred = false
  while (kinds.length < lines.length) {
    const at = kinds.length
    const intro = introAt(lines, at)
    if (intro !== undefined) {
      kinds.push(intro.certain ? 'certain intro' : 'intro')
      for (let more = 1; more < intro.lines; more++) kinds.push('more intro')
      hasIntro = true
      isBarred = true
      continue
    }
    const line = lines[at]
    isBarred &&= isBlank(line) || isPiped(line)
    if (isBlank(line)) kinds.push('blank')
    else
      kinds.push(
        isQuoted(line) || isBarred || (hasIntro && isInitialed(line)) || isFolded(lines, at, kinds)
          ? 'quote'
          : 'written',
      )
  }
  return kinds
}

/** Old programs quote with the writer's initials: `EH> `. */
function isInitialed(line: string | undefined): boolean {
  return /^(?!PS)[A-Z]{1,2}>(?:\s|$)/.test(line ?? '')
}

const dateAlone =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}$/i

/** A quoted line that a program folded without a new mark: the rest of a long one, or a date on its own. */
function isFolded(lines: readonly string[], at: number, kinds: readonly Kind[]): boolean {
  const above = lines[at - 1] ?? ''
  if (kinds[at - 1] !== 'quote' || !isQuoted(lines[at + 1]) || /\?\s*$/.test(above.slice(-20))) return false
  const line = seenLine(lines[at])
  if (above.length >= 66 && above.length <= 120) return /^\p{Ll}/u.test(line) && line.length < above.length
  return dateAlone.test(line)
}

function ownLines(lines: readonly string[], kinds: readonly Kind[]): string[] {
  const begin = afterQuoteOnTop(kinds)
  const end = endOfOwn(lines, kinds, begin)
  return lines.slice(begin, end).filter((_, at) => !isCertainIntro(kinds, begin + at))
}

/** `On … wrote:` above a quote that is kept says nothing the quote does not. */
function isCertainIntro(kinds: readonly Kind[], at: number): boolean {
  let first = at
  while (kinds[first] === 'more intro') first--
  return kinds[first] === 'certain intro'
}

/** An answer below the whole quote: where it begins. 0 where quotes and answers alternate. */
function afterQuoteOnTop(kinds: readonly Kind[]): number {
  const first = kinds.findIndex((kind) => kind !== 'blank')
  if (kinds[first] !== 'certain intro') return 0
  const answer = kinds.findIndex((kind, at) => at > first && kind === 'written')
  const quote = kinds.indexOf('quote', first)
  if (answer === -1 || quote === -1 || quote > answer) return 0
  const isAlone = !kinds.slice(answer).some((kind) => kind === 'quote' || kind === 'certain intro')
  return isAlone ? answer : 0
}

function endOfOwn(lines: readonly string[], kinds: readonly Kind[], begin: number): number {
  let end = endAtIntro(kinds, begin)
  for (;;) {
    const next = endBeforeQuote(kinds, endBeforeSignature(lines, end))
    if (next === end || next <= begin) return next
    end = next
  }
}

/** A certain intro below own words with no quote mark under it: all that follows is old. */
function endAtIntro(kinds: readonly Kind[], begin: number): number {
  let hasWritten = false
  for (let at = begin; at < kinds.length; at++) {
    hasWritten ||= kinds[at] === 'written'
    if (!hasWritten || kinds[at] !== 'certain intro') continue
    let next = at + 1
    while (kinds[next] === 'more intro' || kinds[next] === 'blank') next++
    if (kinds[next] !== 'quote') return at
  }
  return kinds.length
}

function endBeforeQuote(kinds: readonly Kind[], end: number): number {
  let at = end
  while (at > 0 && kinds[at - 1] !== 'written') at--
  return kinds.slice(at, end).some((kind) => kind !== 'blank') ? at : end
}
