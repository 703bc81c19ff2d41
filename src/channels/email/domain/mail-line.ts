/** How much of a line is looked at: what programs write of themselves is shorter. */
const looked = 500

/** The line as a reader sees it: without marks of direction, hard spaces, stars of bold type and white space around it. */
export function seenLine(line: string | undefined): string {
  const begin = (line ?? '').slice(0, looked)
  if (/^[\x20-\x29\x2b-\x7e]*$/.test(begin)) return begin.trim()
  return begin
    .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff*]/g, '')
    .replaceAll(/[\u00a0\u202f\u3000]/g, ' ')
    .trim()
}

export function isBlank(line: string | undefined): boolean {
  return line === undefined || !/\S/.test(line)
}

/** Its first characters say that it quotes. */
export function isQuoted(line: string | undefined): boolean {
  return line !== undefined && /^\s{0,3}[>＞]/.test(line)
}

/** Whether one of the words, none with a meaning in a pattern, stands alone in a text. */
export function patternOf(words: readonly string[], around: (alternatives: string) => string): RegExp {
  const alternatives = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/\s+/g, '\\s+'))
  return new RegExp(around(alternatives.join('|')), 'iu')
}
