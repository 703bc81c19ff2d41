import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import { decide } from './decide.ts'
import { decisionInputs } from './decision-inputs.ts'
import type { DecisionInput } from './decision.ts'
import { renderDecision } from './render-decision.ts'

const versions = packageVersionsOf(
  parseCatalogue(JSON.parse(readFileSync('catalogue/support-packages.json', 'utf8'))),
  1,
)
const [basic] = versions
assert.ok(basic)

/** A topic of the pool, set at an instant, of a case that was received at another one; the year turns on 14 February. */
function setAt(at: string, receivedAt: string | null, used: number): DecisionInput {
  return {
    at: Date.parse(at),
    ...(receivedAt !== null && { poolAt: Date.parse(receivedAt) }),
    agreement: {
      terms: basic ?? assert.fail(),
      start: '2025-02-14',
      end: '2027-02-14',
      zone: '+01:00',
      products: ['studio'],
      approvals: [],
    },
    contact: { authorised: true, certifications: [] },
    used: { 'basic-consultations': used },
    product: { code: 'studio', kind: 'platform' },
    channel: null,
    type: 'consultation',
    topic: 'consultation.analytics',
    priority: 'medium',
    supportHours: { open: true, nextOpenMs: null },
    packagesWith: packagesWith(versions),
  }
}

const asked = 'Ask again on 14 February 2027, when the next five open with the renewal of your agreement.'
const anew = 'Send it as a new request: that counts in the agreement year that began on 14 February 2026.'
const table: [
  when: string,
  at: string,
  received: string | null,
  used: number,
  reason: string,
  way: string | null,
][] = [
  [
    'received and set in one year, and used up',
    '2026-03-10T10:00:00Z',
    '2026-03-09T10:00:00Z',
    5,
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2027.',
    asked,
  ],
  [
    'decided as it comes in, and used up',
    '2026-03-10T10:00:00Z',
    null,
    5,
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2027.',
    asked,
  ],
  [
    'set after the turn of the year, and used up',
    '2026-02-15T10:00:00Z',
    '2026-02-13T10:00:00Z',
    5,
    'This came in before 14 February 2026, and your allowance for this topic in that agreement year is used up: 5 of 5.',
    anew,
  ],
  [
    'set in the first moment of the next year',
    '2026-02-13T23:00:00Z',
    '2026-02-13T22:59:59Z',
    5,
    'This came in before 14 February 2026, and your allowance for this topic in that agreement year is used up: 5 of 5.',
    anew,
  ],
  [
    'set in the last moment of its own year',
    '2026-02-13T22:59:59Z',
    '2026-02-13T10:00:00Z',
    5,
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2026.',
    'Ask again on 14 February 2026, when the next five open.',
  ],
  [
    'set after the turn of the year, and drawn',
    '2026-02-15T10:00:00Z',
    '2026-02-13T10:00:00Z',
    4,
    'This came in before 14 February 2026 and takes 1 from the allowance of that agreement year: 5 of 5 used with it.',
    null,
  ],
  [
    'received and set in one year, and drawn',
    '2026-03-10T10:00:00Z',
    '2026-03-09T10:00:00Z',
    0,
    'This takes 1 from your yearly allowance: 1 of 5 used with it. The next five open on 14 February 2027.',
    null,
  ],
]

describe('A unit of a pool belongs to the agreement year of the receipt, and so do the words of its decision', () => {
  for (const [when, at, received, used, reason, way] of table)
    it(when, () => {
      const question = setAt(at, received, used)
      const shown = renderDecision(decide(question), { locale: 'en', timeZone: 'UTC' })
      assert.deepEqual(
        shown.reasons.map(({ text }) => text),
        [reason],
      )
      const ways = shown.waysForward.filter(
        ({ code }) => code === 'wait_for_new_year' || code === 'ask_in_present_year',
      )
      assert.deepEqual(
        ways.map(({ text }) => text),
        way === null ? [] : [way],
      )
      const [pool] = decisionInputs(question).agreement?.pools ?? []
      assert.equal(pool?.resetsOn, /\d+ \w+ (\d{4})/.exec(reason)?.[1] + '-02-14')
    })
})
