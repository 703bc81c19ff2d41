import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { type PackageVersion, packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { applyDeviations, carriedOver, deviationsThatStillHelp, deviationViews } from './apply-deviations.ts'
import { type Deviation, deviationSchema } from './deviation.ts'
import { termAt, termChanges, termPaths } from './term-changes.ts'

const catalogue = parseCatalogue(JSON.parse(readFileSync('catalogue/support-packages.json', 'utf8')))
const versions = packageVersionsOf(catalogue, 1)
const packageOf = (code: string): PackageVersion => {
  const found = versions.find((one) => one.code === code)
  assert.ok(found)
  return found
}
const [basic, business, premium] = [packageOf('basic'), packageOf('business'), packageOf('premium')]
const agreed = (path: string, value: Deviation['value']): Deviation =>
  deviationSchema.parse({ path, value, note: 'Signed by both' })

const table: [string, Deviation['value']][] = [
  ['firstResponse.high', { minutes: 20, guaranteed: true }],
  ['firstResponse.low', { minutes: 600, guaranteed: false }],
  ['resolution.high', { minutes: 480, guaranteed: true }],
  ['seats', 4],
  ['supportHours', { always: true }],
  ['pools.business_consultation_cases', 9],
]

for (const [path, value] of table)
  test(`${path} is agreed, and nothing else moves`, () => {
    const from = path.startsWith('pools.') ? basic : business
    const there = path.startsWith('pools.') ? `pools.${Object.keys(basic.pools)[0]}` : path
    const { terms, problems } = applyDeviations(from, [agreed(there, value)])
    assert.deepEqual(problems, [])
    assert.deepEqual(termAt(terms, there), value)
    assert.deepEqual(
      termChanges(from, terms).map((change) => change.path),
      [there],
    )
  })

test('a service that is included instead of limited draws from its pool no more', () => {
  const [pool = ''] = Object.keys(basic.pools)
  const [service = ''] = basic.pools[pool]?.sharedBy ?? []
  const { terms, problems } = applyDeviations(basic, [agreed(`services.${service}`, { kind: 'included' })])
  assert.deepEqual(problems, [])
  assert.equal(terms.services[service]?.availability.kind, 'included')
  assert.equal(terms.pools[pool]?.sharedBy.includes(service), false)
})

test('what makes no terms is a problem and changes nothing', () => {
  const wrong: Deviation[] = [
    agreed('services.made.up', { kind: 'included' }),
    agreed('pools.made_up', 3),
    agreed('seats', { kind: 'included' }),
    agreed('firstResponse.high', 20),
    agreed('supportHours', 3),
    agreed(`services.${Object.keys(basic.services)[0]}`, { kind: 'limited', pool: 'made_up' }),
  ]
  for (const one of wrong) {
    const { terms, problems } = applyDeviations(business, [one])
    assert.equal(problems.length, 1, one.path)
    assert.deepEqual(terms, business)
  }
  const twice = applyDeviations(business, [agreed('seats', 7), agreed('seats', 8)])
  assert.deepEqual([twice.terms.seats, twice.problems.map(({ at }) => at)], [7, [1]])
  assert.equal(deviationSchema.safeParse({ path: 'costPercent', value: 1, note: '' }).success, false)
})

test('what is carried into a higher package is what still helps there', () => {
  const all = [
    agreed('firstResponse.high', { minutes: 10, guaranteed: true }),
    agreed('firstResponse.medium', { minutes: 100_000, guaranteed: true }),
    agreed('seats', 7),
    agreed('supportHours', { days: ['mon'], from: '08:00', to: '20:00' }),
  ]
  assert.deepEqual(
    deviationsThatStillHelp(all, premium).map(({ path }) => path),
    ['firstResponse.high'],
  )
})

test('nothing that is carried over takes anything from the package', () => {
  for (const path of termPaths(premium)) {
    const value = termAt(basic, path)
    if (value === undefined) continue
    const one: Deviation = { path, value, note: '' }
    for (const { value: kept } of deviationsThatStillHelp([one], premium)) {
      assert.notDeepEqual(kept, termAt(premium, path), path)
      assert.equal(typeof kept === 'number' && kept <= Number(termAt(premium, path)), false, path)
    }
  }
})

test('each is shown beside what the package has without it', () => {
  const [view] = deviationViews([agreed('seats', 7)], business)
  assert.deepEqual(view, { path: 'seats', value: 7, standard: business.seats, note: 'Signed by both' })
})

test('a renewal takes along what was negotiated as far as its edition has a place for it, and names the rest', () => {
  const [pool = ''] = Object.keys(basic.pools)
  const negotiated = [
    agreed(`pools.${pool}`, 8),
    agreed('seats', 4),
    agreed('services.nothing', { kind: 'included' }),
  ]
  const there = carriedOver(basic, negotiated)
  assert.deepEqual([there.kept.length, there.terms.pools[pool]?.limit], [2, 8])
  const { kept, leftOut, terms } = carriedOver({ ...basic, pools: {} }, negotiated)
  assert.deepEqual(
    [kept, leftOut].map((found) => found.map(({ path }) => path)),
    [['seats'], [`pools.${pool}`, 'services.nothing']],
  )
  assert.deepEqual([terms.seats, applyDeviations({ ...basic, pools: {} }, kept).problems], [4, []])
})
