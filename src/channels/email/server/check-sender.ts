import { authenticate, type DNSResolver } from 'mailauth'
import type { SenderChecks } from '../domain/sender-verdict.ts'
import type { DnsResolver } from './dns.ts'

export type Delivery = {
  remoteAddress: string | null
  helo: string | null
  envelopeFrom: string
  mta: string
}

const deadlineMs = 20_000

/**
 * Asks SPF, DKIM and DMARC about a message as it arrived. What other servers claim to have checked
 * (Authentication-Results, ARC) counts for nothing. Where the checks themselves fail, DMARC is `temperror`.
 */
export async function checkSender(
  raw: Buffer,
  delivery: Delivery,
  resolver: DnsResolver,
): Promise<SenderChecks> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The sender’s domain did not answer in time')), deadlineMs)
  })
  try {
    return await Promise.race([ask(raw, delivery, resolver), late])
  } catch {
    return { dmarc: { result: 'temperror', domain: null }, spf: undefined, dkim: [] }
  } finally {
    clearTimeout(timer)
  }
}

async function ask(raw: Buffer, delivery: Delivery, resolver: DnsResolver): Promise<SenderChecks> {
  const { dkim, spf, dmarc } = await authenticate(raw, {
    // Without the address of a server that handed it over, only signatures can prove anything.
    ...(delivery.remoteAddress === null
      ? {}
      : { ip: delivery.remoteAddress, helo: delivery.helo ?? undefined, sender: delivery.envelopeFrom }),
    mta: delivery.mta,
    // Its own type leaves out that MX answers are records.
    resolver: resolver as DNSResolver,
    disableArc: true,
    disableBimi: true,
  })
  return {
    dmarc: dmarc ? { result: dmarc.status.result, domain: dmarc.status.header?.from ?? null } : undefined,
    spf: spf ? { result: spf.status.result, domain: spf.domain ?? null } : undefined,
    dkim: dkim.results.map((row) => ({ result: row.status.result, domain: row.signingDomain ?? null })),
  }
}
