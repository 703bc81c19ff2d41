import { isBlank, isQuoted, patternOf, seenLine } from './mail-line.ts'
import {
  forwardSubjects,
  forwardWords,
  headerLabels,
  type HeaderRole,
  originalMessageWords,
} from './quote-words.ts'

const edge = String.raw`[-_=#~\s]`
const original = patternOf(originalMessageWords, (words) => `^${edge}{2,80}(?:${words})${edge}{0,80}:?$`)
const forwardLine = patternOf(forwardWords, (words) => `^${edge}{0,80}(?:${words})(?: |${edge}{0,80}:?$)`)
const forwardSubject = patternOf(forwardSubjects, (words) => String.raw`^\s{0,9}\[?(?:${words})\s?[:：]`)

const roles = new Map<string, HeaderRole>()
for (const role of ['subject', 'cc', 'replyTo', 'to', 'date', 'from'] as const)
  for (const label of headerLabels[role]) roles.set(label, role)

/** `-----Original Message-----` in its many languages. */
export function isOriginalMessageLine(line: string | undefined): boolean {
  return original.test(seenLine(line))
}

/** The line with which a program begins what is handed on, quoted or not. */
export function isForwardLine(line: string | undefined): boolean {
  const seen = seenLine(isQuoted(line) ? (line ?? '').replace(/^\s{0,3}[>＞]\s?/, '') : line)
  return seen.length <= 120 && /^[-_=#~]|[:：]$/.test(seen) && forwardLine.test(seen)
}

export function isForwardSubject(subject: string): boolean {
  return forwardSubject.test(subject.slice(0, 100))
}

/**
 * Whether the few lines that name sender, moment and receiver of a quoted mail begin here, as Outlook, Apple Mail
 * and web mail set them: a sender, a moment and one more, without own words between.
 */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (roleOf(lines[at]) === undefined) return false
  const found = new Set<HeaderRole>()
  let folded = 0
  for (let i = at; i < at + 16 && i < lines.length; i++) {
    const role = roleOf(lines[i])
    if (role !== undefined) {
      found.add(role)
      folded = 0
    } else if (isBlank(lines[i])) {
      if (roleOf(lines[i + 1]) === undefined) break
    } else if (++folded > 4) break
  }
  if (!found.has('from') || found.size < 2) return false
  return (found.has('date') && found.size >= 3) || isUnderRule(lines, at)
}

function isUnderRule(lines: readonly string[], at: number): boolean {
  const above = isBlank(lines[at - 1]) ? lines[at - 2] : lines[at - 1]
  return /^\s*[-_]{10,200}\s*$/.test((above ?? '').slice(0, 250))
}

function roleOf(line: string | undefined): HeaderRole | undefined {
  const label = /^([^:：]{1,30}?)\s?[:：](?:\s|$|\S)/u.exec(seenLine(line))?.[1]
  return label === undefined ? undefined : roles.get(label.toLowerCase().replaceAll('’', "'"))
}
