import type { MailHeader } from './read-mail.ts'

const limit = 2_000

/**
 * The header fields of a message, in order, duplicates kept (RFC 5322, 2.2).
 * @param block the text up to the first empty line; lines end in CRLF, LF or CR
 */
export function readHeaders(block: string): MailHeader[] {
  const headers: MailHeader[] = []
  for (const line of block.split(/\r\n|\n|\r/)) {
    if (line === '') break
    const last = headers.at(-1)
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) last.value += line
      continue
    }
    const field = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line)
    if (field === null) continue
    if (headers.length === limit) break
    headers.push({ name: (field[1] ?? '').toLowerCase(), value: field[2] ?? '' })
  }
  return headers.map(({ name, value }) => ({ name, value: value.replaceAll(/[ \t]+/g, ' ').trim() }))
}

/** Message ids in a header's value, without their angle brackets. */
export function messageIdsIn(value: string): string[] {
  return [...value.matchAll(/<([^<>\s]{1,500})>/g)].map((match) => match[1] ?? '')
}
