import { parseMailboxes } from './parse-mailboxes.ts'
import { firstHeader, type MailHeader } from './read-mail.ts'
import { parseOwnAddress } from './reply-address.ts'

/** By whom a mailbox was told to whom a message was delivered. */
const deliveredTo = ['delivered-to', 'x-original-to', 'envelope-to', 'x-delivered-to']

type Home = { user: string; supportAddress: string }

/**
 * The envelope of a message from a mailbox, which keeps none. Only addresses of ours count. Whoever writes To writes
 * what they like, so of that only a reply address counts, which places a message and identifies no one, or a bounce
 * address, which opens nothing.
 */
export function envelopeOf(headers: readonly MailHeader[], home: Home): { from: string; to: string[] } {
  const isOurs = (address: string) => parseOwnAddress(address, home.supportAddress) !== undefined
  const delivered = addressesIn(headers, deliveredTo).filter(isOurs)
  const replies = addressesIn(headers, ['to']).filter((address) => {
    const found = parseOwnAddress(address, home.supportAddress)
    return (found?.token ?? found?.bounce ?? null) !== null
  })
  const own = [home.user].filter(isOurs)
  const to = [...new Set([...delivered, ...replies, ...own])].slice(0, 50)
  return { from: senderOf(headers), to: to.length > 0 ? to : [home.supportAddress] }
}

function addressesIn(headers: readonly MailHeader[], names: readonly string[]): string[] {
  return headers
    .filter(({ name }) => names.includes(name))
    .flatMap(({ value }) => {
      const parsed = parseMailboxes(value)
      return parsed.readable ? parsed.addresses : []
    })
}

/** Empty for the null sender, which `Return-Path: <>` writes. */
function senderOf(headers: readonly MailHeader[]): string {
  const returnPath = firstHeader(headers, 'return-path')
  if (returnPath?.trim() === '<>') return ''
  for (const written of [returnPath, firstHeader(headers, 'from')]) {
    const parsed = parseMailboxes(written ?? '')
    if (parsed.readable) return parsed.addresses[0] ?? 'unknown@invalid'
  }
  return 'unknown@invalid'
}
