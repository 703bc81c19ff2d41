import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { randomCatalogue } from '../../../../tests/support/random-catalogue.ts'
import { parseCatalogue } from './catalogue.ts'
import { catalogueChanges } from './catalogue-changes.ts'
import { packageVersionsOf } from './package-version.ts'
import { readCatalogueText } from './read-catalogue-text.ts'
import { damaged, type Json, shippedText } from '../../../../tests/support/damaged-catalogue.ts'

const problemsOf = (text: string) => {
  const read = readCatalogueText(text)
  return 'problems' in read ? read.problems : []
}

describe('Reading a catalogue from a file', () => {
  it('takes the one the product ships with', () => {
    assert.deepEqual(problemsOf(shippedText), [])
  })

  for (const [what, { text, at }] of Object.entries(damaged))
    it(`says where it is wrong: ${what}`, () => {
      const problems = problemsOf(text)
      assert.deepEqual(
        problems.map((one) => one.path),
        [at],
        JSON.stringify(problems),
      )
      assert.ok(problems[0]?.message)
    })

  it('tells fifty things at most', () => {
    const many = JSON.parse(shippedText) as Json
    many['terms'] = Array.from({ length: 80 }, () => ({ code: 'none', rule: 'x' }))
    assert.equal(problemsOf(JSON.stringify(many)).length, 50)
  })
})

describe('What differs between two catalogues', () => {
  const shipped = parseCatalogue(JSON.parse(shippedText))

  it('is nothing between the same two, however they are written', () => {
    assert.deepEqual(catalogueChanges(shipped, parseCatalogue(JSON.parse(shippedText))), [])
  })

  it('is told in words for a price, hours, a target, a service and a pool', () => {
    const next = structuredClone(shipped)
    const [basic] = next.packages
    const phone = next.services.find(({ code }) => code === 'channel.phone')
    const pool = next.pools['basic-consultations']
    assert.ok(basic && phone && pool)
    basic.costPercentOfSubscription = 5
    next.supportHours['basic'] = {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
      from: '08:00',
      to: '18:00',
    }
    next.responseTimeMinutes.high['basic'] = 90
    phone['basic'] = 'included'
    pool.limit = 8
    const told = catalogueChanges(shipped, next).map((one) => [
      one.area,
      one.subject,
      one.packageName,
      one.before,
      one.after,
    ])
    assert.deepEqual(told, [
      ['packages', 'Price', 'Basic', '0 % of the subscription', '5 % of the subscription'],
      ['hours', 'Support hours', 'Basic', 'Mon–Fri, 09:00–18:00', 'Mon–Sat, 08:00–18:00'],
      ['response', 'High priority', 'Basic', '4 h', '1 h 30 min'],
      ['services', 'Support via phone', 'Basic', 'Not included', 'Included'],
      ['pools', 'Limit of basic-consultations', null, 'Up to 5 cases per year', 'Up to 8 cases per year'],
    ])
  })

  it('is told for a promise, a minimum fee, a label and a footnote', () => {
    const next = structuredClone(shipped)
    const [, business] = next.packages
    const academy = next.services.find(({ code }) => code === 'academy')
    assert.ok(business && academy)
    business.minimumFeeMinor = { EUR: 120_000, JPY: 90_000 }
    next.responseTimeMinutes.high['basic'] = { minutes: 240, promise: 'tracked' }
    next.responseTimeMinutes.low['premium'] = { minutes: 600, promise: 'guaranteed' }
    next.resolutionTimeMinutes.high['premium'] = { minutes: 1440, promise: 'guaranteed' }
    academy['basic'] = { availability: 'included', label: 'Recordings', footnote: 'Live from 2027.' }
    assert.deepEqual(
      catalogueChanges(shipped, next).map((one) => [one.subject, one.packageName, one.before, one.after]),
      [
        ['Minimum fee, EUR', 'Business', null, 'At least €1,200.00 a year'],
        ['Minimum fee, JPY', 'Business', null, 'At least ¥90,000 a year'],
        ['High priority', 'Basic', '4 h', '4 h, tracked'],
        ['Low priority', 'Premium', 'No promised time', '10 h'],
        [
          'Access to the Academy',
          'Basic',
          'Included',
          'Included (“Recordings”), with the footnote “Live from 2027.”',
        ],
      ],
    )
  })

  it('is told wherever the terms of two catalogues differ, and nowhere between one and itself', () => {
    const catalogues = fc.tuple(randomCatalogue, randomCatalogue)
    fc.assert(
      fc.property(catalogues, ([one, other]) => {
        const [before, after] = [parseCatalogue(one), parseCatalogue(other)]
        assert.deepEqual(catalogueChanges(before, before), [])
        const terms = (of: typeof before) => JSON.stringify(packageVersionsOf(of, 1))
        if (terms(before) !== terms(after)) assert.ok(catalogueChanges(before, after).length > 0)
      }),
      { numRuns: 30 },
    )
  })

  it('tells a package that is new or gone once, without each of its cells', () => {
    const next = structuredClone(shipped)
    next.packages = next.packages.filter(({ code }) => code !== 'premium')
    const gone = catalogueChanges(shipped, next)
    assert.deepEqual(gone, [
      { area: 'packages', subject: 'Package premium', packageName: null, before: 'Premium', after: null },
    ])
    assert.deepEqual(catalogueChanges(next, shipped), [
      { area: 'packages', subject: 'Package premium', packageName: null, before: null, after: 'Premium' },
    ])
  })

  it('leaves out no field: every value that is changed is told', async () => {
    const file = path.resolve(import.meta.dirname, '../../../../catalogue/support-packages.json')
    const json = JSON.parse(await readFile(file, 'utf8')) as Json
    const untold: string[] = []
    let tried = 0
    for (const [at, change] of everyLeaf(json)) {
      const next = structuredClone(json)
      change(next)
      const read = readCatalogueText(JSON.stringify(next))
      if ('problems' in read) continue
      tried += 1
      if (catalogueChanges(shipped, read.catalogue).length === 0) untold.push(at)
    }
    assert.deepEqual(untold, [])
    assert.ok(tried > 120, `${tried} changes were tried`)
  })
})

/** A way to change each text, number and truth of a document, the rest as it is. */
function everyLeaf(value: unknown, at: string[] = []): [string, (json: Json) => void][] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inside]) => everyLeaf(inside, [...at, name]))
  return [[at.join('.'), (json) => put(json, at, changed(value, at))]]
}

function changed(value: unknown, at: string[]): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return 7
  if (value === 'included') return 'not_included'
  if (value === 'not_included') return 'included'
  if (value === 'on_request') return 'included'
  if (value === 'mon') return 'tue'
  if (value === '09:00') return '10:00'
  return at.at(-1) === 'offset' ? '+04:00' : `${typeof value === 'string' ? value : ''} changed`
}

function put(json: Json, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) json[name] = value
  else put(json[name] as Json, rest, value)
}
