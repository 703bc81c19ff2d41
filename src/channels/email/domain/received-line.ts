import { plainAddress } from './networks.ts'

/** From whom a server says that it had a message (RFC 5321, 4.4). */
export type ReceivedLine = { address: string; helo: string | null; envelopeFrom: string | null }

const written = /[[(]\s*(?:IPv6:)?([0-9a-f:.]{3,45})\s*[\])]/gi
/** What the other side said of itself. */
const said = /\b(?:helo|ehlo|ident)[= ][^\s)]*/gi

/**
 * Reads a `Received` header. The address is the one that the server saw, which it writes in brackets or alone
 * within parentheses; never the name by which the other side called itself. Undefined where that is not one
 * address beyond doubt.
 * @param value unfolded
 */
export function readReceived(value: string): ReceivedLine | undefined {
  if (value.length > 5_000) return undefined
  const from = /^from (.*?) by /i.exec(value.replaceAll(/\s+/g, ' '))?.[1]
  if (from === undefined) return undefined
  const first = /^\S+/.exec(from)?.[0] ?? ''
  const rest = from.slice(first.length)
  const told = /helo[= ]([\w.[\]:-]+)/i.exec(from)?.[1]
  const bare = /^\[(?:IPv6:)?([0-9a-f:.]{3,45})\]$/i.exec(first)?.[1]
  const seen = new Set(
    [...rest.replaceAll(said, '').matchAll(written)].flatMap((one) => canonical(one[1] ?? '')),
  )
  // Some write the address where others write the name: `from [192.0.2.1] (helo=name)` or `(HELO name)`.
  const isBare = bare !== undefined && /[( ](?:(?:helo|ident|port)=|(?:helo|ehlo) )/i.test(rest)
  if (isBare) for (const one of canonical(bare)) seen.add(one)
  const [address] = seen
  if (address === undefined || seen.size > 1) return undefined
  const envelopeFrom = /\(envelope-from <([^<>\s]{0,320})>\)/i.exec(value)?.[1] ?? null
  return { address, helo: told ?? (bare === undefined ? first : null), envelopeFrom }
}

function canonical(written: string): string[] {
  const address = plainAddress(written)
  return address === undefined ? [] : [address]
}
