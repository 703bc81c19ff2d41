import { isBlank, seenLine } from './mail-line.ts'
import { sentFromLines } from './signature-words.ts'

/** Written lines of a signature or footer; how far up one is looked for. */
const mostLines = 15
const lookedBack = 40

/**
 * How many of the first `end` lines are left without what programs and habit set below a text: a signature after
 * `-- `, `Sent from my …`, the footer of a mailing list, lines of dashes. The first line is not empty.
 */
export function endBeforeSignature(lines: readonly string[], end: number): number {
  let left = end
  for (;;) {
    const next = [withoutRules, withoutSentFrom, withoutMarked, withoutFooter, withoutName].reduce(
      (at, step) => step(lines, at),
      left,
    )
    if (next === left) return left
    left = next
  }
}

/** Empty lines and lines of one repeated sign; some programs leave a sign of their own there. */
function withoutRules(lines: readonly string[], end: number): number {
  let at = end
  while (at > 0 && (isBlank(lines[at - 1]) || isRule(lines[at - 1]))) at--
  return at
}

function isRule(line: string | undefined): boolean {
  return /^\s*(?:([-_=*#~+—–])\1{1,200}|[—–ᐧ])\s*$/u.test((line ?? '').slice(0, 220))
}

function withoutSentFrom(lines: readonly string[], end: number): number {
  const line = seenLine(lines[end - 1])
  if (line.length > 300) return end
  const bare = line.replace(/^[<(]{1,2}([^<>()]{1,200})[>)]{1,2}$/, '$1')
  return sentFromLines.some((pattern) => pattern.test(bare)) ? end - 1 : end
}

/** From `-- ` on; two dashes alone also begin a comment in code, which goes on with dashes. */
function withoutMarked(lines: readonly string[], end: number): number {
  for (let at = end - 1; at >= firstLooked(end); at--) {
    if (!/^(?:--|—)\s?$/.test(lines[at] ?? '') || isDashed(lines[at - 1]) || isDashed(lines[at + 1])) continue
    return writtenBetween(lines, at, end) <= mostLines ? at : end
  }
  return end
}

function isDashed(line: string | undefined): boolean {
  return line?.startsWith('--') === true
}

function firstLooked(end: number): number {
  return Math.max(1, end - lookedBack)
}

/** Below a long line: what lists add, or how whoever drew it is reached. Own words under a line of their own stay. */
function withoutFooter(lines: readonly string[], end: number): number {
  for (let at = end - 1; at >= firstLooked(end); at--) {
    const line = (lines[at] ?? '').trim()
    const isDrawn = /^_{10,200}$/.test(line)
    if (!isDrawn && !/^-{10,200}$/.test(line)) continue
    if (writtenBetween(lines, at + 1, end) > mostLines) return end
    const isFooter = isDrawn && isBlank(lines[at - 1]) && !isBlank(lines[at + 1])
    const isSignature = (isDrawn || isBlank(lines[at - 1])) && namesWays(lines, at + 1, end)
    return isFooter || isSignature ? at : end
  }
  return end
}

/** Two lines or more say how somebody is reached: an address, a page, a telephone number. */
function namesWays(lines: readonly string[], from: number, end: number): boolean {
  const way = /https?:\/\/|www\.|@[\w-]{1,60}\.|\(?\+?\d{2,4}[-./) ]{1,2}\d{3}/
  return lines.slice(from, end).filter((line) => way.test(line.slice(0, 300))).length >= 2
}

/** `-Ann Lee` alone in the last paragraph. */
function withoutName(lines: readonly string[], end: number): number {
  const isAlone = end > 2 && isBlank(lines[end - 2])
  return isAlone &&
    /^-\p{Lu}[\p{L}.'’]{0,30}(?: \p{Lu}[\p{L}.'’]{0,30}){0,3}$/u.test((lines[end - 1] ?? '').trim())
    ? end - 1
    : end
}

function writtenBetween(lines: readonly string[], from: number, end: number): number {
  return lines.slice(from, end).filter((line) => !isBlank(line)).length
}
