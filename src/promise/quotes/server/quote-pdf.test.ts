import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  buildQuoteFacts,
  quotedLine,
  quotedTerms,
  quoteIssue,
} from '#promise/quotes/domain/build-quote.fixture.ts'
import { quoteOf } from '#promise/quotes/domain/quote-of.ts'
import { quoteSheet } from '#promise/quotes/domain/quote-sheet.ts'
import { englishQuoteWords } from '#promise/quotes/domain/quote-words.ts'
import { readPdf } from '../../../../tests/support/read-pdf.ts'
import { quotePdf } from './quote-pdf.ts'
import { openCanary } from '../../../../tests/support/open-canary.ts'

const now = new Date('2026-11-23T05:00:00Z')
const pdfOf = (facts = buildQuoteFacts()) => quotePdf(quoteOf(facts, quoteIssue), now)
const close = (text: string) => text.replaceAll(/\s+/g, '')

describe('A quote as PDF', () => {
  it('says everything that the page says', async () => {
    const lines = [
      quotedLine(),
      quotedLine({ product: 'Studio Mobile', startsOn: '2027-03-01' }),
      quotedLine({ product: 'Studio Japan', yearlyNetMinor: 1_800_000, currency: 'JPY' }),
      quotedLine({ product: 'Chart pack', productKind: 'marketplace', publisher: 'Chartworks' }),
    ]
    const facts = buildQuoteFacts({ lines, deviations: [{ path: 'seats', value: 8, note: '' }] })
    const printed = close(readPdf(await pdfOf(facts)).text)
    const sheet = quoteSheet(quoteOf(facts, quoteIssue), englishQuoteWords)
    const words = stringsIn(sheet)
    assert.ok(words.length > 40)
    assert.deepEqual(
      words.filter((word) => !printed.includes(close(word))),
      [],
    )
    assert.ok(printed.includes('€1,250.00') && printed.includes('JP¥180,000'))
  })

  it('is the same bytes for the same quote and instant, and others for another', async () => {
    const first = await pdfOf()
    assert.ok(first.equals(await pdfOf()))
    const other = await pdfOf(buildQuoteFacts({ lines: [quotedLine({ yearlyNetMinor: 1 })] }))
    assert.ok(!first.equals(other))
    assert.ok(first.includes('(D:20261123050000Z)'))
  })

  it('takes sixty lines with long names over several pages, every line and every sum on them', async () => {
    const long =
      'Warehouse intelligence suite for very large distribution centres and their partners '.repeat(2)
    const lines = Array.from({ length: 60 }, (_, at) =>
      quotedLine({
        product: at === 30 ? 'W'.repeat(200) : `Product ${at} ${long}`,
        yearlyNetMinor: 100_000 + at,
      }),
    )
    const { pages, text } = readPdf(await pdfOf(buildQuoteFacts({ lines })))
    assert.ok(pages >= 3, `${pages} pages`)
    for (const at of [0, 29, 59]) assert.ok(text.includes(`Product ${at} `), `line ${at}`)
    assert.equal(close(text).match(/W{5,}/g)?.join('').length, 200)
    // 60 × 1,000.00 and 0.00 to 0.59
    assert.ok(text.includes('€60,017.70') && text.includes('€6,001.77') && text.includes('€66,019.47'))
    for (let page = 1; page <= pages; page += 1) assert.ok(text.includes(`${page} / ${pages}`))
  })

  it('prints hostile text as text: nothing is fetched, no file is read, nothing in it runs', async (t) => {
    const { url, asked } = await openCanary(t)
    const hostile = [
      `<img src="${url}"><script>alert(1)</script>`,
      `![x](${url})`,
      'file:///etc/hostname',
      '{"image":"/etc/hostname"}',
      '[[{"text":"x","link":"javascript:alert(1)"}]]',
      ') /JS (app.alert(1)) endobj 1 0 obj << /OpenAction',
      'data:image/png;base64,AAAA',
    ]
    const one = hostile.join(' ')
    const facts = buildQuoteFacts({
      vendor: { name: one, supportAddress: one },
      account: { name: one },
      coverageZone: one,
      deviations: [{ path: 'services.channel.portal', value: 1, note: '' }],
      terms: {
        ...quotedTerms,
        name: one,
        services: {
          ...quotedTerms.services,
          'channel.portal': { name: one, group: one, availability: { kind: 'included' } },
        },
        pools: { p: { limit: 1, unit: one, per: 'year', sharedBy: [one] } },
      },
      lines: [
        quotedLine({ product: one }),
        quotedLine({ product: url, productKind: 'marketplace', publisher: one, termsUrl: url }),
      ],
    })
    const pdf = await quotePdf(quoteOf(facts, { ...quoteIssue, by: one }), now)
    const { text, structure } = readPdf(pdf)
    assert.equal(asked(), 0)
    for (const word of hostile) assert.ok(close(text).includes(close(word)), word)
    // Text of people stands in strings about the document too, closed off by escapes.
    const outsideStrings = structure.replaceAll(/\((?:[^()\\]|\\.)*\)/g, '')
    assert.doesNotMatch(
      outsideStrings,
      /\/(JS|JavaScript|URI|OpenAction|Annots|EmbeddedFile|Image|Launch|Action)\b/,
    )
  })

  it('draws a space where a control character stands, so that none hides what follows', async () => {
    const account = { name: 'Alder\u202Egnp.exe\u0007\nSons' }
    const { text } = readPdf(await pdfOf(buildQuoteFacts({ account })))
    assert.ok(text.includes('Alder gnp.exe Sons'))
  })
})

/** Every string of a sheet that is not empty. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
