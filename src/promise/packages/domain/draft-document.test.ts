import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { randomCatalogue } from '../../../../tests/support/random-catalogue.ts'
import { shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { cellEdits, drawnBy, freshPoolCode, readCell, sharedBy, writeCell } from './draft-cell.ts'
import { type DraftDocument, readDraftText, writeDraftText } from './draft-document.ts'
import { type Path, valueAt, withValue } from './draft-path.ts'
import { readTarget, usualPromise, writeTarget } from './draft-target.ts'
import { problemPlace } from './problem-place.ts'
import { readCatalogueText } from './read-catalogue-text.ts'

function opened(text: string): DraftDocument {
  const read = readDraftText(text)
  assert.ok('document' in read)
  return read.document
}
const shipped = opened(shippedText)
const rowOf = (code: string) => shipped.services.findIndex((one) => one.code === code)
const cell = (code: string, packageCode: string): Path => ['services', rowOf(code), packageCode]
const choose = (document: DraftDocument, path: Path, change: Partial<ReturnType<typeof readCell>>) =>
  cellEdits(document, path, { ...readCell(valueAt(document, path)), ...change }).reduce(
    (all, edit) => withValue(all, edit.path, edit.value),
    document,
  )
const isFit = (document: DraftDocument) => 'catalogue' in readCatalogueText(JSON.stringify(document))

describe('A draft', () => {
  it('is written as it was read, byte for byte, however it is indented', () => {
    for (const text of [
      shippedText,
      `${shippedText}\n`,
      JSON.stringify(JSON.parse(shippedText), null, '\t'),
      `${JSON.stringify(JSON.parse(shippedText), null, 4)}\r\n`,
    ])
      assert.equal(writeDraftText(opened(text), text), text)
  })

  it('changes in one place, shares everything else, and is back when the change is taken back', () => {
    const path = cell('academy', 'basic')
    const changed = withValue(shipped, path, 'on_request')
    assert.equal(valueAt(changed, path), 'on_request')
    assert.equal(changed.services[0], shipped.services[0])
    assert.equal(changed.pools, shipped.pools)
    assert.deepEqual(withValue(changed, path, 'included'), shipped)
  })

  it('keeps what was typed, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('basic', 'premium'), (value, code) => {
        const typed = JSON.parse(JSON.stringify(value)) as string
        const text = writeDraftText(withValue(shipped, ['authorisedContacts', code], typed), shippedText)
        assert.deepEqual(valueAt(opened(text), ['authorisedContacts', code]), typed)
      }),
    )
  })
})

describe('A cell of a draft', () => {
  it('of any kind is written again as it was read', () => {
    fc.assert(
      fc.property(randomCatalogue, (json) => {
        const document = opened(JSON.stringify(json))
        for (const service of document.services)
          for (const { code } of document.packages) {
            const again = readCell(writeCell(readCell(service[code])))
            assert.deepEqual(again, readCell(service[code]))
          }
      }),
      { numRuns: 20 },
    )
  })

  it('that is not a cell is shown as something to choose', () => {
    for (const value of [undefined, null, 3, 'sometimes', [], {}])
      assert.equal(readCell(value).choice, 'unknown')
  })

  it('that is limited brings its service into the pool, and takes it out again with the last one', () => {
    const path = cell('academy', 'basic')
    const limited = choose(shipped, path, { choice: 'pool:basic-consultations' })
    assert.deepEqual(sharedBy(limited, 'basic-consultations'), [
      'academy',
      ...sharedBy(shipped, 'basic-consultations'),
    ])
    assert.equal(drawnBy(limited, 'basic-consultations').length, 4)
    const both = choose(limited, cell('academy', 'business'), { choice: 'pool:basic-consultations' })
    const one = choose(both, path, { choice: 'included' })
    assert.ok(sharedBy(one, 'basic-consultations').includes('academy'))
    const none = choose(one, cell('academy', 'business'), { choice: 'included' })
    assert.deepEqual(none, shipped)
  })

  it('leaves a draft that can be published, whatever is chosen where', () => {
    const codes = shipped.services.map(({ code }) => code).filter((code) => !/^channel|guaranteed/.test(code))
    const change = fc.record({
      code: fc.constantFrom(...codes),
      packageCode: fc.constantFrom('basic', 'business', 'premium'),
      choice: fc.constantFrom(
        'included',
        'on_request',
        'conditional',
        'not_included',
        'pool:basic-consultations',
      ),
      footnote: fc.constantFrom('', 'From 2027.'),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const document = changes.reduce(
          (all, { code, packageCode, ...more }) =>
            choose(all, cell(code, packageCode), { ...more, certification: 'developer', label: '' }),
          shipped,
        )
        const isDrawn = sharedBy(document, 'basic-consultations').length > 0
        const whole = isDrawn ? document : withValue(document, ['pools', 'basic-consultations'], undefined)
        assert.ok(isFit(whole))
      }),
    )
  })

  it('finds a code for a new pool', () => {
    const pool = { limit: 5, unit: 'cases', per: 'year', sharedBy: [] }
    assert.equal(freshPoolCode(withValue(shipped, ['pools', 'pool-1'], pool)), 'pool-2')
  })
})

describe('A target of a draft', () => {
  it('is written in minutes alone where its promise is the usual one', () => {
    const usual = (priority: 'high' | 'low') =>
      usualPromise(shipped, 'responseTimeMinutes', priority, 'basic')
    assert.deepEqual([usual('high'), usual('low')], ['guaranteed', 'tracked'])
    assert.equal(usualPromise(shipped, 'resolutionTimeMinutes', 'high', 'premium'), 'guaranteed')
    assert.equal(usualPromise(shipped, 'resolutionTimeMinutes', 'high', 'basic'), 'tracked')
    assert.equal(usualPromise(shipped, 'nextResponseMinutes', 'high', 'premium'), 'tracked')
    const path = ['nextResponseMinutes', 'high', 'basic']
    assert.ok(isFit(withValue(shipped, path, 60)) && !isFit(withValue(shipped, path, 'soon')))
    assert.equal(
      problemPlace('nextResponseMinutes.high.basic', shipped).words,
      'Next reply, high priority, Basic',
    )
    assert.equal(writeTarget(60, 'guaranteed', 'guaranteed'), 60)
    assert.deepEqual(writeTarget(60, 'tracked', 'guaranteed'), { minutes: 60, promise: 'tracked' })
    assert.equal(writeTarget(null, 'tracked', 'guaranteed'), null)
    assert.deepEqual(readTarget({ minutes: 60, promise: 'tracked' }, 'guaranteed'), {
      minutes: 60,
      promise: 'tracked',
    })
    assert.deepEqual(readTarget('soon', 'guaranteed'), { minutes: 'soon', promise: 'guaranteed' })
    assert.deepEqual(readTarget(undefined, 'tracked'), { minutes: null, promise: 'tracked' })
  })
})

describe('What is wrong with a draft', () => {
  for (const [path, words, packageCode] of [
    ['packages[1].costPercentOfSubscription', 'Business', 'business'],
    ['services[4].premium', 'Support via email, Premium', 'premium'],
    [
      'services[12].premium.conditional',
      'Development consultation for users certified as developers, Premium',
      'premium',
    ],
    ['responseTimeMinutes.high.basic', 'First reply, high priority, Basic', 'basic'],
    ['supportHours.business.from', 'Support hours, Business', 'business'],
    ['authorisedContacts.basic', 'Seats, Basic', 'basic'],
    ['pools.basic-consultations.limit', 'Pool basic-consultations', null],
    ['coverageZones[2].offset', 'CoverageZones[2].offset', null],
    ['', 'The whole draft', null],
  ] as const)
    it(`at ${path === '' ? 'no place' : path} is told at “${words}”`, () => {
      assert.deepEqual(problemPlace(path, shipped), { words, packageCode })
    })
})
