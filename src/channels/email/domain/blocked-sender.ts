import { canonicalAddress } from '#people/auth/domain/canonical-address.ts'
import { domainOf } from './sender-verdict.ts'

/** Whose mail is not wanted: one address, or everybody of a domain. */
export type Sender = { what: 'address' | 'domain'; sender: string }

/** The one form in which a blocked sender is kept and compared; null for what is no address or domain. */
export function canonicalSender(written: string): Sender | null {
  const text = written.trim().replace(/^@/, '')
  const what = text.includes('@') ? 'address' : 'domain'
  const address = canonicalAddress(what === 'address' ? text : `x@${text}`)?.toLowerCase()
  if (address === undefined) return null
  return { what, sender: what === 'address' ? address : domainOf(address) }
}

/** What a block may stand on for this sender: the address itself, and its domain. */
export function blockableOf(address: string): string[] {
  const whole = address.toLowerCase()
  return [whole, domainOf(whole)]
}
