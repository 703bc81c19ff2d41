import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Availability, PackageVersion } from '#promise/packages/domain/package-version.ts'
import { publishCatalogue } from '#promise/packages/server/publish-catalogue.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
before(async () => (app = await startTestApp()))
after(() => app.close())

const get = async (url: string, headers?: Record<string, string>) => (await app.as(null)).get(url, headers)
const shipped = () =>
  JSON.parse(readFileSync('catalogue/support-packages.json', 'utf8')) as {
    packages: { name: string }[]
    services: Record<string, unknown>[]
  }

test('before anything is published, a courteous page says so', async () => {
  const answer = await get('/packages')
  assert.equal(answer.status, 503)
  assert.match(answer.headers['content-type'] ?? '', /^text\/html/)
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.match(answer.text, /Our packages are not on this page yet\./)
  assert.match(answer.text, /<link rel="stylesheet" href="\/packages\/page\.css/)
})

describe('the published packages', () => {
  before(() => buildVendor(app))

  test('are a page for everybody, which no script of others can enter', async () => {
    const answer = await get('/packages')
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    assert.match(answer.headers['content-security-policy'] ?? '', /script-src 'self'/)
    assert.match(answer.text, /<title>Support packages · A vendor<\/title>/)
    assert.match(answer.text, /<link rel="canonical" href="http:\/\/127\.0\.0\.1:3000\/packages"/)
  })

  test('say in each cell what the terms say that decisions are taken by', async () => {
    const { text } = await get('/packages')
    const stored = await app.ownerPool.query<{ terms: PackageVersion }>(
      'select terms from package_versions where version = 1 order by id',
    )
    const terms = stored.rows.map((row) => row.terms)
    const columns = columnsOf(text)
    assert.deepEqual(
      terms.map(({ name }) => name),
      ['Basic', 'Business', 'Premium'],
    )
    let compared = 0
    for (const [index, version] of terms.entries()) {
      for (const [code, { availability, label }] of Object.entries(version.services)) {
        const shown = columns.get(code)?.[index] ?? ''
        assert.ok(shown.startsWith(label ?? wordOf(availability)), `${code} in ${version.name}: ${shown}`)
        compared += 1
      }
      assert.equal(columns.get('seats')?.[index], String(version.seats))
      for (const priority of ['high', 'medium', 'low'] as const) {
        const minutes = version.firstResponse[priority]?.minutes
        const promised =
          minutes === undefined ? 'No promised time' : minutes < 60 ? `${minutes} min` : `${minutes / 60} h`
        assert.equal(columns.get(`response.${priority}`)?.[index], promised)
      }
    }
    assert.equal(compared, 66)
  })

  test('are asked for again without being sent again, until something changes', async () => {
    const first = await get('/packages')
    const etag = first.headers.etag ?? ''
    assert.equal(first.headers['cache-control'], 'public, no-cache')
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await get('/packages', { 'if-none-match': tag })
      assert.deepEqual([again.status, again.text, again.headers.etag], [304, '', etag])
    }
    const other = await get('/packages?only=1', { 'if-none-match': etag })
    assert.equal(other.status, 200)
    assert.notEqual(other.headers.etag, etag)
  })

  test('take any address for a question, and never answer one with an error', async () => {
    const plain = await get('/packages')
    const long = 'x'.repeat(3000)
    for (const query of [
      '?package=gold',
      '?package=a&package=b',
      `?zone=${long}`,
      '?zone=%00',
      '?only[]=1',
      '?utm=1',
    ])
      assert.deepEqual(
        await get(`/packages${query}`).then(({ status, text }) => [status, text]),
        [200, plain.text],
        query,
      )
  })

  test('come with styles and a script under addresses that name their content', async () => {
    const { text } = await get('/packages')
    const addresses = [...text.matchAll(/(?:href|src)="(\/packages\/page\.[^"]+)"/g)].map(
      ([, one = '']) => one,
    )
    assert.equal(addresses.length, 2)
    for (const address of addresses) {
      const file = await get(address)
      assert.equal(file.status, 200)
      assert.match(file.headers['cache-control'] ?? '', /immutable/)
      assert.match(file.headers['content-type'] ?? '', /^text\/(css|javascript)/)
    }
    const styles = (await get(addresses[0] ?? '')).text
    assert.match(
      styles,
      /@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{\s*color-scheme: dark/,
    )
    assert.doesNotMatch(styles, /\[data-mantine-color-scheme='dark'\]/)
  })

  test('answer HEAD without a body', async () => {
    const answer = await app.http.inject({ method: 'HEAD', url: '/packages' })
    assert.deepEqual([answer.statusCode, answer.body], [200, ''])
  })

  test('change the moment another catalogue is published, whatever it calls its packages', async () => {
    const next = shipped()
    const hostile = '<script>alert(1)</script>'
    next.packages = next.packages.map((one, index) => (index === 0 ? { ...one, name: hostile } : one))
    next.services = next.services.map((one) =>
      one.code === 'channel.phone' ? { ...one, basic: 'included' } : one,
    )
    const before = await get('/packages')
    await publishCatalogue(app.system(), next)
    const now = await get('/packages', { 'if-none-match': before.headers.etag ?? '' })
    assert.equal(now.status, 200)
    assert.equal(columnsOf(now.text).get('channel.phone')?.[0], 'Included')
    assert.ok(!now.text.includes(hostile))
    assert.ok(now.text.includes('&lt;script&gt;alert(1)&lt;/script&gt;'))
  })

  test('stay as they were published', async () => {
    const kept = app.ownerPool.query('update catalogue_editions set published_at = now()')
    await assert.rejects(kept, /never changes/)
    await assert.rejects(app.ownerPool.query('delete from catalogue_editions'), /never changes/)
  })
})

const words: Record<Exclude<Availability['kind'], 'conditional'>, string> = {
  included: 'Included',
  not_included: 'Not included',
  on_request: 'On request',
  limited: 'Limitations apply',
}

function wordOf(availability: Availability): string {
  if (availability.kind !== 'conditional') return words[availability.kind]
  return availability.certification === 'developer' ? 'Certified developers' : 'Certified people'
}

/** What is read in each column of each line of the table, a cell that reaches over several lines in each of them. */
function columnsOf(page: string): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  const reaching: { text: string; left: number }[] = []
  for (const [, code = '', row = ''] of page.matchAll(/<tr[^>]*id="line-([^"]+)"[^>]*>(.*?)<\/tr>/gs)) {
    const cells = [...row.matchAll(/<td([^>]*)>(.*?)<\/td>/gs)]
    const texts = [0, 1, 2].map((column) => {
      const above = reaching[column]
      if (above !== undefined && above.left > 0) {
        above.left -= 1
        return above.text
      }
      const [, attributes = '', content = ''] = cells.shift() ?? []
      const text = content
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()
      const rows = Number(/rowspan="(\d+)"/.exec(attributes)?.[1] ?? 1)
      reaching[column] = { text, left: rows - 1 }
      return text
    })
    lines.set(code, texts)
  }
  return lines
}
