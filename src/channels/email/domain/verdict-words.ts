import { domainOf, type SenderChecks, type StoredVerdict } from './sender-verdict.ts'

export type VerdictWords = {
  tone: 'verified' | 'unverified' | 'forged'
  /** One sentence without its full stop: who it is from, or that nobody knows. */
  sentence: string
  /** Each check and whatever else a reader should know, one line each. */
  facts: string[]
}

/** The verdict about a sender in words for staff. Pure; domains in it are shown as they are looked up. */
export function verdictWords(verdict: StoredVerdict): VerdictWords {
  const domain = senderDomain(verdict)
  const facts = [
    ...spfFacts(verdict),
    ...dkimFacts(verdict),
    ...dmarcFacts(verdict),
    ...otherFacts(verdict),
    ...historyFacts(verdict),
    ...claimFacts(verdict),
  ]
  if (verdict.verified) return { tone: 'verified', sentence: verifiedSentence(verdict, domain), facts }
  const tone = verdict.code === 'sender_forged' ? 'forged' : 'unverified'
  return { tone, sentence: `Not verified: ${doubt(verdict, domain)}`, facts }
}

function senderDomain({ address, dmarc }: StoredVerdict): string | null {
  return address?.includes('@') === true ? domainOf(address) : (dmarc?.domain ?? null)
}

function verifiedSentence(verdict: StoredVerdict, domain: string | null): string {
  const from = `Really from ${domain ?? 'its sender'}`
  if (verdict.proof === 'provider')
    return `${from}: ${verdict.provider?.authserv ?? 'its provider'} checked it, which is trusted here`
  if (verdict.proof === 'forwarder')
    return `${from}: ${verdict.arc?.sealer ?? 'its forwarder'} checked it before forwarding it (ARC), which is trusted here`
  const signers = verdict.dkim.filter((row) => proves(row, domain)).map((row) => row.domain)
  const signed = signers.length === 0 ? [] : [`signed by ${[...new Set(signers)].join(' and ')} (DKIM)`]
  const sent = proves(verdict.spf, domain) ? ['sent by its server (SPF)'] : []
  const ways = [...signed, ...sent]
  return ways.length === 0 ? `${from}: its domain’s rule is met (DMARC)` : `${from}: ${ways.join(', ')}`
}

type Passed = { result: string; domain: string | null; aligned?: boolean } | undefined

/** Where it was not kept whether they belong together, the same domain or one below it does. */
function proves(check: Passed, domain: string | null): boolean {
  if (check?.result !== 'pass' || check.domain === null || domain === null) return false
  const checked = check.domain.toLowerCase()
  return (
    check.aligned ?? (checked === domain || checked.endsWith(`.${domain}`) || domain.endsWith(`.${checked}`))
  )
}

function doubt({ code }: StoredVerdict, domain: string | null): string {
  const whose = domain ?? 'the sender’s domain'
  switch (code) {
    case 'sender_missing':
      return 'it names no sender'
    case 'several_senders':
      return 'it names more than one sender'
    case 'sender_unreadable':
    case 'verified':
      return 'its sender cannot be read beyond doubt'
    case 'sender_unchecked':
      return `${whose} could not be checked`
    case 'no_sender_policy':
      return `${whose} publishes no rule (DMARC) by which its mail could be verified`
    case 'partly_signed':
      return `only the beginning of it is signed by ${whose}`
    case 'sender_forged':
      return `it was not sent by ${whose}, which it names as its sender (DMARC)`
  }
}

const results = new Map(
  Object.entries({
    pass: 'passed',
    fail: 'failed',
    softfail: 'probably failed',
    neutral: 'says neither yes nor no',
    none: 'nothing is published',
    policy: 'not accepted',
    temperror: 'no answer from its name servers',
    permerror: 'what is published cannot be read',
  }),
)

function said(result: string): string {
  return results.get(result.toLowerCase()) ?? 'no clear answer'
}

function forDomain(domain: string | null): string {
  return domain === null ? '' : ` for ${domain}`
}

function otherDomain(check: Passed): string {
  return check?.result === 'pass' && check.aligned === false ? ', which is not the sender’s domain' : ''
}

function spfFacts({ spf, provider, relay }: StoredVerdict): string[] {
  const through = relay === undefined ? [] : [`Handed over by the trusted relay ${relay.address}.`]
  if (spf !== undefined) {
    return [
      `Sending server (SPF): ${said(spf.result)}${forDomain(spf.domain)}${otherDomain(spf)}.`,
      ...through,
    ]
  }
  return provider === undefined
    ? ['Sending server (SPF): not asked, since no server handed it over to us.', ...through]
    : through
}

function dkimFacts({ dkim }: SenderChecks): string[] {
  const signatures = dkim.filter(({ result }) => result !== 'none')
  if (signatures.length === 0) return ['Signature (DKIM): not signed.']
  return signatures.map((row) => {
    const key = row.selector === undefined || row.selector === null ? '' : ` (key ${row.selector})`
    return `Signature (DKIM): ${said(row.result)}${forDomain(row.domain)}${key}${otherDomain(row)}.`
  })
}

function dmarcFacts({ dmarc }: SenderChecks): string[] {
  if (dmarc === undefined) return ['The domain’s own rule (DMARC): not asked.']
  return [`The domain’s own rule (DMARC): ${said(dmarc.result)}${forDomain(dmarc.domain)}.`]
}

function otherFacts({ arc, provider }: SenderChecks): string[] {
  const facts: string[] = []
  if (provider !== undefined) {
    const { authserv, dmarc } = provider
    facts.push(
      `Checked by the provider ${authserv}, trusted here: DMARC ${said(dmarc.result)}${forDomain(dmarc.domain)}.`,
    )
  }
  if (arc !== undefined && arc.result !== 'none') {
    const trust = arc.trusted ? 'trusted here' : 'not trusted here, so it counts for nothing'
    const found =
      arc.dmarc === null ? '' : ` It found: DMARC ${said(arc.dmarc.result)}${forDomain(arc.dmarc.domain)}.`
    facts.push(
      `Forwarded (ARC): chain ${said(arc.result)}, last sealed by ${arc.sealer ?? 'nobody'}, ${trust}.${found}`,
    )
  }
  return facts
}

function historyFacts({ history }: StoredVerdict): string[] {
  const facts: string[] = []
  const changed = history?.signedOtherwise ?? null
  if (changed !== null) {
    const { before, now } = changed
    facts.push(`Signed differently than before: ${before.join(', ')} before, ${now.join(', ')} now.`)
  }
  const last = history?.lastProvenAt ?? null
  if (last !== null)
    facts.push(`This address was last proven on ${last.slice(0, 10)}, more than a year before.`)
  return facts
}

function claimFacts({ claimed = [] }: SenderChecks): string[] {
  return claimed.length === 0 ? [] : [`Claimed by others and not believed: ${claimed.join(', ')}.`]
}
