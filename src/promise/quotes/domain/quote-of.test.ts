import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { packagePrice } from '#promise/packages/domain/package-price.ts'
import { buildQuoteFacts, quotedLine, quotedTerms, quoteIssue } from './build-quote.fixture.ts'
import { isSameOffer, quoteOf } from './quote-of.ts'
import { quoteSheet } from './quote-sheet.ts'
import { englishQuoteWords } from './quote-words.ts'

const sheetOf = (facts = buildQuoteFacts()) => quoteSheet(quoteOf(facts, quoteIssue), englishQuoteWords)
const marketplace = quotedLine({
  product: 'Chart pack',
  productKind: 'marketplace',
  publisher: 'Chartworks',
  termsUrl: 'https://chartworks.example/terms',
  yearlyNetMinor: 90_000,
})

describe('A quote', () => {
  it('prices the package by the platform lines, once for each currency, without any marketplace line', () => {
    const lines = [
      quotedLine(),
      quotedLine({ product: 'Insights', yearlyNetMinor: 480_005 }),
      quotedLine({ product: 'Studio Japan', yearlyNetMinor: 1_800_005, currency: 'JPY' }),
      marketplace,
    ]
    assert.deepEqual(quoteOf(buildQuoteFacts({ lines }), null).sums, [
      {
        currency: 'EUR',
        subscriptionMinor: 1_730_005,
        packageMinor: 173_001,
        isMinimum: false,
        togetherMinor: 1_903_006,
      },
      {
        currency: 'JPY',
        subscriptionMinor: 1_800_005,
        packageMinor: 180_001,
        isMinimum: false,
        togetherMinor: 1_980_006,
      },
    ])
  })

  it('says “excluding taxes” at each sum, and writes money as its currency has it', () => {
    const lines = [quotedLine(), quotedLine({ yearlyNetMinor: 1_800_000, currency: 'JPY' })]
    const { lines: subscriptions, price } = sheetOf(buildQuoteFacts({ lines }))
    const sums = [...subscriptions.sums, ...price.rows, ...price.together]
    assert.equal(sums.length, 6)
    assert.deepEqual(
      sums.filter(({ label }) => !label.endsWith('excluding taxes')),
      [],
    )
    assert.deepEqual(
      price.rows.map(({ value }) => value),
      ['€1,250.00', 'JP¥180,000'],
    )
  })

  it('says what a missed promise gives back, and nothing of it where nothing is', () => {
    const creditRule = { percent: 2.5, of: 'year' as const, capPercent: 10 }
    const row = (facts = buildQuoteFacts()) =>
      sheetOf(facts).included.rows.find(({ label }) => label === englishQuoteWords.credit)
    assert.deepEqual(row(buildQuoteFacts({ creditRule }))?.values, [
      'You get 2.5 % of a year’s fee of the package back for each, at most 10 % of it in one month',
    ])
    assert.equal(row(), undefined)
    assert.ok(!('creditRule' in quoteOf(buildQuoteFacts(), null)))
  })

  it('says of a package that costs nothing beside the subscription that it is part of it', () => {
    const { price } = sheetOf(buildQuoteFacts({ terms: { ...quotedTerms, costPercent: 0 } }))
    assert.deepEqual(price.rows, [
      { label: 'Business: part of the subscription, excluding taxes', value: '€0.00' },
    ])
  })

  it('lists marketplace products as not covered and not priced, with publisher and terms', () => {
    const { notCovered } = sheetOf(buildQuoteFacts({ lines: [quotedLine(), marketplace] }))
    assert.deepEqual(notCovered?.rows, [
      'Chart pack, published by Chartworks, https://chartworks.example/terms',
    ])
    assert.equal(sheetOf().notCovered, null)
  })

  it('says shortly what is included: hours, channels, targets, seats and allowances', () => {
    assert.deepEqual(sheetOf().included.rows, [
      { label: 'Support hours', values: ['Mon–Fri, 09:00 to 18:00 (+01:00)'] },
      { label: 'Channels', values: ['Customer Success Portal'] },
      {
        label: 'First response',
        values: ['High priority: within 1 support hour'],
      },
      // What is only tracked is the vendor’s own, and stands on no paper.
      { label: 'Resolution', values: ['High priority: within 24 support hours'] },
      { label: 'Seats', values: ['5 authorised contacts'] },
      {
        label: 'Allowances',
        values: ['5 consultations in an agreement year, in total for: Process consultation'],
      },
    ])
  })

  it('names the last day of the period and of the offer, and the own period of a line that has one', () => {
    const sheet = sheetOf(buildQuoteFacts({ lines: [quotedLine({ startsOn: '2027-03-01' })] }))
    const fact = (label: string) => sheet.facts.find((one) => one.label === label)?.value
    assert.equal(fact('Period'), '1 December 2026 to 30 November 2027, both included')
    assert.equal(fact('Valid until'), '23 December 2026')
    assert.equal(sheet.lines.rows[0]?.note, '1 March 2027 to 30 November 2027, both included')
    assert.equal(sheetOf().lines.rows[0]?.note, null)
  })

  it('is priced by the lines of its first day or of today, and says of the others when they run', () => {
    const lines = [
      quotedLine({ endsOn: '2027-03-01' }),
      quotedLine({ product: 'Insights', yearlyNetMinor: 500_000, startsOn: '2027-03-01' }),
    ]
    const at = (today: string) => {
      const quote = quoteOf(buildQuoteFacts({ lines, today }), null)
      const { rows } = quoteSheet(quote, englishQuoteWords).lines
      return [quote.sums.map(({ subscriptionMinor }) => subscriptionMinor), rows.map(({ note }) => note)]
    }
    const [early, late] = [
      '1 December 2026 to 28 February 2027, both included',
      '1 March 2027 to 30 November 2027, both included',
    ]
    assert.deepEqual(at('2026-11-23'), [[1_250_000], [early, `${late}: not in the sums`]])
    assert.deepEqual(at('2027-02-28'), at('2026-11-23'))
    assert.deepEqual(at('2027-03-01'), [[500_000], [`${early}: not in the sums`, late]])
  })

  it('names what was negotiated, as it stands in the terms, and never the team’s note', () => {
    assert.equal(sheetOf().deviations, null)
    const paths = [
      'seats',
      'firstResponse.high',
      'firstResponse.medium',
      'services.channel.phone',
      'pools.consultations',
      'supportHours',
    ]
    const negotiated = paths.map((path) => ({ path, value: 1, note: 'Because they asked' }))
    const { deviations } = sheetOf(buildQuoteFacts({ deviations: negotiated }))
    assert.deepEqual(deviations?.rows, [
      'Seats: 5 authorised contacts',
      'First response, High priority: within 1 support hour',
      'First response, Medium priority: no promised time',
      'Support via phone: not included',
      'Allowances: 5 consultations in an agreement year',
      'Support hours: Mon–Fri, 09:00 to 18:00 (+01:00)',
    ])
  })

  it('takes the minimum fee where the share is less, and says so', () => {
    const terms = { ...quotedTerms, minimumFeeMinor: { EUR: 200_000 } }
    const { sums } = quoteOf(buildQuoteFacts({ terms }), null)
    assert.deepEqual([sums[0]?.packageMinor, sums[0]?.isMinimum], [200_000, true])
    assert.deepEqual(sheetOf(buildQuoteFacts({ terms })).price.rows, [
      { label: 'Business: the minimum fee in EUR, a year, excluding taxes', value: '€2,000.00' },
    ])
  })

  it('of an active agreement is a confirmation of its price', () => {
    const confirmed = quoteOf(buildQuoteFacts({ isDraft: false }), { ...quoteIssue, validUntil: null })
    const sheet = quoteSheet(confirmed, englishQuoteWords)
    assert.equal(sheet.title, 'Confirmation of price')
    assert.equal(
      sheet.facts.some(({ label }) => label === 'Valid until'),
      false,
    )
  })

  it('is the same offer whatever stands over it, and another one when a sum, a name or a term differs', () => {
    const issued = quoteOf(buildQuoteFacts(), quoteIssue)
    assert.ok(isSameOffer(issued, quoteOf(buildQuoteFacts(), null)))
    const others = [
      buildQuoteFacts({ lines: [quotedLine({ yearlyNetMinor: 1_250_001 })] }),
      buildQuoteFacts({ account: { name: 'Alder' } }),
      buildQuoteFacts({ terms: { ...quotedTerms, seats: 6 } }),
    ]
    for (const facts of others) assert.ok(!isSameOffer(issued, quoteOf(facts, null)))
  })

  it('has sums that are those of the price function, whatever the lines', () => {
    const line = fc.record({
      productKind: fc.constantFrom('platform' as const, 'marketplace' as const),
      yearlyNetMinor: fc.integer({ min: 0, max: 10_000_000_000 }),
      currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
    })
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.constantFrom(0, 7.5, 10, 20),
        (found, costPercent) => {
          const lines = found.map(quotedLine)
          const { sums } = quoteOf(buildQuoteFacts({ lines, terms: { ...quotedTerms, costPercent } }), null)
          assert.deepEqual(
            sums.map(({ currency, packageMinor }) => ({ currency, yearlyNetMinor: packageMinor })),
            packagePrice(lines, costPercent),
          )
          for (const sum of sums) assert.equal(sum.togetherMinor, sum.subscriptionMinor + sum.packageMinor)
        },
      ),
    )
  })
})
