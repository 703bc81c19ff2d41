import { isBlank, isQuoted, patternOf, seenLine } from './mail-line.ts'
import { introStarts, wroteEndings, wroteWords } from './quote-words.ts'

/**
 * A sentence that introduces a quote, `On … wrote:`.
 * `lines`: over how many lines it is broken. `certain`: it names a sender or a moment as programs do, so that
 * what follows is old even without quote marks; else quote marks must follow.
 */
export type Intro = { lines: number; certain: boolean }

const mostLines = 4
const mostCharacters = 400

const start = patternOf(introStarts, (words) => String.raw`^(?:${words})(?!\p{L})`)
const wrote = patternOf(wroteWords, (words) => String.raw`(?<!\p{L})(?:${words})(?:\(\p{L}{1,3}\))?(?!\p{L})`)
const wroteAtEnd = patternOf(wroteEndings, (words) => `(?:${words})`)
const day = /(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2})/
const time = /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/
const dayFirst = /^["']?(?:\p{L}{2,14}[.,]{0,2}\s)?\(?\d{1,4}(?:[./年년-]|\.?\s\p{L}{3})/u
const sender = /(?:<|&lt;|\[|\()\s?(?:mailto:)?[^\s<>()[\]]{1,200}@[^\s<>()[\]]{1,200}/
const senderAtEnd = /(?:>|&gt;|\]|\))$/

/** The intro that begins at a line, where one does. */
export function introAt(lines: readonly string[], at: number): Intro | undefined {
  if (!mayBegin(lines[at])) return undefined
  for (let span = 1; span <= mostLines && goesOn(lines, at + span - 1); span++) {
    const certain = judge(sentenceOf(lines, at, span), quoteFollows(lines, at + span))
    if (certain === undefined) continue
    return beginsLater(lines, at, span) ? undefined : { lines: span, certain }
  }
  return undefined
}

function goesOn(lines: readonly string[], at: number): boolean {
  return !isBlank(lines[at]) && !isQuoted(lines[at])
}

/** Cheap, for most lines are no intro. */
function mayBegin(line: string | undefined): boolean {
  if (isBlank(line) || isQuoted(line)) return false
  const seen = bare(seenLine(line))
  if (seen === '' || seen.length > mostCharacters) return false
  return start.test(seen) || /[\d<@[]/.test(seen) || wrote.test(seen)
}

/** Own words above an intro, without an empty line between, are not part of it. */
function beginsLater(lines: readonly string[], at: number, span: number): boolean {
  if (start.test(bare(seenLine(lines[at]))) && !endsSentence(lines[at])) return false
  for (let later = 1; later < span; later++) {
    const sentence = sentenceOf(lines, at + later, span - later)
    if (!start.test(sentence) && !dayFirst.test(sentence) && !wrote.test(sentence)) continue
    if (judge(sentence, false) === true) return true
  }
  return false
}

function endsSentence(line: string | undefined): boolean {
  return /\p{L}{4,}[.!?]$/u.test(seenLine(line))
}

function sentenceOf(lines: readonly string[], at: number, span: number): string {
  return lines
    .slice(at, at + span)
    .map(seenLine)
    .join(' ')
}

/** Without the dashes some programs put around it. */
function bare(sentence: string): string {
  return sentence.replace(/^[-_=\s]+/, '').replace(/[-_=\s]+$/, '')
}

/** Whether it is certain; undefined where it is no intro. */
function judge(whole: string, quoted: boolean): boolean | undefined {
  const sentence = bare(whole)
  if (sentence.length > mostCharacters) return undefined
  const closed = /[:：]$/.test(sentence) || /^-{2,}.*-{2,}$/.test(whole)
  const verb = wrote.test(sentence) || wroteAtEnd.test(sentence)
  const begun = start.test(sentence) || dayFirst.test(sentence)
  if (!closed) return quoted && sentenceOfSender(sentence, begun, verb) ? false : undefined
  const from = sender.test(sentence)
  const hasDay = day.test(sentence)
  if (from && (verb || (hasDay && time.test(sentence)))) return true
  if (verb && begun && hasDay && time.test(sentence)) return true
  if (!quoted) return undefined
  return verb || (from && hasDay) || (begun && hasDay && time.test(sentence)) ? false : undefined
}

/** Some programs write no colon, some of them no verb. */
function sentenceOfSender(sentence: string, begun: boolean, verb: boolean): boolean {
  return begun && day.test(sentence) && ((sender.test(sentence) && senderAtEnd.test(sentence)) || verb)
}

function quoteFollows(lines: readonly string[], from: number): boolean {
  for (let at = from; at < from + 4 && at < lines.length; at++) {
    if (!isBlank(lines[at])) return isQuoted(lines[at]) || isPiped(lines[at])
  }
  return false
}

/** Some old programs quote with a bar; so are tables drawn, hence only under an intro. */
export function isPiped(line: string | undefined): boolean {
  return line !== undefined && /^\|(?:\s|$)/.test(line)
}
