import { parseMailboxes } from './parse-mailboxes.ts'

/** What the checks of SPF, DKIM and DMARC said (RFC 8601 result words). */
export type SenderChecks = {
  /** Undefined where DMARC could not be asked, as with several senders. */
  dmarc: { result: string; domain: string | null } | undefined
  spf: { result: string; domain: string | null } | undefined
  dkim: { result: string; domain: string | null }[]
}

export type VerdictCode =
  | 'verified'
  | 'sender_missing'
  | 'several_senders'
  | 'sender_unreadable'
  | 'sender_unchecked'
  | 'no_sender_policy'
  | 'sender_forged'

export type SenderVerdict = {
  verified: boolean
  code: VerdictCode
  /** The one sender in canonical form, verified or not; null where there is not exactly one. */
  address: string | null
}

/**
 * Who sent a message, as far as it is proven (SPEC 7.2). Only where there is exactly one From header with
 * exactly one mailbox and DMARC passes for its own domain is the sender verified; everything else is not.
 */
export function senderVerdict(fromHeaders: readonly string[], checks: SenderChecks): SenderVerdict {
  const not = (code: VerdictCode, address: string | null = null) => ({ verified: false, code, address })
  const [from] = fromHeaders
  if (from === undefined) return not('sender_missing')
  if (fromHeaders.length > 1) return not('several_senders')
  const parsed = parseMailboxes(from)
  if (!parsed.readable) return not('sender_unreadable')
  const [address] = parsed.addresses
  if (address === undefined || parsed.addresses.length !== 1) return not('several_senders')
  const { dmarc } = checks
  if (dmarc?.result === 'pass') {
    // Two readers that disagree about the sender's domain prove nothing.
    const same = dmarc.domain !== null && dmarc.domain.toLowerCase() === domainOf(address)
    return same ? { verified: true, code: 'verified', address } : not('sender_unreadable', address)
  }
  if (dmarc === undefined || dmarc.result === 'none') return not('no_sender_policy', address)
  return not(dmarc.result === 'fail' ? 'sender_forged' : 'sender_unchecked', address)
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
