import { z } from 'zod'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { agreementYear } from '#promise/agreements/domain/agreement-year.ts'
import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import { CASE_TYPES, CHANNELS } from './decision.ts'
import type { DecisionAgreement, DecisionInput } from './decision.ts'

const named = z.object({ code: z.string(), name: z.string() })
const day = z.iso.date()

/** What was asked before a decision, for people to read: names beside codes, first and last days. */
export const decisionInputsSchema = z.object({
  channel: z.enum(CHANNELS).nullable(),
  type: z.enum(CASE_TYPES).nullable(),
  topic: named.nullable(),
  service: named.nullable(),
  product: named.extend({ kind: z.enum(['platform', 'marketplace']) }).nullable(),
  priority: z.enum(PRIORITIES),
  onBehalf: z.enum(['staff', 'monitoring']).nullable(),
  /** Null for monitoring, and for a sender nobody knows. */
  contact: z
    .object({
      authorised: z.boolean(),
      certifications: z.array(z.object({ kind: z.string(), from: day, lastDay: day })),
    })
    .nullable(),
  agreement: z
    .object({
      packageName: z.string(),
      /** Its edition. */
      version: z.number().int(),
      startsOn: day,
      lastDay: day,
      zone: z.string(),
      products: z.array(z.string()),
      /** On-request services that were approved. */
      approvals: z.array(named),
      pools: z.array(
        z.object({ pool: z.string(), used: z.number().int(), limit: z.number().int(), resetsOn: day }),
      ),
    })
    .nullable(),
  support: z.object({ open: z.boolean(), opensAt: z.iso.datetime().nullable() }),
})
export type DecisionInputs = z.output<typeof decisionInputsSchema>

/** The inputs of a decision as they are shown and kept; what other packages have is not among them. */
export function decisionInputs(question: Omit<DecisionInput, 'packagesWith'>): DecisionInputs {
  const { agreement, contact, product, supportHours } = question
  const nameOf = (code: string | null | undefined) =>
    code == null ? null : { code, name: agreement?.terms.services[code]?.name ?? code }
  return {
    channel: question.channel,
    type: question.type,
    topic: nameOf(question.topic),
    service: nameOf(question.service),
    product:
      product === null
        ? null
        : { code: product.code, name: product.name ?? product.code, kind: product.kind },
    priority: question.priority,
    onBehalf: question.onBehalf ?? null,
    contact:
      contact === null
        ? null
        : {
            authorised: contact.authorised,
            certifications: contact.certifications.map(({ kind, from, until }) => ({
              kind,
              from,
              lastDay: lastDayOf(until),
            })),
          },
    agreement:
      agreement === null
        ? null
        : {
            packageName: agreement.terms.name,
            version: agreement.terms.version,
            startsOn: agreement.start,
            lastDay: lastDayOf(agreement.end),
            zone: agreement.zone,
            products: [...agreement.products],
            approvals: agreement.approvals.flatMap((code) => nameOf(code) ?? []),
            pools: poolsOf(question, agreement),
          },
    support: {
      open: supportHours.open,
      opensAt: supportHours.nextOpenMs === null ? null : new Date(supportHours.nextOpenMs).toISOString(),
    },
  }
}

function poolsOf(
  { at, poolAt = at, used }: Pick<DecisionInput, 'at' | 'poolAt' | 'used'>,
  agreement: DecisionAgreement,
) {
  const { terms, start, firstStart = start, zone } = agreement
  const resetsOn = agreementYear(firstStart, zone, poolAt).end
  return Object.entries(terms.pools).map(([pool, { limit }]) => ({
    pool,
    used: used[pool] ?? 0,
    limit,
    resetsOn,
  }))
}
