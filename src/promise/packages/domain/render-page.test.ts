import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parseCatalogue } from './catalogue.ts'
import { pageView, type PageQuery } from './page-view.ts'
import { renderNotYet } from './render-frame.ts'
import { renderPage } from './render-page.ts'
import { htmlText } from '#platform/http/html.ts'

const shipped = readFileSync('catalogue/support-packages.json', 'utf8')
const assets = { styles: '/packages/page.css?v=1', script: '/packages/page.js?v=1' }
const now = Date.parse('2026-01-14T12:00:00Z')

type Edit = (catalogue: { [key: string]: unknown }) => void
function page(query: PageQuery = {}, edit: Edit = () => {}, vendor = 'Northloom'): string {
  const json = JSON.parse(shipped) as { [key: string]: unknown }
  edit(json)
  const about = { name: vendor, supportAddress: 'support@vendor.example' }
  const address = 'https://support.example/packages'
  return renderPage(
    pageView({ catalogue: parseCatalogue(json), version: 1, vendor: about, address, assets, query, now }),
  )
}

/** What is read: no tags, no runs of white space. */
const words = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
/** The element that a tag with this beginning opens, up to its first closing tag of the same name. */
const element = (html: string, beginning: RegExp, name: string) => {
  const from = html.search(beginning)
  assert.notEqual(from, -1, String(beginning))
  return html.slice(from, html.indexOf(`</${name}>`, from))
}
const line = (html: string, code: string) =>
  words(element(html, new RegExp(`<tr[^>]*id="line-${code}"`), 'tr'))

describe('The public page', () => {
  it('says of each cell what the package has, in words', () => {
    const html = page()
    assert.match(line(html, 'channel.phone'), /Support via phone Not included Included Included/)
    assert.match(line(html, 'release.early_bird'), /Not included On request On request/)
    assert.match(line(html, 'consultation.development'), /Not included Not included Certified developers/)
    assert.match(line(html, 'response.high'), /High-priority cases .* 4 h 1 h 30 min/)
    assert.match(line(html, 'response.low'), /Low-priority cases (No promised time ?){3}/)
    assert.match(line(html, 'seats'), /eligible to submit support cases 2 5 15/)
    assert.match(line(html, 'case.guaranteed_resolution'), /24 h high, 72 h medium\. 4/)
  })
  it('says the limit of the shared pool once, over its three lines', () => {
    const html = page()
    assert.equal(html.match(/Limitations apply/g)?.length, 1)
    assert.equal(html.match(/rowspan/g)?.length, 1)
    assert.match(html, /rowspan="3"/)
    assert.match(
      line(html, 'consultation.process'),
      /Up to 5 cases per agreement year, in total for these three/,
    )
    assert.match(html, /The Basic support package includes a total of up to 5 cases per year/)
    assert.match(line(html, 'consultation.analytics'), /citizen developers Included Included $/)
  })
  it('prints what a cell says in its own words, with its footnote below, once for the same words', () => {
    const html = page({}, (json) => {
      const rows = json['services'] as Record<string, unknown>[]
      json['services'] = rows.map((row) =>
        row['code'] === 'academy'
          ? { ...row, basic: { availability: 'included', label: 'Recordings', footnote: 'Live from 2027.' } }
          : row['code'] === 'channel.phone'
            ? { ...row, basic: { availability: 'not_included', footnote: 'Live from 2027.' } }
            : row,
      )
    })
    assert.match(line(html, 'academy'), /Recordings 2 Included Included/)
    assert.match(line(html, 'channel.phone'), /Not included 2 Included Included/)
    assert.equal(html.split('Live from 2027.').length, 2)
  })
  it('never shows what is only tracked', () => {
    const html = page({}, (json) => {
      const response = json['responseTimeMinutes'] as Record<string, object>
      response['high'] = { ...response['high'], basic: { minutes: 99, promise: 'tracked' } }
    })
    assert.match(line(html, 'response.high'), /No promised time 1 h 30 min/)
    assert.doesNotMatch(html, /1 h 39 min/)
  })
  it('says the least a package costs, in each currency', () => {
    const html = page({}, (json) => {
      const [basic, business, premium] = json['packages'] as object[]
      const fees = { EUR: 120_000, JPY: 90_000 }
      json['packages'] = [basic, business, { ...premium, minimumFeeMinor: fees }]
    })
    const heads = words(element(html, /<thead/, 'thead'))
    assert.match(
      heads,
      /Premium 20 % of the subscription cost, excluding taxes \( T3 \) at least €1,200\.00 or ¥90,000 a year/,
    )
    assert.equal(heads.split('at least').length, 2)
  })
  it('does not join cells of one pool that say different things', () => {
    const html = page({}, (json) => {
      const rows = json['services'] as Record<string, unknown>[]
      json['services'] = rows.map((row) =>
        row['code'] === 'consultation.analytics'
          ? { ...row, basic: { limited: 'basic-consultations', label: 'Reports only' } }
          : row,
      )
    })
    assert.match(html, /rowspan="2"/)
    assert.match(line(html, 'consultation.analytics'), /Reports only/)
  })
  it('has a price line for each package, without taxes', () => {
    const heads = words(element(page(), /<thead/, 'thead'))
    for (const head of [
      /Basic 0 % of the/,
      /Business 10 % of the/,
      /Premium 20 % of the subscription cost, excluding taxes \( T3 \)/,
    ])
      assert.match(heads, head)
  })
  it('numbers what the vendor set itself, and every number leads to its note', () => {
    const html = page()
    const marks = [...html.matchAll(/href="#note-(\d)"/g)].map(([, number]) => number)
    assert.deepEqual(marks, ['1', '2', '3', '4'])
    for (const number of marks) assert.match(html, new RegExp(`<li id="note-${number}">`))
    assert.match(words(html), /Resolution times are set by Northloom/)
    const plain = page({}, (json) => Object.assign(json['resolutionTimeMinutes'] ?? {}, { vendorSet: false }))
    assert.doesNotMatch(words(plain), /Resolution times are set/)
  })
  it('shows the coverage zones with their printed labels, and all terms', () => {
    const text = words(page())
    assert.match(text, /Seven coverage zones/)
    assert.match(text, /GMT\+10 GMT−2 Australia GMT−5 USA/)
    for (const term of ['T1', 'T2', 'T3', 'T4', 'T5']) assert.match(page(), new RegExp(`<li id="${term}">`))
  })
  it('shows only the lines that differ, and says how many of how many', () => {
    assert.match(words(page()), /27 lines, 16 differ/)
    const only = page({ only: '1' })
    assert.match(words(only), /16 of 27 lines differ/)
    assert.doesNotMatch(only, /line-channel\.portal/)
    assert.match(only, /rowspan="3"/)
  })
  it('tells the hours in the time that is asked for, else in that of the coverage zone', () => {
    assert.match(line(page(), 'hours'), /In the time of the coverage zone, GMT\+1 .* Mon–Fri, 09:00–18:00/)
    assert.match(
      line(page({ zone: 'europe/lisbon' }), 'hours'),
      /In your time, Lisbon, GMT .* Mon–Fri, 08:00–17:00/,
    )
    assert.match(line(page({ zone: 'Europe/Lisbon', coverage: '-05:00' }), 'hours'), /Mon–Fri, 14:00–23:00/)
    assert.match(line(page({ zone: 'Asia/Kathmandu' }), 'hours'), /In your time, Kathmandu, GMT\+5:45/)
  })
  it('leads from one choice to the next without losing the others', () => {
    const html = page({ package: 'premium', coverage: '-05:00', zone: 'Asia/Tokyo', only: '1' })
    assert.match(
      html,
      /href="\/packages\?package=business&amp;coverage=-05%3A00&amp;zone=Asia%2FTokyo&amp;only=1#compare"/,
    )
    assert.match(html, /<input type="hidden" name="package" value="premium"/)
    assert.match(html, /<input type="hidden" name="only" value="1"/)
  })
  it('reads an unknown choice as none', () => {
    const unknown = { package: 'gold', coverage: '+99:00', zone: '"><script>', only: 'maybe' }
    assert.equal(page(unknown), page())
  })
  it('has one title, description, canonical address, heading and main place', () => {
    const html = page({ only: '1' })
    for (const once of [
      '<title>',
      '<meta name="description"',
      '<link rel="canonical"',
      '<h1>',
      '<main',
      '<table',
    ])
      assert.equal(html.split(once).length, 2, once)
    assert.match(html, /<link rel="canonical" href="https:\/\/support\.example\/packages"/)
    assert.match(html, /<html lang="en">/)
    assert.match(html, /href="\/signin"/)
  })
  it('runs no script of the page itself and sets no style on an element', () => {
    assert.doesNotMatch(page(), /<style|\sstyle=|<script(?! src="\/packages\/page\.js)|\son\w+=/)
  })
})

describe('Names that would break out', () => {
  const hostile = `"><img src=x onerror=alert(1)>'</title></table>&amp;{{`
  const everyText = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => everyText(one))
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everyText(one, name)]))
    const isText = ['name', 'label', 'group', 'footnote', 'rule', 'unit', 'customerService', 'certification']
    return isText.includes(key) ? `${String(value)}${hostile}` : value
  }
  const html = page({}, (json) => Object.assign(json, everyText(json)), `Northloom${hostile}`)

  it('are text wherever the catalogue or the vendor puts them', () => {
    assert.doesNotMatch(html, /<img|onerror=alert\(1\)>|\{\{'/)
    const escaped = '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&lt;/title&gt;&lt;/table&gt;&amp;amp;{{'
    assert.ok(html.split(escaped).length > 60)
    assert.equal(html.split('</title>').length, 2)
    assert.equal(html.split('</table>').length, 2)
    assert.equal(page().match(/<\w/g)?.length, html.match(/<\w/g)?.length)
  })
  it('are text before anything is published', () => {
    assert.doesNotMatch(htmlText(renderNotYet(`N${hostile}`, assets)), /<img/)
  })
})

describe('A catalogue of another shape', () => {
  it('may have one package, no zones, no notes and no organisation', () => {
    const html = page({}, (json) => {
      const [basic] = json['packages'] as object[]
      Object.assign(json, { packages: [basic], coverageZones: [], organisation: undefined, terms: [] })
    })
    assert.match(words(html), /One package\. Every line/)
    assert.match(words(html), /27 lines, 0 differ/)
    assert.doesNotMatch(html, /coverage zones|Who is behind it|name="coverage"|#T3/)
  })
})
