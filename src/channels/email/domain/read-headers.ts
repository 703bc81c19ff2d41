import type { MailHeader } from './read-mail.ts'

export const mostHeaders = 2_000

/**
 * The header fields of a message, in order, duplicates kept (RFC 5322, 2.2). A CR alone ends no line: what checks
 * signatures must see the same fields.
 * @param block the text up to the first empty line; lines end in CRLF or LF
 */
export function readHeaders(block: string): MailHeader[] {
  const headers: MailHeader[] = []
  for (const line of block.split(/\r?\n/)) {
    if (line === '') break
    const last = headers.at(-1)
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) last.value += line.replace(/^[ \t]+/, ' ')
      continue
    }
    const field = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line)
    if (field === null) continue
    if (headers.length === mostHeaders) break
    headers.push({ name: (field[1] ?? '').toLowerCase(), value: field[2] ?? '' })
  }
  return headers.map(({ name, value }) => ({ name, value: value.trim() }))
}

/** How many header fields a block has: of more than are read nobody knows what they say. */
export function countHeaders(block: string): number {
  return block.match(/^[!-9;-~]+[ \t]*:/gm)?.length ?? 0
}

/** Whether a CR stands where no line ends: some read the rest as a field of its own, others do not. */
export function hasStrayReturn(block: string): boolean {
  return /\r(?!\n)/.test(block)
}

/** Message ids in a header's value, without their angle brackets; none with a control character in it. */
export function messageIdsIn(value: string): string[] {
  return [...value.matchAll(/<([^<>\s\p{Cc}]{1,500})>/gu)].map((match) => match[1] ?? '')
}
