import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parseCatalogue } from './catalogue.ts'
import { packageVersionSchema, packageVersionsOf, promisedTerms } from './package-version.ts'
import type { PackageVersion } from './package-version.ts'
import { packagesWith } from './packages-with.ts'

const published: unknown = JSON.parse(readFileSync('catalogue/support-packages.json', 'utf8'))
const versions = packageVersionsOf(parseCatalogue(published), 1)

function version(code: string): PackageVersion {
  const found = versions.find((one) => one.code === code)
  assert.ok(found)
  return found
}

function minutesAndPromise(targets: PackageVersion['firstResponse']): unknown[] {
  return [targets.high, targets.medium, targets.low].map((one) => one && [one.minutes, one.guaranteed])
}

/** The published catalogue with one thing changed. */
function changed(edit: (catalogue: Record<string, never> & { [key: string]: unknown }) => void): unknown {
  const copy = structuredClone(published) as Record<string, never>
  edit(copy)
  return copy
}

describe('the default catalogue as package versions', () => {
  it('offers Basic, Business and Premium for 0, 10 and 20 percent with 2, 5 and 15 seats', () => {
    assert.deepEqual(
      versions.map(({ code, name, version: number, costPercent, seats }) => [
        code,
        name,
        number,
        costPercent,
        seats,
      ]),
      [
        ['basic', 'Basic', 1, 0, 2],
        ['business', 'Business', 1, 10, 5],
        ['premium', 'Premium', 1, 20, 15],
      ],
    )
  })
  it('guarantees the first response for high and medium and promises nothing for low', () => {
    assert.deepEqual(minutesAndPromise(version('basic').firstResponse), [[240, true], [480, true], null])
    assert.deepEqual(minutesAndPromise(version('business').firstResponse), [[60, true], [240, true], null])
    assert.deepEqual(minutesAndPromise(version('premium').firstResponse), [[30, true], [120, true], null])
  })
  it('guarantees a resolution only in Premium, and says that the vendor set the figure', () => {
    assert.deepEqual(minutesAndPromise(version('basic').resolution), [null, null, null])
    assert.deepEqual(minutesAndPromise(version('business').resolution), [null, null, null])
    assert.deepEqual(minutesAndPromise(version('premium').resolution), [[1440, true], [4320, true], null])
    assert.equal(version('premium').resolution.high?.vendorSet, true)
    assert.equal(version('premium').firstResponse.high?.vendorSet, false)
  })
  it('only tracks a resolution where the guarantee is not part of the package', () => {
    const catalogue = changed((copy) => {
      Object.assign(copy['resolutionTimeMinutes'] ?? {}, { high: { business: 600 } })
    })
    const business = packageVersionsOf(parseCatalogue(catalogue), 2)[1]
    assert.deepEqual(business?.resolution.high, {
      minutes: 600,
      guaranteed: false,
      vendorSet: true,
    })
    assert.equal(business?.version, 2)
  })
  it('takes the word of a target for its promise, and hides from customers what is only tracked', () => {
    const catalogue = changed((copy) => {
      Object.assign(copy['responseTimeMinutes'] ?? {}, {
        low: { business: 600, premium: { minutes: 480, promise: 'guaranteed' } },
      })
      Object.assign(copy['responseTimeMinutes']?.['high'] ?? {}, {
        basic: { minutes: 200, promise: 'tracked' },
      })
      Object.assign(copy['resolutionTimeMinutes'] ?? {}, {
        high: { premium: { minutes: 900, promise: 'tracked' } },
      })
    })
    const [basic, business, premium] = packageVersionsOf(parseCatalogue(catalogue), 1)
    assert.ok(basic && business && premium)
    assert.deepEqual(minutesAndPromise(basic.firstResponse), [[200, false], [480, true], null])
    assert.deepEqual(minutesAndPromise(business.firstResponse), [
      [60, true],
      [240, true],
      [600, false],
    ])
    assert.deepEqual(minutesAndPromise(premium.firstResponse), [
      [30, true],
      [120, true],
      [480, true],
    ])
    assert.deepEqual(minutesAndPromise(premium.resolution), [[900, false], [4320, true], null])
    assert.deepEqual(minutesAndPromise(promisedTerms(basic).firstResponse), [null, [480, true], null])
    assert.deepEqual(minutesAndPromise(promisedTerms(business).firstResponse), [
      [60, true],
      [240, true],
      null,
    ])
    assert.deepEqual(minutesAndPromise(promisedTerms(premium).resolution), [null, [4320, true], null])
  })
  it('tracks the time to a later reply where the vendor states one, and never shows it to customers', () => {
    const catalogue = changed((copy) => {
      Object.assign(copy, {
        nextResponseMinutes: { high: { premium: 60, basic: null }, low: { premium: 480 } },
      })
    })
    const [basic, , premium] = packageVersionsOf(parseCatalogue(catalogue), 1)
    assert.ok(premium?.nextResponse)
    assert.deepEqual(minutesAndPromise(premium.nextResponse), [[60, false], null, [480, false]])
    assert.equal(basic && 'nextResponse' in basic, false)
    assert.equal('nextResponse' in promisedTerms(premium), false)
  })
  it('cannot promise the time to a later reply', () => {
    const promise = { minutes: 60, promise: 'guaranteed' }
    const catalogue = changed((copy) =>
      Object.assign(copy, { nextResponseMinutes: { high: { premium: promise } } }),
    )
    assert.throws(() => parseCatalogue(catalogue), /whole minutes, or nothing/)
  })
  it('reads terms that were frozen before there was a time to a later reply', () => {
    const { nextResponse: none, ...stored } = version('premium')
    assert.equal(none, undefined)
    assert.deepEqual(packageVersionSchema.parse(stored), version('premium'))
  })
  it('keeps the label and the footnote of every kind of cell, and the minimum fee of a package', () => {
    const catalogue = changed((copy) => {
      replaceCell(copy, 'academy', 'basic', { availability: 'not_included', footnote: 'From 2027.' })
      replaceCell(copy, 'channel.phone', 'basic', { availability: 'included', label: 'Mornings' })
      Object.assign(copy['packages']?.[1] ?? {}, { minimumFeeMinor: { EUR: 120_000 } })
    })
    const [basic, business] = packageVersionsOf(parseCatalogue(catalogue), 1)
    assert.deepEqual(basic?.services['academy'], {
      name: 'Access to the Academy',
      group: 'Self-service',
      availability: { kind: 'not_included' },
      footnote: 'From 2027.',
    })
    assert.deepEqual(basic?.services['channel.phone']?.label, 'Mornings')
    assert.deepEqual([basic?.minimumFeeMinor, business?.minimumFeeMinor], [undefined, { EUR: 120_000 }])
  })
  it('says of a pool which services of the package draw from it', () => {
    const catalogue = changed((copy) => replaceCell(copy, 'consultation.analytics', 'basic', 'included'))
    assert.deepEqual(
      packageVersionsOf(parseCatalogue(catalogue), 1)[0]?.pools['basic-consultations']?.sharedBy,
      ['consultation.process', 'consultation.interface_logic'],
    )
  })
  it('shares one Basic pool of five between three topics and leaves system administration out', () => {
    const { pools, services } = version('basic')
    assert.deepEqual(Object.keys(pools), ['basic-consultations'])
    assert.equal(pools['basic-consultations']?.limit, 5)
    for (const topic of ['process', 'interface_logic', 'analytics'])
      assert.deepEqual(services[`consultation.${topic}`]?.availability, {
        kind: 'limited',
        pool: 'basic-consultations',
      })
    assert.equal(services['consultation.process']?.label, 'Limitations apply')
    assert.deepEqual(services['consultation.administration']?.availability, { kind: 'included' })
    assert.deepEqual(version('premium').pools, {})
  })
  it('ties development consultation in Premium to a developer certification', () => {
    assert.deepEqual(version('premium').services['consultation.development']?.availability, {
      kind: 'conditional',
      certification: 'developer',
    })
  })
  it('survives being frozen as JSON without losing anything', () => {
    for (const one of versions)
      assert.deepEqual(packageVersionSchema.parse(JSON.parse(JSON.stringify(one))), one)
  })
  it('knows which packages have a service, and keeps services that nobody has', () => {
    const offers = packagesWith(versions)
    assert.deepEqual(
      offers['release.early_bird']?.packages.map(({ name, availability }) => [name, availability]),
      [
        ['Business', 'on_request'],
        ['Premium', 'on_request'],
      ],
    )
    assert.equal(Object.keys(offers).length, 22)
    assert.deepEqual(packagesWith([version('basic')])['channel.phone'], {
      serviceName: 'Support via phone',
      packages: [],
    })
  })
})

describe('a catalogue is not accepted when', () => {
  const edits: Record<string, (copy: Record<string, never> & { [key: string]: unknown }) => void> = {
    'a field is missing': (copy) => void Reflect.deleteProperty(copy, 'pools'),
    'a service draws from a pool that does not exist': (copy) => Object.assign(copy, { pools: {} }),
    'a package has no support hours': (copy) => Object.assign(copy, { supportHours: {} }),
    'a package has no number of authorised contacts': (copy) =>
      Object.assign(copy, { authorisedContacts: { group: 'a', label: 'b', basic: 2 } }),
    'a channel is anything but included or not included': (copy) =>
      replaceService(copy, 'channel.phone', 'on_request'),
    'a channel is on request in more words': (copy) =>
      replaceCell(copy, 'channel.phone', 'basic', { availability: 'on_request' }),
    'a resolution is guaranteed where the guarantee is not included': (copy) =>
      Object.assign(copy['resolutionTimeMinutes'] ?? {}, {
        high: { business: { minutes: 600, promise: 'guaranteed' } },
      }),
    'a minimum fee is of no currency': (copy) =>
      Object.assign(copy['packages']?.[1] ?? {}, { minimumFeeMinor: { EURO: 1 } }),
    'a minimum fee is no whole amount': (copy) =>
      Object.assign(copy['packages']?.[1] ?? {}, { minimumFeeMinor: { EUR: 1.5 } }),
    'a cell holds an unknown word': (copy) => replaceService(copy, 'academy', 'sometimes'),
  }
  for (const [name, edit] of Object.entries(edits))
    it(name, () => {
      assert.throws(() => parseCatalogue(changed(edit)), { name: /ZodError/ })
    })
})

function replaceService(copy: { [key: string]: unknown }, code: string, cell: string): void {
  const row = { group: 'g', name: 'n', code, basic: cell, business: cell, premium: cell }
  const rows = copy['services']
  assert.ok(Array.isArray(rows))
  copy['services'] = rows.map((one: { code: string }) => (one.code === code ? row : one))
}

function replaceCell(
  copy: { [key: string]: unknown },
  code: string,
  packageCode: string,
  cell: unknown,
): void {
  const rows = copy['services']
  assert.ok(Array.isArray(rows))
  copy['services'] = rows.map((one: { code: string }) =>
    one.code === code ? { ...one, [packageCode]: cell } : one,
  )
}
