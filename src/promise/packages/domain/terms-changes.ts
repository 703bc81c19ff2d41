import { PRIORITIES } from './catalogue.ts'
import { hoursText, targetText } from './catalogue-changes.ts'
import { moneyWords } from './money.ts'
import type { Availability, PackageVersion } from './package-version.ts'
import { capital, pageWords } from './page-words.ts'

/** One thing that an agreement would have otherwise, in words; null where it has no such thing. */
export type TermsChange = { subject: string; before: string | null; after: string | null }

/**
 * What the holder of one edition of a package would have otherwise under another one: everything that is decided,
 * measured or billed by it, and the rules of the agreement. How the page prints it is no part of that.
 */
export function termsChanges(before: PackageVersion, after: PackageVersion): TermsChange[] {
  const [old, fresh] = [new Map(factsOf(before)), new Map(factsOf(after))]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((subject) => {
    const [was = null, is = null] = [old.get(subject), fresh.get(subject)]
    return was === is ? [] : [{ subject, before: was, after: is }]
  })
}

function* factsOf(version: PackageVersion): Generator<[subject: string, value: string]> {
  yield ['Name', version.name]
  yield ['Price', `${version.costPercent} % of the subscription`]
  for (const [currency, minor] of Object.entries(version.minimumFeeMinor ?? {}))
    yield [`Minimum fee, ${currency}`, moneyWords(minor, currency, 'en')]
  yield ['Support hours', hoursText(version.supportHours)]
  for (const priority of PRIORITIES) {
    yield [`First reply, ${priority} priority`, targetText(version.firstResponse[priority])]
    yield [`Next reply, ${priority} priority`, targetText(version.nextResponse?.[priority] ?? null)]
    yield [`Resolution, ${priority} priority`, targetText(version.resolution[priority])]
  }
  yield ['Seats', String(version.seats)]
  for (const { name, availability } of Object.values(version.services))
    yield [name, availabilityText(availability, version)]
  for (const { code, rule } of version.terms) yield [capital(`term ${code}`), rule]
}

function availabilityText(availability: Availability, { pools }: PackageVersion): string {
  if (availability.kind === 'conditional') return `For people certified as ${availability.certification}`
  if (availability.kind !== 'limited') return pageWords.availability[availability.kind]
  const pool = pools[availability.pool]
  return pool === undefined
    ? pageWords.availability.limited
    : pageWords.poolHint(pool.limit, pool.unit, pool.sharedBy.length)
}
