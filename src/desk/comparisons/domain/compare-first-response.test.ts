import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { ClockEvent } from '#promise/clocks/domain/clock-states.ts'
import { policyOfTerms } from '#promise/clocks/domain/policy-of-terms.ts'
import { catalogueSchema, PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import { type PackageVersion, packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { compareFirstResponse } from './compare-first-response.ts'

const text = readFileSync(new URL('../../../../catalogue/support-packages.json', import.meta.url), 'utf8')
const [basic, business, premium] = packageVersionsOf(catalogueSchema.parse(JSON.parse(text)), 1)
assert.ok(basic && business && premium)

/** Wednesday 10 June 2026, 10:00 in the zone of these tests. */
const start = Date.parse('2026-06-10T09:00:00Z')
const minutes = (count: number) => start + count * 60_000
const later = minutes(60 * 24 * 30)
const answeredAfter = (count: number, priority: 'high' | 'medium' | 'low' = 'high'): ClockEvent[] => [
  { at: start, type: 'created', priority },
  { at: minutes(count), type: 'agent_reply' },
]
const verdicts = (then: PackageVersion, other: PackageVersion, events: ClockEvent[], at = later) => {
  const { was, would } = compareFirstResponse(policyOfTerms(then, '+01:00'), other, events, at)
  return [was.verdict, would.verdict]
}

describe('The first response under another package', () => {
  it('is judged by the other targets over the same timeline', () => {
    assert.deepEqual(verdicts(basic, business, answeredAfter(90)), ['met', 'missed'])
    assert.deepEqual(verdicts(business, basic, answeredAfter(90)), ['missed', 'met'])
    assert.deepEqual(verdicts(business, premium, answeredAfter(45)), ['met', 'missed'])
    assert.deepEqual(verdicts(business, premium, answeredAfter(30)), ['met', 'met'])
  })

  it('is judged in the other support hours', () => {
    // Received on Saturday, answered on Monday at 10:00: Basic begins to count on Monday, Business on Saturday.
    const saturday = Date.parse('2026-06-13T09:00:00Z')
    const events: ClockEvent[] = [
      { at: saturday, type: 'created', priority: 'high' },
      { at: Date.parse('2026-06-15T09:00:00Z'), type: 'agent_reply' },
    ]
    assert.deepEqual(verdicts(basic, business, events), ['met', 'missed'])
  })

  it('follows changes of priority as the clock of the case does', () => {
    const raised: ClockEvent[] = [
      { at: start, type: 'created', priority: 'medium' },
      { at: minutes(10), type: 'priority', to: 'high' },
      { at: minutes(200), type: 'agent_reply' },
    ]
    assert.deepEqual(verdicts(basic, business, raised), ['met', 'missed'])
  })

  it('has no verdict without a target, while it runs, and where the case ended without an answer', () => {
    assert.deepEqual(verdicts(basic, business, answeredAfter(9_000, 'low')), ['none', 'none'])
    const open: ClockEvent[] = [{ at: start, type: 'created', priority: 'high' }]
    assert.deepEqual(verdicts(basic, business, open, minutes(30)), ['open', 'open'])
    const ended: ClockEvent[] = [...open, { at: minutes(5), type: 'status', to: 'cancelled' }]
    assert.deepEqual(verdicts(basic, business, ended), ['ended', 'ended'])
  })

  const priority = fc.constantFrom(...PRIORITIES)
  const timeline = fc
    .record({
      priority,
      steps: fc.array(
        fc.record({
          after: fc.integer({ min: 0, max: 3_000 }),
          what: fc.constantFrom('reply', 'customer', 'high', 'medium', 'low', 'pending', 'open', 'cancelled'),
        }),
        { maxLength: 8 },
      ),
    })
    .map(({ priority: first, steps }) => {
      const events: ClockEvent[] = [{ at: start, type: 'created', priority: first }]
      let at = start
      for (const { after, what } of steps) {
        at += after * 60_000
        if (what === 'reply') events.push({ at, type: 'agent_reply' })
        else if (what === 'customer') events.push({ at, type: 'customer_reply' })
        else if (what === 'pending' || what === 'open' || what === 'cancelled')
          events.push({ at, type: 'status', to: what })
        else events.push({ at, type: 'priority', to: what as 'high' | 'medium' | 'low' })
      }
      return events
    })

  it('is the same with the package that was there, whatever happened', () => {
    fc.assert(
      fc.property(timeline, fc.constantFrom(basic, business, premium), (events, terms) => {
        const { was, would } = compareFirstResponse(policyOfTerms(terms, '+01:00'), terms, events, later)
        assert.deepEqual(was, would)
      }),
    )
  })

  it('misses nothing that was not missed where every target is more generous in the same hours', () => {
    fc.assert(
      fc.property(timeline, fc.integer({ min: 0, max: 5_000 }), (events, more) => {
        const generous = (target: PackageVersion['firstResponse']['high']) =>
          target && { ...target, minutes: target.minutes + more }
        const { high, medium, low } = business.firstResponse
        const other = {
          ...business,
          firstResponse: { high: generous(high), medium: generous(medium), low: generous(low) },
        }
        const [was, would] = verdicts(business, other, events)
        assert.ok(would !== 'missed' || was === 'missed', `${was} became ${would}`)
      }),
      { numRuns: 500 },
    )
  })
})
