import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { decideVectors } from './decide-vectors.ts'
import { expectedDecisions } from './expected-decisions.fixture.ts'
import { questionFrom } from './question.fixture.ts'

const catalogue = parseCatalogue(JSON.parse(readFileSync('catalogue/support-packages.json', 'utf8')))
const words = z.object({ code: z.string(), clause: z.string().optional(), text: z.string().min(1) })
const answers = z.array(
  z.object({
    id: z.string(),
    outcome: z.string(),
    reasons: z.array(words),
    waysForward: z.array(words),
    language: z.string(),
  }),
)
type Answer = z.infer<typeof answers>[number]

function answer(question: unknown, locale = 'en'): Answer {
  const [only] = answers.parse(decideVectors([question], { catalogue, locale }))
  assert.ok(only)
  return only
}

function ways(given: string): string[] {
  return answer(questionFrom(given)).waysForward.map(({ text }) => text)
}

describe('the decision, row by row of the expected table', () => {
  for (const [given, outcome, reasons, text] of expectedDecisions)
    it(given, () => {
      const found = answer(questionFrom(given))
      const shown = found.reasons.map(({ code, clause }) => (clause ? `${code} ${clause}` : code))
      assert.deepEqual({ outcome: found.outcome, reasons: shown }, { outcome, reasons })
      if (text !== undefined) assert.equal(found.reasons[0]?.text, text)
    })
})

describe('the ways forward', () => {
  const selfService = 'Look in the Knowledge Base or the Community, open at any hour.'
  const rows: [given: string, ...ways: string[]][] = [
    ['basic portal problem'],
    [
      'basic portal problem product=mapviewer',
      'Read how its publisher supports mapviewer: https://maps.example/support',
    ],
    [
      'basic phone problem',
      'Send it through the portal or by email at any time: our first reply comes within 8 hours, counted in your support hours.',
      'Ask us about Business or Premium, which have “Support via phone”.',
      selfService,
    ],
    [
      'basic phone problem no-seat',
      'Ask an authorised contact of your company to send it.',
      'Ask your company’s administrator to give you a seat.',
      'Ask us about Business or Premium, which have “Support via phone”.',
      selfService,
    ],
    [
      'basic portal consultation topic=process used=5',
      'If something is broken, report it as a problem: that never uses the allowance.',
      'Ask again on 14 February 2027, when the next five open with the renewal of your agreement.',
      'Ask us about Business or Premium, which have “Business process management for citizen developers”.',
      selfService,
    ],
    [
      'basic portal consultation topic=process used=5 end=2028-02-14 no-seat',
      'Ask an authorised contact of your company to send it.',
      'Ask your company’s administrator to give you a seat.',
      'Ask again on 14 February 2027, when the next five open.',
      'Ask us about Business or Premium, which have “Business process management for citizen developers”.',
      selfService,
    ],
    [
      'business portal consultation topic=development',
      'If something is broken, report it as a problem.',
      'Ask us about Premium, which has “Development consultation for users certified as developers”.',
      selfService,
    ],
    [
      'premium portal consultation topic=development',
      'Take the developer certification in the Academy.',
      'If something is broken, report it as a problem.',
      selfService,
    ],
    [
      'basic portal request service=release.early_bird',
      'Ask us about Business or Premium, which have “Early bird release testing prior to the production update” on request.',
      selfService,
    ],
    [
      'business portal request service=release.early_bird',
      'Send it as a request: it asks us to approve “Early bird release testing prior to the production update”.',
    ],
    [
      'business phone problem at=2026-03-10T17:00:00Z',
      'Send it through the portal or by email at any time: our first reply comes within 4 hours, counted in your support hours.',
      'Call us from Wednesday 11 March 2026 at 09:00.',
    ],
    [
      'business phone problem at=2026-03-10T17:00:00Z no-seat',
      'Ask an authorised contact of your company to send it.',
      'Ask your company’s administrator to give you a seat.',
      selfService,
    ],
    ['basic portal problem product=orders', 'Ask us to add orders to your agreement.', selfService],
    ['none portal problem', 'Compare the support packages and tell us which one suits you.', selfService],
    [
      'basic portal problem at=2026-02-01T10:00:00Z',
      'Send it on 14 February 2026 or later; we will be there.',
      selfService,
    ],
    [
      'basic portal problem at=2027-03-01T10:00:00Z',
      'Ask us to renew your agreement; we pick this up as soon as it is in force.',
      selfService,
    ],
    ['basic email ? product=?', 'Tell us the product and type, or leave it to us.'],
  ]
  for (const [given, ...expected] of rows)
    it(`for ${given} are ${expected.length}`, () => {
      assert.deepEqual(ways(given), expected)
    })
})

describe('a file of questions', () => {
  it('is answered in its order, and a malformed entry gets an error in its place', () => {
    const good = questionFrom('basic portal problem')
    const bad: Record<string, unknown> = {
      'unknown package': { ...good, agreement: { ...questionAgreement(), package: 'gold' } },
      'unknown topic': { ...good, type: 'consultation', topic: 'consultation.astrology' },
      'a service that is no topic': { ...good, type: 'consultation', topic: 'release.early_bird' },
      'unknown service': { ...good, type: 'request', service: 'release.late_bird' },
      'unknown channel': { ...good, channel: 'fax' },
      'unknown type': { ...good, type: 'idea' },
      'unknown priority': { ...good, priority: 'urgent' },
      'a date that does not exist': { ...good, agreement: { ...questionAgreement(), start: '2026-02-30' } },
      'an instant without a zone': { ...good, at: '2026-03-10T10:00:00' },
      'a zone that does not exist': { ...good, agreement: { ...questionAgreement(), coverageZone: 'Mars' } },
      'a negative use': { ...good, used: { 'basic-consultations': -1 } },
      'no contact said': { ...good, contact: undefined },
    }
    const entries = Object.entries(bad).map(([id, question]) => ({ ...Object(question), id }))
    const found = decideVectors([...entries, good, 7], { catalogue, locale: 'en' })
    const errors = z
      .array(z.strictObject({ id: z.string(), error: z.string().min(10) }))
      .parse(found.slice(0, -2))
    assert.deepEqual(
      errors.map(({ id }) => id),
      Object.keys(bad),
    )
    assert.equal(answers.parse(found.slice(-2, -1))[0]?.outcome, 'included')
    assert.deepEqual(z.strictObject({ id: z.null(), error: z.string() }).parse(found.at(-1)).id, null)
  })
  it('says in words what is unknown', () => {
    const question = { ...questionFrom('basic portal consultation'), topic: 'consultation.astrology' }
    assert.deepEqual(decideVectors([question], { catalogue, locale: 'en' }), [
      { id: 'basic portal consultation', error: 'No consultation topic has the code consultation.astrology' },
    ])
  })
  it('must be an array', () => {
    assert.throws(() => decideVectors({}, { catalogue, locale: 'en' }), TypeError)
  })
  it('is answered in English where there are no words for the locale, and says so', () => {
    assert.equal(answer(questionFrom('basic portal problem'), 'de-AT').language, 'en')
  })
  it('may leave out what is optional', () => {
    const {
      used: _used,
      topic: _topic,
      service: _service,
      onBehalf: _onBehalf,
      ...question
    } = questionFrom('basic email problem')
    assert.equal(answer({ ...question, contact: { authorised: true } }).outcome, 'included')
  })
})

function questionAgreement(): object {
  return Object(questionFrom('basic portal problem')['agreement'])
}
