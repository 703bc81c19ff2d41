import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { packageVersionsOf, type PackageVersion } from '#promise/packages/domain/package-version.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import { decide } from './decide.ts'
import type { DecisionAgreement, DecisionInput } from './decision.ts'
import { englishWords } from './english-words.ts'
import { isRefusal } from './reasons-for.ts'
import { renderDecision, type RenderedDecision } from './render-decision.ts'

const versions = packageVersionsOf(
  parseCatalogue(JSON.parse(readFileSync('catalogue/support-packages.json', 'utf8'))),
  1,
)
const offers = packagesWith(versions)
const at = Date.UTC(2026, 2, 10, 10)
const opens = Date.UTC(2026, 2, 11, 8)

function agreement(terms: PackageVersion, start: string, end: string): DecisionAgreement {
  return { terms, start, end, zone: '+01:00', products: ['studio'], approvals: [] }
}

type Asked = Pick<DecisionInput, 'type' | 'topic' | 'service'>
const agreements = [
  null,
  ...versions.flatMap((terms) => [
    agreement(terms, '2026-02-14', '2027-02-14'),
    agreement(terms, '2026-02-14', '2029-02-14'),
    agreement(terms, '2024-02-14', '2026-02-14'),
    agreement(terms, '2026-05-01', '2027-05-01'),
  ]),
]
const developer = (from: string, until: string) => ({ kind: 'developer', from, until })
const contacts: DecisionInput['contact'][] = [
  null,
  { authorised: false, certifications: [] },
  { authorised: true, certifications: [] },
  { authorised: true, certifications: [developer('2024-01-01', '2025-01-01')] },
  { authorised: true, certifications: [developer('2026-04-01', '2027-04-01')] },
]
const products: DecisionInput['product'][] = [
  null,
  { code: 'studio', name: 'Quillane Studio', kind: 'platform' },
  { code: 'orders', name: 'Quillane Orders', kind: 'platform' },
  { code: 'mapviewer', name: 'Map Viewer', kind: 'marketplace' },
  {
    code: 'mapviewer',
    name: 'Map Viewer',
    kind: 'marketplace',
    termsUrl: 'https://maps.example/support',
    publisher: 'Northfold Cartography',
    supportAddress: 'help@maps.example',
  },
]
const channels: DecisionInput['channel'][] = [null, 'portal', 'email', 'phone', 'live_session']
const asks: Asked[] = [
  { type: null },
  { type: 'problem' },
  { type: 'consultation', topic: null },
  ...Object.keys(offers).flatMap((code): Asked[] =>
    code.startsWith('consultation.')
      ? [{ type: 'consultation', topic: code }]
      : [{ type: 'request', service: code }],
  ),
  { type: 'request', service: null },
]
const hours = [
  { open: true, nextOpenMs: at },
  { open: false, nextOpenMs: opens },
  { open: false, nextOpenMs: null },
]
const usual = { at, priority: 'medium' as const, packagesWith: offers, used: { 'basic-consultations': 5 } }

/** Every question that differs in what is refused, over the whole catalogue. */
function* everyQuestion(): Generator<DecisionInput> {
  for (const one of agreements)
    for (const contact of contacts)
      for (const product of products)
        for (const channel of channels)
          for (const asked of asks) {
            const question = { ...usual, agreement: one, contact, product, channel, ...asked }
            for (const supportHours of channel === 'phone' || channel === 'live_session' ? hours : [hours[0]])
              if (supportHours) yield { ...question, supportHours }
          }
}

/** What the loops above leave out: who asks on whose behalf, what is near, and a package with nothing else to offer. */
function* furtherQuestions(): Generator<DecisionInput> {
  const open = { open: true, nextOpenMs: at }
  const [basic] = versions
  assert.ok(basic)
  const question: DecisionInput = {
    ...usual,
    agreement: agreement(basic, '2026-02-14', '2027-02-14'),
    contact: { authorised: false, certifications: [] },
    product: { code: 'studio', name: 'Quillane Studio', kind: 'platform' },
    channel: 'portal',
    type: 'problem',
    supportHours: open,
  }
  for (const onBehalf of ['staff', 'monitoring'] as const) yield { ...question, onBehalf }
  for (const authorisedContacts of [
    ['Ana Kovač'],
    ['Ana Kovač', 'Mira Lund'],
    ['Ana', 'Mira', 'Tom'],
    ['Ana', 'Mira', 'Tom', 'Jo'],
  ])
    yield { ...question, authorisedContacts }
  for (const priority of ['high', 'medium', 'low'] as const)
    yield { ...question, contact: { authorised: true, certifications: [] }, channel: 'phone', priority }
  const bare = { ...basic, services: {} }
  yield {
    ...question,
    agreement: agreement(bare, '2026-02-14', '2027-02-14'),
    contact: { authorised: true, certifications: [] },
    channel: null,
    type: 'request',
    service: 'monitoring.proactive',
    packagesWith: { 'monitoring.proactive': { serviceName: 'Monitoring', packages: [] } },
  }
  // Decided after the agreement year in which it came in: the next allowance is there already.
  for (const used of [{}, usual.used])
    yield {
      ...question,
      contact: { authorised: true, certifications: [] },
      type: 'consultation',
      topic: 'consultation.analytics',
      poolAt: Date.UTC(2026, 1, 13, 10),
      agreement: { ...agreement(basic, '2026-02-14', '2027-02-14'), firstStart: '2025-02-14' },
      used,
    }
  // Nothing of the pool is used, so that what is not refused is said too.
  for (const asked of asks)
    yield { ...question, ...asked, contact: { authorised: true, certifications: [] }, used: {} }
}

/** Every text that anybody can be shown, by the code it is the words of. */
const reasonTexts = new Map<string, Set<string>>()
const wayTexts = new Map<string, Set<string>>()
const refused: RenderedDecision[] = []
let decisions = 0

before(() => {
  for (const question of [...everyQuestion(), ...furtherQuestions()]) {
    const shown = renderDecision(decide(question), { locale: 'en', timeZone: 'Europe/Copenhagen' })
    for (const { code, text } of shown.reasons) note(reasonTexts, code, text)
    for (const { code, text } of shown.waysForward) note(wayTexts, code, text)
    if (shown.outcome === 'refused' || shown.outcome === 'refer_elsewhere') refused.push(shown)
    decisions++
  }
})

function note(texts: Map<string, Set<string>>, code: string, text: string): void {
  const known = texts.get(code)
  if (known === undefined) texts.set(code, new Set([text]))
  else known.add(text)
}

function everyText(): { code: string; text: string }[] {
  return [...reasonTexts, ...wayTexts].flatMap(([code, texts]) => [...texts].map((text) => ({ code, text })))
}

/** Where the terms a reason stands on are found (SPEC 3.3). */
const clauses: Record<string, RegExp> = {
  marketplace_product: /^T5$/,
  agreement_missing: /^T1$/,
  agreement_not_in_force: /^T1$/,
  product_not_covered: /^T2$/,
  contact_not_authorised: /^T4$/,
  channel_not_included: /^channel\.(portal|email|phone|live_session)@(basic|business|premium)@1$/,
  service_not_included: /^[a-z]+\.?[a-z_]+@(basic|business|premium)@1$/,
  certification_required: /^consultation\.development@premium@1$/,
  pool_exhausted: /^consultation\.(process|interface_logic|analytics)@basic@1$/,
}

describe('everything that can be said to a customer', () => {
  it('is looked at here: each reason and each way forward, over the whole catalogue', () => {
    assert.deepEqual([...reasonTexts.keys()].toSorted(), Object.keys(englishWords.reasons).toSorted())
    assert.deepEqual([...wayTexts.keys()].toSorted(), Object.keys(englishWords.waysForward).toSorted())
    assert.ok(refused.length > 10_000, `only ${refused.length} of ${decisions} decisions refuse`)
  })
  it('is at most two sentences', () => {
    for (const { code, text } of everyText()) assert.ok(sentences(text) <= 2, `${code}: ${text}`)
  })
  it('is a whole sentence, except where it ends in an address', () => {
    for (const { code, text } of everyText())
      assert.match(text, /^(Quillane|[A-Z“]).*(\.|https:\/\/\S+|\S+@\S+)$/, `${code}: ${text}`)
  })
  it('has no word of an office or of a machine in it', () => {
    const forbidden =
      /denied|deny|invalid|error|unfortunately|reject|refus|violat|must|forbidden|not allowed|unable|fail|[a-z]_[a-z]|@|\bT[1-5]\b|undefined|null|NaN|\[object| {2}/i
    for (const { code, text } of everyText())
      assert.doesNotMatch(text.replaceAll(/https:\/\/\S+|[\w.]+@[\w.]+/g, ''), forbidden, `${code}: ${text}`)
  })
  it('names no support line', () => {
    for (const { code, text } of everyText())
      assert.doesNotMatch(text, /\b(line|level|tier) ?\d|\b(first|second|third) line\b/i, `${code}: ${text}`)
  })
  it('says no date in the numbers of one country', () => {
    for (const { code, text } of everyText())
      assert.doesNotMatch(text, /\d{4}-\d{2}-\d{2}|\d+\/\d+\/\d+|\d+\.\d+\.\d+/, `${code}: ${text}`)
  })
})

describe('every refusal', () => {
  it('names its clause with each reason that refuses', () => {
    for (const { reasons } of refused)
      for (const { code, clause = '' } of reasons.filter((one) => one.code in clauses))
        assert.match(clause, clauses[code] ?? /^$/, code)
  })
  it('has at least one reason that refuses, or refers elsewhere', () => {
    for (const { reasons, outcome } of refused)
      if (outcome === 'refused') assert.ok(reasons.some(({ code }) => isRefusal(code)))
      else
        assert.deepEqual(
          reasons.map(({ code }) => code),
          ['marketplace_product'],
        )
  })
  it('has a way forward, and says none twice', () => {
    for (const { reasons, waysForward } of refused) {
      const texts = waysForward.map(({ text }) => text)
      const shown = reasons.map(({ text }) => text).join(' ')
      assert.ok(texts.length > 0, shown)
      assert.equal(new Set(texts).size, texts.length, `${shown} ${texts.join(' ')}`)
    }
  })
})

describe('a time in a refusal', () => {
  const closed: DecisionInput = {
    ...usual,
    agreement: agreement(versions[1] ?? assert.fail(), '2026-02-14', '2027-02-14'),
    contact: { authorised: true, certifications: [] },
    product: { code: 'studio', kind: 'platform' },
    channel: 'phone',
    type: 'problem',
    supportHours: { open: false, nextOpenMs: opens },
  }
  const rows: [zone: string, text: string][] = [
    ['+01:00', 'Wednesday 11 March 2026 at 09:00'],
    ['America/New_York', 'Wednesday 11 March 2026 at 04:00'],
    ['Asia/Tokyo', 'Wednesday 11 March 2026 at 17:00'],
    ['Pacific/Kiritimati', 'Wednesday 11 March 2026 at 22:00'],
    ['Pacific/Honolulu', 'Tuesday 10 March 2026 at 22:00'],
  ]
  for (const [timeZone, text] of rows)
    it(`is read by the clock of its reader in ${timeZone}`, () => {
      const shown = renderDecision(decide(closed), { locale: 'en', timeZone })
      assert.match(shown.reasons[0]?.text ?? '', new RegExp(`we open on ${text}\\.$`))
      assert.equal(shown.waysForward.at(-1)?.text, `Call us from ${text}.`)
    })
})

function sentences(text: string): number {
  return text.split(/[.!?](?: |$)/).filter(Boolean).length
}
