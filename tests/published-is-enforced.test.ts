import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { hoursOfCover } from '#promise/agreements/domain/hours-of-cover.ts'
import { planOfTerms } from '#promise/agreements/domain/plan-of-terms.ts'
import { type Catalogue, parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import {
  type Availability,
  type PackageVersion,
  packageVersionSchema,
  packageVersionsOf,
  promisedTerms,
} from '#promise/packages/domain/package-version.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import { readCatalogueText } from '#promise/packages/domain/read-catalogue-text.ts'
import { shippedText } from './support/damaged-catalogue.ts'
import { enforcedCells } from './support/enforced-cells.ts'
import { type Published, publishedCells } from './support/published-cells.ts'
import { randomCatalogue } from './support/random-catalogue.ts'

const shipped = parseCatalogue(JSON.parse(shippedText))
/** As they are frozen in an agreement: stored as JSON, and read again. */
const frozen = (catalogue: Catalogue): PackageVersion[] =>
  packageVersionsOf(catalogue, 1).map((terms) =>
    packageVersionSchema.parse(JSON.parse(JSON.stringify(terms))),
  )

/** What the portal's plan page says, in the same words. */
function planCells(terms: PackageVersion, enforced: Published): Published {
  const plan = planOfTerms(terms, packagesWith([terms]))
  const minutes = (kind: 'firstResponseMinutes' | 'resolutionMinutes') =>
    Object.fromEntries(plan.targets.map((target) => [target.priority, target[kind]]))
  return {
    ...enforced,
    services: Object.fromEntries(
      plan.services.map(({ code, availability, pool }) => {
        const limit = pool === null ? '' : ` ${terms.pools[pool]?.limit}`
        const kinds: Partial<Record<Availability['kind'], string>> = {
          limited: `pool${limit}`,
          conditional: `certified ${/certified (\w+)/.exec(enforced.services[code] ?? '')?.[1]}`,
        }
        return [code, kinds[availability] ?? availability]
      }),
    ),
    firstReply: minutes('firstResponseMinutes'),
    resolution: minutes('resolutionMinutes'),
  }
}

/** What the API says to customers, in the same words. */
function apiCells(terms: PackageVersion, enforced: Published): Published {
  const told = promisedTerms(terms)
  const minutes = (targets: PackageVersion['firstResponse']) =>
    Object.fromEntries(Object.entries(targets).map(([priority, one]) => [priority, one?.minutes ?? null]))
  return {
    ...enforced,
    services: Object.fromEntries(
      Object.entries(told.services).map(([code, { availability }]) => {
        if (availability.kind === 'limited') return [code, `pool ${told.pools[availability.pool]?.limit}`]
        const isConditional = availability.kind === 'conditional'
        return [code, isConditional ? `certified ${availability.certification}` : availability.kind]
      }),
    ),
    firstReply: minutes(told.firstResponse),
    resolution: minutes(told.resolution),
    seats: told.seats,
  }
}

function assertSame(catalogue: Catalogue, versions: PackageVersion[]): void {
  const page = publishedCells(catalogue)
  for (const [column, terms] of versions.entries()) {
    const enforced = enforcedCells(terms)
    assert.deepEqual(page[column], enforced, `the page of ${terms.name}`)
    assert.deepEqual(planCells(terms, enforced), enforced, `the plan of ${terms.name}`)
    assert.deepEqual(apiCells(terms, enforced), enforced, `the API on ${terms.name}`)
    const calendar = calendarFromSupportHours(terms.supportHours, '+01:00')
    const asked = { calendar, names: {}, now: Date.UTC(2026, 10, 23), readerZone: '+01:00' }
    const { always, days, from, to } = hoursOfCover(asked)
    const told = always || from === null || to === null ? { always: true as const } : { days, from, to }
    assert.deepEqual(
      calendarFromSupportHours(told as PackageVersion['supportHours'], '+01:00'),
      calendar,
      `the hours of ${terms.name}`,
    )
  }
}

describe('Every cell that is published', () => {
  it('is the one that is decided and measured by, in the catalogue as it ships', () => {
    assertSame(shipped, frozen(shipped))
    const [basic] = publishedCells(shipped)
    assert.deepEqual(
      [basic?.services['consultation.process'], basic?.firstReply['high'], basic?.seats],
      ['pool 5', 240, 2],
    )
  })

  it('is the one that is decided and measured by, in any catalogue', () => {
    fc.assert(
      fc.property(randomCatalogue, (json) => {
        const read = readCatalogueText(JSON.stringify(json))
        assert.ok('catalogue' in read, JSON.stringify(read))
        assertSame(read.catalogue, frozen(read.catalogue))
      }),
      { numRuns: 40 },
    )
  })

  const others: Record<string, (terms: PackageVersion) => PackageVersion> = {
    'a service that is included': (terms) => withService(terms, 'academy', { kind: 'not_included' }),
    'a service that is not included': (terms) =>
      withService(terms, 'monitoring.proactive', { kind: 'included' }),
    'a service on request': (terms) => withService(terms, 'release.early_bird', { kind: 'included' }),
    'a channel': (terms) => withService(terms, 'channel.phone', { kind: 'not_included' }),
    'a certification': (terms) =>
      withService(terms, 'consultation.development', { kind: 'conditional', certification: 'analyst' }),
    'the size of a pool': (terms) => ({
      ...terms,
      pools: Object.fromEntries(
        Object.entries(terms.pools).map(([code, one]) => [code, { ...one, limit: 6 }]),
      ),
    }),
    'a time to the first reply': (terms) => ({
      ...terms,
      firstResponse: { ...terms.firstResponse, high: { minutes: 7, guaranteed: true, vendorSet: false } },
    }),
    'whether a reply is promised': (terms) => ({
      ...terms,
      firstResponse: {
        ...terms.firstResponse,
        medium: { minutes: 120, guaranteed: false, vendorSet: false },
      },
    }),
    'a time to the resolution': (terms) => ({
      ...terms,
      resolution: { ...terms.resolution, high: { minutes: 60, guaranteed: true, vendorSet: true } },
    }),
    'the seats': (terms) => ({ ...terms, seats: terms.seats + 1 }),
    'the support hours': (terms) => ({
      ...terms,
      supportHours: { days: ['mon', 'tue'], from: '09:15', to: '18:00' },
    }),
  }
  for (const [what, change] of Object.entries(others))
    it(`is told from what is enforced where they differ in ${what}`, () => {
      const versions = frozen(shipped)
      const changed = versions.map(change)
      assert.throws(() => assertSame(shipped, changed), { name: 'AssertionError', message: /^the page of / })
    })
})

function withService(terms: PackageVersion, code: string, availability: Availability): PackageVersion {
  const service = terms.services[code]
  assert.ok(service)
  return { ...terms, services: { ...terms.services, [code]: { ...service, availability } } }
}
