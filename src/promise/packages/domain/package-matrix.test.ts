import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parseCatalogue } from './catalogue.ts'
import { onlyDifferences, packageMatrix, rowSpans } from './package-matrix.ts'
import { packageVersionsOf } from './package-version.ts'

const catalogue = parseCatalogue(JSON.parse(readFileSync('catalogue/support-packages.json', 'utf8')))
const matrix = packageMatrix(catalogue, 7)
const versions = packageVersionsOf(catalogue, 7)
const lines = matrix.groups.flatMap((group) => group.lines)

describe('The matrix', () => {
  it('has in each cell exactly the terms that are enforced, for every service and package', () => {
    let compared = 0
    for (const [column, version] of versions.entries()) {
      for (const [code, terms] of Object.entries(version.services)) {
        const cell = lines.find((line) => line.code === code)?.cells[column]
        assert.ok(cell?.kind === 'service' || cell?.kind === 'pool', `${code} in ${version.code}`)
        assert.deepEqual(cell.service, terms)
        if (terms.availability.kind === 'limited') {
          assert.ok(cell.kind === 'pool')
          assert.deepEqual(cell.pool, version.pools[terms.availability.pool])
        }
        compared += 1
      }
    }
    assert.equal(compared, 66)
  })
  it('shows staff what is only tracked, and customers nothing of it', () => {
    const tracked = parseCatalogue({
      ...catalogue,
      nextResponseMinutes: { high: { premium: 60 } },
      resolutionTimeMinutes: { ...catalogue.resolutionTimeMinutes, low: { basic: 600 } },
    })
    const more = (reader: 'customers' | 'staff') =>
      packageMatrix(tracked, 7, reader).groups.flatMap(({ code }) =>
        code === 'nextResponse' || code === 'resolution' ? [code] : [],
      )
    assert.deepEqual([more('staff'), more('customers')], [['nextResponse', 'resolution'], []])
    assert.deepEqual(packageMatrix(tracked, 7), matrix)
  })
  it('has the hours, response times and seats that are enforced', () => {
    const cells = (code: string) => lines.find((line) => line.code === code)?.cells
    assert.deepEqual(
      cells('hours'),
      versions.map(({ supportHours: hours }) => ({ kind: 'hours', hours })),
    )
    for (const priority of ['high', 'medium', 'low'] as const)
      assert.deepEqual(
        cells(`response.${priority}`),
        versions.map((one) => ({ kind: 'target', target: one.firstResponse[priority] })),
      )
    assert.deepEqual(
      cells('seats'),
      versions.map(({ seats: count }) => ({ kind: 'seats', count })),
    )
  })
  it('keeps the catalogue’s groups and order, the contacts in their own group', () => {
    assert.deepEqual(
      matrix.groups.map(({ name }) => name),
      [null, 'Response time', ...new Set(catalogue.services.map(({ group }) => group))],
    )
    const named = lines.filter((line) => line.kind === 'named').map((line) => line.code)
    assert.deepEqual(named, [...catalogue.services.map(({ code }) => code), 'seats'])
  })
  it('counts the lines in which a reader would see a difference', () => {
    assert.deepEqual([matrix.lines, matrix.differing], [27, 16])
    const left = onlyDifferences(matrix).groups.flatMap((group) => group.lines)
    assert.equal(left.length, 16)
    assert.ok(!left.some(({ code }) => code === 'channel.portal' || code === 'response.low'))
    assert.ok(!onlyDifferences(matrix).groups.some(({ name }) => name === 'Self-service'))
  })
  it('has a shared pool once for the lines below each other, and once more where another line parts them', () => {
    const consultations = matrix.groups.find(({ name }) => name === 'Consultation types')?.lines ?? []
    assert.deepEqual(rowSpans(consultations, 0), [1, 3, 0, 0, 1, 1])
    assert.deepEqual(rowSpans(consultations, 1), [1, 1, 1, 1, 1, 1])
    const parted = [1, 0, 2, 3].flatMap((row) => consultations[row] ?? [])
    assert.deepEqual(rowSpans(parted, 0), [1, 1, 2, 0])
  })
})
