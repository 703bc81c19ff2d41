import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { explainSentence, type Sentenced } from './explain-sentence.ts'

const due = Date.UTC(2026, 5, 8, 8, 40)
const hour = 3_600_000
const running: Sentenced = {
  kind: 'firstResponse',
  state: 'running',
  at: due - 2 * hour,
  guaranteed: true,
  targetMinutes: 240,
  dueAt: due,
  stoppedAt: null,
}
const read = (changes: Partial<Sentenced>, zone = 'Europe/Helsinki') =>
  explainSentence({ ...running, ...changes }, zone, 'en')

const kinds = {
  firstResponse: 'a first reply',
  nextResponse: 'our next reply',
  resolution: 'a solution',
} as const
const by = 'by Monday, 11:40 (Helsinki)'
const states: [Partial<Sentenced>, (what: string) => string][] = [
  [{}, (what) => `We promised ${what} within 4 support hours: ${by}.`],
  [
    { state: 'paused', dueAt: null },
    (what) => `We promised ${what} within 4 support hours; the time stands still while we wait for you.`,
  ],
  [
    { state: 'met', stoppedAt: due },
    (what) => `We promised ${what} within 4 support hours, ${by}, and kept that promise.`,
  ],
  [{ state: 'breached' }, (what) => `We promised ${what} within 4 support hours, ${by}, and are late.`],
  [
    { state: 'breached', stoppedAt: due + 1 },
    (what) => `We promised ${what} within 4 support hours, ${by}, and were late.`,
  ],
  [
    { state: 'cancelled', stoppedAt: due - hour },
    (what) => `We promised ${what} within 4 support hours; that promise ended when the case was closed.`,
  ],
  [
    { state: 'cancelled', targetMinutes: 0, dueAt: null },
    (what) => `What we promised for ${what} ended when the priority was lowered.`,
  ],
]

describe('What a customer reads of a promise', () => {
  for (const [kind, what] of Object.entries(kinds))
    it(`is one sentence on ${what} in every state`, () => {
      for (const [changes, sentence] of states)
        assert.equal(read({ ...changes, kind: kind as keyof typeof kinds }), sentence(what))
    })

  it('counts one hour as one, and whole hours as hours', () => {
    const spans = [1, 30, 59, 60, 61, 90, 120, 1_440].map((targetMinutes) =>
      /within (.+):/.exec(read({ targetMinutes }, 'UTC') ?? '')?.[1]?.replace(/: by.*/, ''),
    )
    assert.deepEqual(spans, [
      '1 support minute',
      '30 support minutes',
      '59 support minutes',
      '1 support hour',
      '61 support minutes',
      '90 support minutes',
      '2 support hours',
      '24 support hours',
    ])
  })

  it('names the day alone within six days, and the date beyond, before and after', () => {
    const day = 24 * hour
    for (const away of [-5 * day, 5 * day]) assert.match(read({ at: due + away }) ?? '', /Monday, 11:40/)
    for (const away of [-6 * day, 6 * day])
      assert.match(read({ at: due + away }) ?? '', /Monday, 8 June 2026, 11:40/)
  })

  it('is read on the clock of its reader', () => {
    assert.match(read({}, 'America/New_York') ?? '', /Monday, 04:40 \(New York\)/)
    assert.match(read({}, 'Pacific/Auckland') ?? '', /Monday, 20:40 \(Auckland\)/)
    assert.match(read({}, '+05:30') ?? '', /Monday, 14:10 \(UTC\+05:30\)/)
  })

  it('says nothing of what is tracked, of a line’s own target, and where there is no target', () => {
    for (const [changes] of states) {
      assert.equal(read({ ...changes, guaranteed: false }), null)
      assert.equal(read({ ...changes, kind: 'line' }), null)
    }
    assert.equal(read({ targetMinutes: null }), null)
    assert.equal(read({ state: 'none' }), null)
  })
})
