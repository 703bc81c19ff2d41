import { hostname } from 'node:os'
import type { Context } from '#platform/context.ts'
import { likelyQuestions } from '../domain/likely-questions.ts'
import { type MailTrust, whatCounts, type WhatCounts } from '../domain/mail-trust.ts'
import { headerValues, type ReadMail } from '../domain/read-mail.ts'
import { type SenderChecks, type SenderVerdict, senderVerdict } from '../domain/sender-verdict.ts'
import { accountsBySignature } from './account-mail-policy.ts'
import { checkSender } from './check-sender.ts'
import type { DnsResolver } from './dns.ts'
import type { MailReaders } from './mail-readers.ts'

type Arrived = {
  raw: Buffer
  mail: ReadMail
  stored: {
    remote_address: string | null
    helo: string | null
    envelope_from: string
  }
  trust: MailTrust
}

/** Who sent a message: what the checks find, and what follows where some are trusted. It writes no rows. */
export async function findSender(
  ctx: Pick<Context, 'transaction'>,
  { raw, mail, stored, trust }: Arrived,
  resolver: DnsResolver,
  readers: MailReaders,
): Promise<{ checks: SenderChecks; verdict: SenderVerdict }> {
  const arrived = {
    address: stored.remote_address,
    helo: stored.helo,
    envelopeFrom: stored.envelope_from,
  }
  const counts = whatCounts(mail.headers, arrived, trust)
  const { address: remoteAddress, helo, envelopeFrom } = counts.handedOver
  const delivery = { remoteAddress, helo, envelopeFrom, mta: hostname() }
  const likely = likelyQuestions(mail, delivery)
  const checked = await checkSender(raw, delivery, resolver, readers, likely)
  const checks = withTrusted(checked.checks, counts)
  const froms = headerValues(mail.headers, 'from')
  // Two readers that do not see the same From headers prove nothing.
  const isDoubtful = mail.hasStrayReturn === true || !isSame(checked.froms ?? froms, froms)
  const { address } = senderVerdict(froms, checks)
  // Asked only where it can matter.
  const signatureCounts =
    checks.dmarc?.result === 'none' &&
    address !== null &&
    (await ctx.transaction((tx) => accountsBySignature(tx, address))).length > 0
  return { checks, verdict: senderVerdict(froms, checks, { signatureCounts, isDoubtful }) }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at])
}

function withTrusted(checks: SenderChecks, counts: WhatCounts): SenderChecks {
  const { relay, provider, forwarders, claimed } = counts
  const { arc, ...own } = checks
  return {
    ...own,
    ...(arc === undefined || arc.result === 'none'
      ? {}
      : {
          arc: {
            result: arc.result,
            sealer: forwarders?.sealers.at(-1) ?? arc.sealer,
            trusted: forwarders !== undefined,
            dmarc: forwarders?.dmarc ?? null,
          },
        }),
    ...(provider === undefined ? {} : { provider }),
    ...(relay === undefined ? {} : { relay }),
    ...(claimed.length === 0 ? {} : { claimed }),
  }
}
