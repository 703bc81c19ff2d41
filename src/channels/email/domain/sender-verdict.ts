import { parseMailboxes } from './parse-mailboxes.ts'

/** A result in the words of RFC 8601, and for which domain. */
export type CheckedDomain = { result: string; domain: string | null }

export type SignatureCheck = CheckedDomain & {
  selector?: string | null
  aligned?: boolean
  /** It covers only the beginning of the text. */
  isPartial?: boolean
  /** An instant in UTC that the signature covers; left out where it covers none. */
  signedAt?: string
}

/**
 * What the checks of SPF, DKIM and DMARC said. `aligned` is there where a check passed: whether it did so for
 * the domain of the sender. What was kept before it was told apart has none.
 */
export type SenderChecks = {
  /** Undefined where DMARC could not be asked, as with several senders. */
  dmarc: CheckedDomain | undefined
  /** Undefined where no server handed it over to us. */
  spf: (CheckedDomain & { aligned?: boolean }) | undefined
  dkim: SignatureCheck[]
  /** A chain of forwarders (RFC 8617): `sealer` is the last, `dmarc` what it found before it forwarded. */
  arc?: { result: string; sealer: string | null; trusted: boolean; dmarc: CheckedDomain | null }
  /** What the provider found whose Authentication-Results are believed for this way of mail. */
  provider?: { authserv: string; dmarc: CheckedDomain }
  /** The relay in front of us that wrote who handed the message over. */
  relay?: { address: string }
  /** Who else claims to have checked it, which counts for nothing. */
  claimed?: string[]
}

export type VerdictCode =
  | 'verified'
  | 'sender_missing'
  | 'several_senders'
  | 'sender_unreadable'
  | 'sender_unchecked'
  | 'no_sender_policy'
  | 'sender_forged'

/** What proves a sender: DMARC here, a signature alone, a trusted provider, or a trusted forwarder. */
export type Proof = 'dmarc' | 'signature' | 'provider' | 'forwarder'

export type SenderVerdict = {
  verified: boolean
  code: VerdictCode
  /** The one sender in canonical form, verified or not; null where there is not exactly one. */
  address: string | null
  /** Left out where nothing does. */
  proof?: Proof
}

/** How this mail is proven compared with what the sender's earlier mail was. */
export type SenderHistory = {
  /** The signatures by which it was proven before and now, as `selector._domainkey.domain`. */
  signedOtherwise: { before: string[]; now: string[] } | null
  /** When the address was last proven before this, where that is longer than a year ago. */
  lastProvenAt: string | null
}

/** The verdict about a sender with what it rests on, kept for people to see. */
export type StoredVerdict = SenderChecks &
  Omit<SenderVerdict, 'address'> & {
    address?: string | null
    history?: SenderHistory
    warnings: string[]
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
