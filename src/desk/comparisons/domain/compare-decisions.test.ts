import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { decide } from '#promise/entitlements/domain/decide.ts'
import { supportHoursAt } from '#promise/entitlements/domain/support-hours-at.ts'
import { catalogueSchema } from '#promise/packages/domain/catalogue.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import { type PackageVersion, packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { compareDecisions, type PastDecision } from './compare-decisions.ts'

const text = readFileSync(new URL('../../../../catalogue/support-packages.json', import.meta.url), 'utf8')
const versions = packageVersionsOf(catalogueSchema.parse(JSON.parse(text)), 1)
const [basic, business, premium] = versions
assert.ok(basic && business && premium)

const noon = Date.parse('2026-06-10T10:00:00Z')
const agreement = {
  start: '2026-02-14',
  end: '2028-02-14',
  zone: '+01:00',
  products: ['studio'],
  approvals: [],
}
type Wanted = Partial<PastDecision['question']> & { at?: number; caseId?: string | null; id?: string }

/** What was decided then, under these terms: recorded as the product records it. */
function decidedUnder(terms: PackageVersion, wanted: Wanted = {}): PastDecision {
  const { at = noon, caseId = null, id = `d${at}`, ...rest } = wanted
  const question: PastDecision['question'] = {
    contact: { authorised: true, certifications: [] },
    used: {},
    product: { code: 'studio', kind: 'platform' },
    channel: 'portal',
    type: 'problem',
    priority: 'medium',
    agreement,
    ...rest,
  }
  const { topic, service, onBehalf, ...others } = question
  const decision = decide({
    ...others,
    ...(topic === undefined ? {} : { topic }),
    ...(service === undefined ? {} : { service }),
    ...(onBehalf === undefined ? {} : { onBehalf }),
    at,
    agreement: question.agreement && { ...question.agreement, terms },
    supportHours: supportHoursAt(terms.supportHours, agreement.zone, at),
    packagesWith: packagesWith(versions),
  })
  const drawn = decision.reasons.find((reason) => reason.code === 'drawn_from_pool')
  return { id, at, caseId, question, outcome: decision.outcome, drewFrom: drawn?.values.pool ?? null }
}

const changesOf = (past: PastDecision[], terms: PackageVersion) =>
  compareDecisions(past, terms).map(({ change }) => change)

describe('What another package would have decided', () => {
  const night = Date.parse('2026-06-10T23:00:00Z')
  const table: [string, Wanted, PackageVersion, PackageVersion, string][] = [
    ['a call that Basic refuses, Business takes', { channel: 'phone' }, basic, business, 'falls_away'],
    ['a call that Business takes, Basic refuses', { channel: 'phone' }, business, basic, 'would_come'],
    ['a call at night is not now in Business', { channel: 'phone', at: night }, basic, business, 'same'],
    ['and taken in Premium', { channel: 'phone', at: night }, basic, premium, 'falls_away'],
    ['a problem by the portal stays as it is', {}, basic, premium, 'same'],
    [
      'somebody without a seat has none in any package',
      { contact: { authorised: false, certifications: [] } },
      basic,
      premium,
      'same',
    ],
    [
      'a marketplace product is the publisher’s in any package',
      { product: { code: 'maps', kind: 'marketplace' } },
      basic,
      premium,
      'same',
    ],
    ['without an agreement no package would have helped', { agreement: null }, basic, premium, 'same'],
    [
      'what a pool had used up, a package without the pool takes',
      { type: 'consultation', topic: 'consultation.process', used: { citizen_consultations: 5 } },
      basic,
      business,
      'falls_away',
    ],
    [
      'a topic that the other edition does not know is not included there',
      { type: 'consultation', topic: 'consultation.process' },
      business,
      { ...business, services: {} },
      'would_come',
    ],
  ]
  for (const [sentence, wanted, then, other, change] of table)
    it(sentence, () => {
      const pool = Object.keys(basic.pools)[0] ?? ''
      const used = wanted.used === undefined ? {} : { used: { [pool]: 5 } }
      assert.deepEqual(changesOf([decidedUnder(then, { ...wanted, ...used })], other), [change])
    })

  const consulted = (at: number, caseId: string, terms: PackageVersion, more: Wanted = {}) =>
    decidedUnder(terms, {
      at,
      id: caseId,
      caseId,
      type: 'consultation',
      topic: 'consultation.process',
      ...more,
    })
  const days = (count: number) => noon + count * 86_400_000

  it('counts a pool that only the other package has, from what was taken in the agreement year', () => {
    const past = [1, 2, 3, 4, 5, 6, 7].map((day) => consulted(days(day), `c${day}`, business))
    assert.deepEqual(changesOf(past, basic), [
      ...Array.from({ length: 5 }, () => 'same'),
      'would_come',
      'would_come',
    ])
  })

  it('starts the pool anew with the agreement year', () => {
    const first = [1, 2, 3, 4, 5].map((day) => consulted(days(day), `c${day}`, business))
    const next = consulted(Date.parse('2027-02-14T12:00:00Z'), 'later', business)
    assert.deepEqual(changesOf([...first, next], basic).at(-1), 'same')
  })

  it('gives back what a case no longer draws once it is a problem', () => {
    const past = [1, 2, 3, 4, 5].map((day) => consulted(days(day), `c${day}`, business))
    const reclassified = decidedUnder(business, { at: days(6), id: 'again', caseId: 'c5' })
    const sixth = consulted(days(7), 'c6', business)
    assert.deepEqual(changesOf([...past, reclassified, sixth], basic), Array(7).fill('same'))
  })

  const anything = fc.record({
    at: fc.integer({ min: Date.parse('2026-02-14'), max: Date.parse('2027-06-01') }),
    caseId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', null),
    channel: fc.constantFrom('portal' as const, 'email' as const, 'phone' as const),
    asked: fc.constantFrom(
      { type: 'problem' as const },
      // Most draw from the pool, so that runs come to its end.
      { type: 'consultation' as const, topic: 'consultation.process' },
      { type: 'consultation' as const, topic: 'consultation.analytics' },
      { type: 'consultation' as const, topic: null },
      { type: 'request' as const, service: 'release.early_bird' },
      { type: null },
    ),
    contact: fc.constantFrom(
      { authorised: true, certifications: [] },
      { authorised: false, certifications: [] },
    ),
    used: fc.integer({ min: 3, max: 5 }),
  })

  it('is nothing new with the package that was there, whatever was asked', () => {
    fc.assert(
      fc.property(
        fc.array(anything, { minLength: 15, maxLength: 40 }),
        fc.constantFrom(...versions),
        (asked, terms) => {
          const past = asked
            .toSorted((one, other) => one.at - other.at)
            .map(({ used, asked: what, ...one }, at) => {
              const pools = Object.fromEntries(Object.keys(terms.pools).map((pool) => [pool, used]))
              return decidedUnder(terms, { ...one, ...what, id: `d${at}`, used: pools })
            })
          assert.deepEqual(
            changesOf(past, terms),
            past.map(() => 'same'),
          )
        },
      ),
    )
  })
})
