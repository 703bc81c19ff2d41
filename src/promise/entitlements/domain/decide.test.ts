import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import { decisionSchema } from './contract.ts'
import { decide } from './decide.ts'
import { UnknownServiceError } from './decision.ts'
import { isRefusal } from './reasons-for.ts'
import { renderDecision } from './render-decision.ts'
import type { DecisionAgreement, DecisionInput } from './decision.ts'

const versions = packageVersionsOf(
  parseCatalogue(JSON.parse(readFileSync('catalogue/support-packages.json', 'utf8'))),
  1,
)
const offers = packagesWith(versions)
const topics = Object.keys(offers).filter((code) => code.startsWith('consultation.'))
const services = Object.keys(offers)

const date = fc
  .integer({ min: 0, max: 1200 })
  .map((days) => Temporal.PlainDate.from('2024-12-01').add({ days }).toString())
const agreements: fc.Arbitrary<DecisionAgreement> = fc.record({
  terms: fc.constantFrom(...versions),
  start: date,
  end: date,
  zone: fc.constantFrom('+01:00', '-05:00', 'Europe/Lisbon'),
  products: fc.subarray(['studio', 'flow']),
  approvals: fc.subarray(services),
})
const inputs: fc.Arbitrary<DecisionInput> = fc.record({
  at: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 11, 31) }),
  agreement: fc.option(agreements, { freq: 8 }),
  contact: fc.option(
    fc.record({
      authorised: fc.boolean(),
      certifications: fc.array(
        fc.record({ kind: fc.constantFrom('developer', 'analyst'), from: date, until: date }),
        {
          maxLength: 2,
        },
      ),
    }),
    { freq: 8 },
  ),
  used: fc.record({ 'basic-consultations': fc.integer({ min: 0, max: 7 }) }),
  product: fc.constantFrom(
    null,
    { code: 'studio', kind: 'platform' as const },
    { code: 'flow', kind: 'platform' as const },
    { code: 'mapviewer', kind: 'marketplace' as const },
  ),
  channel: fc.constantFrom(null, 'portal', 'email', 'phone', 'live_session'),
  type: fc.constantFrom(null, 'problem', 'consultation', 'request'),
  topic: fc.constantFrom(null, ...topics),
  service: fc.constantFrom(null, ...services),
  priority: fc.constantFrom('high', 'medium', 'low'),
  onBehalf: fc.constantFrom(undefined, 'staff', 'monitoring'),
  supportHours: fc.constantFrom(
    { open: true, nextOpenMs: Date.UTC(2026, 2, 10, 10) },
    { open: false, nextOpenMs: Date.UTC(2026, 2, 11, 8) },
    { open: false, nextOpenMs: null },
  ),
  packagesWith: fc.constant(offers),
})
const runs = { numRuns: 3000 }

function refuses(input: DecisionInput): boolean {
  return decide(input).outcome === 'refused'
}

describe('every decision', () => {
  it('has reasons that agree with its outcome', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { outcome, reasons } = decide(input)
        const codes = reasons.map(({ code }) => code)
        assert.ok(codes.length > 0)
        assert.equal(new Set(codes).size, codes.length)
        assert.equal(outcome === 'refused', codes.some(isRefusal))
        for (const [alone, itsOutcome] of [
          ['marketplace_product', 'refer_elsewhere'],
          ['drawn_from_pool', 'included_from_pool'],
          ['included', 'included'],
        ] as const) {
          assert.equal(codes.includes(alone), outcome === itsOutcome)
          if (codes.includes(alone)) assert.deepEqual(codes, [alone])
        }
        if (outcome === 'not_now') assert.ok(codes.includes('support_closed'))
        if (outcome === 'needs_review') assert.deepEqual(codes, ['unclassified'])
        if (outcome === 'needs_request')
          assert.ok(codes.includes('request_needed') && !codes.includes('support_closed'))
      }),
      runs,
    )
  })
  it('offers a way forward when it refuses, refers elsewhere or says not now', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { outcome, waysForward } = decide(input)
        const codes = waysForward.map(({ code }) => code)
        if (outcome === 'included' || outcome === 'included_from_pool') assert.deepEqual(codes, [])
        else assert.ok(codes.length > 0)
        assert.equal(
          new Set(codes.filter((code) => code !== 'upgrade')).size,
          codes.filter((code) => code !== 'upgrade').length,
        )
      }),
      runs,
    )
  })
  it('is said in at most two sentences each, with nothing left blank', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { reasons, waysForward } = renderDecision(decide(input), { locale: 'en', timeZone: '+01:00' })
        for (const { text } of [...reasons, ...waysForward]) {
          assert.doesNotMatch(text, /undefined|null|NaN|\[object|  /)
          assert.match(text, /^[A-Z“a-z].*\.$/)
          assert.ok(text.split(/[.!?](?: |$)/).filter(Boolean).length <= 2, text)
        }
      }),
      runs,
    )
  })
  it('survives JSON, fits the wire, and is the same for the same question', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const decision = decide(input)
        assert.deepEqual(JSON.parse(JSON.stringify(decision)), decision)
        assert.deepEqual(decide(structuredClone(input)), decision)
        decisionSchema.parse(renderDecision(decision, { locale: 'en', timeZone: 'UTC' }))
      }),
      runs,
    )
  })
})

describe('having more never means getting less', () => {
  const developer = { kind: 'developer', from: '2024-01-01', until: '2030-01-01' }
  const gains: Record<string, (input: DecisionInput) => DecisionInput> = {
    'a seat': (input) => ({
      ...input,
      contact: { authorised: true, certifications: input.contact?.certifications ?? [] },
    }),
    'a certification': ({ contact, ...input }) => ({
      ...input,
      contact: contact && { ...contact, certifications: [...contact.certifications, developer] },
    }),
    'every approval': ({ agreement, ...input }) => ({
      ...input,
      agreement: agreement && { ...agreement, approvals: services },
    }),
    'an unused pool': (input) => ({ ...input, used: {} }),
    'another covered product': ({ agreement, ...input }) => ({
      ...input,
      agreement: agreement && { ...agreement, products: ['studio', 'flow'] },
    }),
    'open hours': ({ supportHours, ...input }) => ({
      ...input,
      supportHours: { ...supportHours, open: true },
    }),
  }
  for (const [name, gain] of Object.entries(gains))
    it(`with ${name}`, () => {
      fc.assert(
        fc.property(inputs, (input) => {
          if (!refuses(input)) assert.equal(refuses(gain(input)), false)
          const before = new Set(decide(input).reasons.map(({ code }) => code))
          const refusalsAfter = decide(gain(input)).reasons.filter(({ code }) => isRefusal(code))
          for (const { code } of refusalsAfter) assert.ok(before.has(code))
        }),
        runs,
      )
    })
})

describe('the terms that count', () => {
  const [basic] = versions
  assert.ok(basic)
  const input: DecisionInput = {
    at: Date.UTC(2026, 2, 10, 10),
    agreement: {
      terms: basic,
      start: '2026-02-14',
      end: '2027-02-14',
      zone: '+01:00',
      products: ['studio'],
      approvals: [],
    },
    contact: { authorised: true, certifications: [] },
    used: {},
    product: { code: 'studio', name: 'Studio', kind: 'platform' },
    channel: 'portal',
    type: 'problem',
    priority: 'high',
    supportHours: { open: true, nextOpenMs: Date.UTC(2026, 2, 10, 10) },
    packagesWith: offers,
  }
  const inEnglish = (changed: Partial<DecisionInput>) =>
    renderDecision(decide({ ...input, ...changed }), { locale: 'en', timeZone: 'Asia/Tokyo' })

  it('are the frozen ones: a service published later is not included, and its name is known', () => {
    const later = { ...offers, 'consultation.design': { serviceName: 'Design consultation', packages: [] } }
    const { outcome, reasons } = inEnglish({
      packagesWith: later,
      type: 'consultation',
      topic: 'consultation.design',
    })
    assert.equal(outcome, 'refused')
    assert.equal(reasons[0]?.clause, 'consultation.design@basic@1')
    assert.equal(reasons[0]?.text, '“Design consultation” is not part of Basic.')
  })
  it('may know a service that is not published any more', () => {
    assert.equal(
      decide({ ...input, packagesWith: {}, type: 'consultation', topic: 'consultation.platform' }).outcome,
      'included',
    )
  })
  it('carry the version of the package in the clause', () => {
    const agreement = input.agreement && { ...input.agreement, terms: { ...basic, version: 7 } }
    assert.equal(decide({ ...input, agreement }).reasons[0]?.clause, 'channel.portal@basic@7')
  })
  it('count pool years from the first start of the renewal chain', () => {
    const agreement = input.agreement && { ...input.agreement, firstStart: '2024-09-01' }
    const { reasons } = inEnglish({
      agreement,
      type: 'consultation',
      topic: 'consultation.process',
      used: { 'basic-consultations': 5 },
    })
    assert.match(reasons[0]?.text ?? '', /The next five open on 1 September 2026\.$/)
  })
  it('name the colleagues who may submit, and the product by its name', () => {
    const withoutSeat = {
      contact: { authorised: false, certifications: [] },
      authorisedContacts: ['Ana Lima', 'Rui Sá'],
    }
    assert.equal(
      inEnglish(withoutSeat).waysForward[0]?.text,
      'Ask Ana Lima or Rui Sá to send it, who are authorised contacts of your company.',
    )
    const agreement = input.agreement && { ...input.agreement, products: [] }
    assert.match(
      inEnglish({ agreement }).reasons[0]?.text ?? '',
      /^Studio is not part of your support agreement yet/,
    )
  })
  it('send nobody with a used-up allowance to a package that has only another allowance', () => {
    const process = {
      serviceName: 'Process',
      packages: [
        { name: 'Business', availability: 'limited' as const },
        { name: 'Premium', availability: 'included' as const },
      ],
    }
    const { waysForward } = decide({
      ...input,
      type: 'consultation',
      topic: 'consultation.process',
      used: { 'basic-consultations': 5 },
      packagesWith: { ...offers, 'consultation.process': process },
    })
    const upgrade = waysForward.find(({ code }) => code === 'upgrade')
    assert.deepEqual(upgrade?.values, { serviceName: 'Process', packages: ['Premium'], onRequest: false })
  })
  it('say an instant in the reader’s zone', () => {
    const premium = versions.find(({ code }) => code === 'business')
    assert.ok(premium)
    const { reasons } = inEnglish({
      agreement: input.agreement && { ...input.agreement, terms: premium },
      channel: 'phone',
      supportHours: { open: false, nextOpenMs: Date.UTC(2026, 2, 10, 8) },
    })
    assert.match(reasons[0]?.text ?? '', /we open on Tuesday 10 March 2026 at 17:00\.$/)
  })
  it('are not asked about a code that nobody knows: that is an error', () => {
    for (const wrong of [{ topic: 'consultation.astrology' }, { topic: 'academy' }, { service: 'toString' }])
      assert.throws(() => decide({ ...input, ...wrong }), UnknownServiceError)
  })
})
