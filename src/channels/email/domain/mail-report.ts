import { type FailureReason } from './failure-reason.ts'
import { reportedBounces } from './bounces.ts'
import type { MailClass } from './mail-class.ts'
import { parseOwnAddress } from './reply-address.ts'
import { fieldOf, readSections, type ReportSection } from './report-sections.ts'

/** The field of our mail that comes back with its headers; mail servers that change the envelope keep it. */
export const mailTokenField = 'X-Fourline-Mail'

/** What a report says of one recipient; null where it does not say whose. */
export type ReportedReturn = {
  kind: 'hard' | 'soft' | 'complaint'
  recipient: string | null
  status: string | null
  reason: FailureReason | 'complaint'
  said: string | null
}

export type MailReport = {
  /** Tokens of our mail that stand in what was sent back with it. */
  tokens: string[]
  /** Empty where everything was delivered, or is only late. */
  returns: ReportedReturn[]
}

/**
 * What came back, from a message of class `bounce` or `complaint`; undefined for any other.
 * @param raw its beginning, each byte as one character (latin1)
 */
export function mailReport(mailClass: MailClass, raw: string): MailReport | undefined {
  if (mailClass !== 'bounce' && mailClass !== 'complaint') return undefined
  const sections = readSections(raw)
  return {
    tokens: tokensSentBack(sections),
    returns:
      mailClass === 'complaint'
        ? complaintIn(sections)
        : reportedBounces(raw, sections)
            .filter(({ delayed }) => !delayed)
            .map(({ hard, ...rest }) => ({ ...rest, kind: hard ? ('hard' as const) : ('soft' as const) }))
            .map(({ kind, recipient, status, reason, said }) => ({ kind, recipient, status, reason, said })),
  }
}

const tokenLine = new RegExp(`^[> \\t]{0,4}${mailTokenField}:[ \\t]{0,4}([a-z2-7]{26})[ \\t]{0,4}$`, 'gim')

function tokensSentBack(sections: readonly ReportSection[]): string[] {
  const found = sections.flatMap(({ text }) => [...text.matchAll(tokenLine)].map(([, token]) => token ?? ''))
  return [...new Set(found)].slice(0, 20)
}

/** The tokens of the addresses a report was sent to. */
export function tokensOfAddresses(addresses: readonly string[], supportAddress: string): string[] {
  return [
    ...new Set(
      addresses.flatMap((address) => {
        const bounce = parseOwnAddress(address, supportAddress)?.bounce
        return bounce === undefined ? [] : [bounce]
      }),
    ),
  ]
}

/** Providers report in the same form that something was no spam after all, or that somebody unsubscribed (RFC 5965, 7.3). */
function complaintIn(sections: readonly ReportSection[]): ReportedReturn[] {
  const report = sections.find(({ type }) => type === 'message/feedback-report')?.text ?? ''
  const type = fieldOf(report, 'feedback-type').trim().toLowerCase()
  if (type === 'not-spam' || type === 'opt-out') return []
  const named = fieldOf(report, 'original-rcpt-to')
    .replaceAll(/[<>\s]/g, '')
    .toLowerCase()
  const recipient = /^[^@\s]{1,64}@[^@\s]{1,250}$/.test(named) && !named.includes('redacted') ? named : null
  return [{ kind: 'complaint', recipient, status: null, reason: 'complaint', said: null }]
}
