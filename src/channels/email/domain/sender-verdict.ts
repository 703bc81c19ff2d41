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
  | 'partly_signed'

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
 * exactly one mailbox, and DMARC passes for its own domain, is the sender verified; or where somebody who is
 * trusted found that DMARC passed for it. Everything else is not.
 * @param signatureCounts whether a signature of the sender's own domain is enough where that has no rule
 * @param isDoubtful what checked it may have read another sender than these headers name
 */
export function senderVerdict(
  fromHeaders: readonly string[],
  checks: SenderChecks,
  { signatureCounts = false, isDoubtful = false } = {},
): SenderVerdict {
  const not = (code: VerdictCode, address: string | null = null) => ({ verified: false, code, address })
  const [from] = fromHeaders
  if (from === undefined) return not(isDoubtful ? 'sender_unreadable' : 'sender_missing')
  if (fromHeaders.length > 1) return not('several_senders')
  const parsed = parseMailboxes(from)
  if (!parsed.readable) return not('sender_unreadable')
  const [address] = parsed.addresses
  if (address === undefined || parsed.addresses.length !== 1) return not('several_senders')
  const domain = domainOf(address)
  if (isDoubtful) return not('sender_unreadable', address)
  const { dmarc } = checks
  // Two readers that disagree about the sender's domain prove nothing.
  if (dmarc?.result === 'pass' && !passesFor(dmarc, domain)) return not('sender_unreadable', address)
  const proof = proofOf(checks, domain, signatureCounts)
  if (proof !== undefined) return { verified: true, code: 'verified', address, proof }
  if (dmarc?.result === 'pass') return not('partly_signed', address)
  if (dmarc === undefined || dmarc.result === 'none') return not('no_sender_policy', address)
  return not(dmarc.result === 'fail' ? 'sender_forged' : 'sender_unchecked', address)
}

function proofOf(checks: SenderChecks, domain: string, signatureCounts: boolean): Proof | undefined {
  const { dmarc, provider, arc } = checks
  if (passesFor(dmarc, domain) && !restsOnPartial(checks)) return 'dmarc'
  if (passesFor(provider?.dmarc, domain)) return 'provider'
  if (arc?.trusted === true && arc.result === 'pass' && passesFor(arc.dmarc, domain)) return 'forwarder'
  const isOwn = (row: SignatureCheck) => passesFor(row, domain) && row.isPartial !== true
  return signatureCounts && dmarc?.result === 'none' && checks.dkim.some(isOwn) ? 'signature' : undefined
}

function passesFor(check: CheckedDomain | null | undefined, domain: string): boolean {
  return check?.result === 'pass' && check.domain?.toLowerCase() === domain
}

/** A signature of the beginning leaves the rest to whoever sends the message on. */
function restsOnPartial({ spf, dkim }: SenderChecks): boolean {
  if (spf?.result === 'pass' && spf.aligned !== false) return false
  const counted = dkim.filter(({ result, aligned }) => result === 'pass' && aligned !== false)
  return counted.length > 0 && counted.every(({ isPartial }) => isPartial === true)
}

/**
 * Whether nothing but a signature proves the sender, and none of them is of the last seven days: somebody may
 * send an old message on to where it was not written to.
 */
export function isOldNews(checks: SenderChecks, { proof }: SenderVerdict, receivedAt: Date): boolean {
  if (proof !== 'dmarc' && proof !== 'signature') return false
  if (checks.spf?.result === 'pass' && checks.spf.aligned === true) return false
  const signed = checks.dkim.filter(({ result, aligned }) => result === 'pass' && aligned === true)
  const since = receivedAt.getTime() - replayedAfterMs
  return (
    signed.length > 0 &&
    !signed.some(({ signedAt }) => signedAt !== undefined && Date.parse(signedAt) >= since)
  )
}

const replayedAfterMs = 7 * 86_400_000

/** The keys of the sender's own that prove it, as they stand in DNS, or its servers where there is none. */
export function provenBy(checks: SenderChecks, { address, proof }: SenderVerdict): string[] {
  if (address === null || proof === undefined) return []
  if (proof === 'provider') return [`results of ${checks.provider?.authserv ?? 'a provider'}`]
  if (proof === 'forwarder') return [`seal of ${checks.arc?.sealer ?? 'a forwarder'}`]
  const keys = checks.dkim
    .filter(({ result, aligned }) => result === 'pass' && aligned === true)
    .map(({ selector, domain }) => `${selector ?? '?'}._domainkey.${domain ?? '?'}`.toLowerCase())
  return keys.length > 0 ? [...new Set(keys)] : [`servers of ${checks.spf?.domain ?? domainOf(address)}`]
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
