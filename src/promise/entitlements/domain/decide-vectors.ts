import { z } from 'zod'
import { isTimeZone } from '#promise/calendars/domain/time-zone.ts'
import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import { packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import { plainDate } from '#promise/agreements/domain/start-of-day.ts'
import { decide } from './decide.ts'
import { CASE_TYPES, CHANNELS } from './decision.ts'
import { renderDecision } from './render-decision.ts'
import { supportHoursAt } from './support-hours-at.ts'
import type { Catalogue } from '#promise/packages/domain/catalogue.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import type { DecisionAgreement } from './decision.ts'

const date = z.string().refine(isDate, 'must be a date such as 2026-02-14')
const zone = z.string().refine(isTimeZone, 'must be an IANA time zone or an offset such as +03:00')

/** One question as `fourline entitlement decide` reads it (SPEC 13). */
const questionSchema = z.object({
  id: z.union([z.string(), z.number()]),
  at: z.iso.datetime({ offset: true }),
  agreement: z
    .object({
      package: z.string(),
      start: date,
      end: date,
      coverageZone: zone,
      products: z.array(z.string()),
      approvals: z.array(z.string()).nullish(),
    })
    .nullable(),
  contact: z
    .object({
      authorised: z.boolean(),
      certifications: z.array(z.object({ kind: z.string(), from: date, until: date })).nullish(),
    })
    .nullable(),
  used: z.record(z.string(), z.number().int().nonnegative()).nullish(),
  channel: z.enum(CHANNELS).nullable(),
  type: z.enum(CASE_TYPES).nullable(),
  topic: z.string().nullish(),
  service: z.string().nullish(),
  product: z
    .object({
      code: z.string(),
      kind: z.enum(['platform', 'marketplace']),
      termsUrl: z.string().nullish(),
      publisher: z.string().nullish(),
      supportAddress: z.string().nullish(),
    })
    .nullable(),
  priority: z.enum(PRIORITIES),
  onBehalf: z.enum(['staff', 'monitoring']).nullish(),
})
type Question = z.infer<typeof questionSchema>

/**
 * Answers questions read from a file, in their order, on the given catalogue as version 1 (SPEC 13): `{ id, outcome,
 * reasons: [{ code, clause?, text, values }], waysForward: [{ code, text, values }], language }` each, or
 * `{ id, error }` for one that cannot be answered. Throws a TypeError when the input is not an array.
 */
export function decideVectors(
  cases: unknown,
  { catalogue, locale }: { catalogue: Catalogue; locale: string },
): unknown[] {
  if (!Array.isArray(cases)) throw new TypeError('The input must be a JSON array of questions')
  const versions = packageVersionsOf(catalogue, 1)
  return cases.map((entry: unknown) => {
    try {
      return answer(questionSchema.parse(entry), versions, locale)
    } catch (error) {
      return { id: idOf(entry), error: reasonOf(error) }
    }
  })
}

function answer(question: Question, versions: readonly PackageVersion[], locale: string): unknown {
  const { id, contact, product, onBehalf } = question
  const at = Temporal.Instant.from(question.at).epochMilliseconds
  const agreement = question.agreement && decisionAgreement(question.agreement, versions)
  const decision = decide({
    at,
    agreement,
    contact: contact && { ...contact, certifications: contact.certifications ?? [] },
    used: question.used ?? {},
    product: product && {
      ...product,
      termsUrl: product.termsUrl ?? undefined,
      publisher: product.publisher ?? undefined,
      supportAddress: product.supportAddress ?? undefined,
    },
    channel: question.channel,
    type: question.type,
    topic: question.topic,
    service: question.service,
    priority: question.priority,
    onBehalf: onBehalf ?? undefined,
    supportHours: agreement
      ? supportHoursAt(agreement.terms.supportHours, agreement.zone, at)
      : { open: false, nextOpenMs: null },
    packagesWith: packagesWith(versions),
  })
  return { id, ...renderDecision(decision, { locale, timeZone: agreement?.zone ?? 'UTC' }) }
}

function decisionAgreement(
  { package: code, start, end, coverageZone, products, approvals }: NonNullable<Question['agreement']>,
  versions: readonly PackageVersion[],
): DecisionAgreement {
  const terms = versions.find((version) => version.code === code)
  if (!terms) throw new RangeError(`No package has the code ${code}`)
  return { terms, start, end, zone: coverageZone, products, approvals: approvals ?? [] }
}

function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : null
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.') || 'the entry'}: ${message}`).join('; ')
  return error instanceof Error ? error.message : String(error)
}

function isDate(text: string): boolean {
  try {
    plainDate(text)
    return true
  } catch {
    return false
  }
}
