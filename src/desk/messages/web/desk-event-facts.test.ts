import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TimelineItem } from '#desk/messages/domain/contract.ts'
import { eventFacts } from './desk-event-facts.ts'

function event(at: string, facts: NonNullable<TimelineItem['event']>, name = 'Maya'): TimelineItem {
  return {
    id: '0190aaaa-0000-7000-8000-000000000001',
    at,
    kind: 'event',
    author: { kind: 'staff', name, mine: false },
    channel: 'desk',
    event: facts,
  }
}

const wait = event('2026-11-26T11:10:00Z', { type: 'status', from: 'in_progress', to: 'waiting_customer' })

void test('a wait ends with the customer’s message and says how long it took', () => {
  const answer: TimelineItem = {
    ...event('2026-11-26T12:30:00Z', { type: 'other' }),
    kind: 'message',
    author: { kind: 'contact', name: 'Jonas', mine: false },
  }
  const facts = eventFacts(wait, [answer])
  assert.equal(facts.words, 'event.waited')
  assert.equal(facts.values['spanMs'], String(80 * 60_000))
  assert.equal(facts.until, '2026-11-26T12:30:00Z')
})

void test('a wait that goes on has no end', () => {
  const note: TimelineItem = { ...event('2026-11-26T12:30:00Z', { type: 'other' }), kind: 'note' }
  const facts = eventFacts(wait, [note])
  assert.equal(facts.words, 'event.waiting')
  assert.equal(facts.until, undefined)
})

void test('taking a case is told apart from being given one', () => {
  assert.equal(eventFacts(event('', { type: 'assignee', to: 'Maya' }), []).words, 'event.taken')
  assert.equal(eventFacts(event('', { type: 'assignee', to: 'Tom' }), []).words, 'event.assigned')
  assert.equal(eventFacts(event('', { type: 'assignee', to: null }), []).words, 'event.unassigned')
})

void test('a hand-over keeps its reason, and a return is called one', () => {
  const up = eventFacts(event('', { type: 'line', from: 1, to: 2, reason: 'Needs the log.' }), [])
  assert.deepEqual([up.words, up.values['to'], up.quote], ['event.line', '2', 'Needs the log.'])
  assert.equal(eventFacts(event('', { type: 'line', from: 2, to: 1 }), []).words, 'event.lineBack')
})

void test('a pool that was drawn or refunded is told', () => {
  const facts = eventFacts(
    event('', { type: 'classified', caseType: 'consultation', topic: 'x', pool: 'drawn' }),
    [],
  )
  assert.deepEqual(facts.more, [{ words: 'event.drawn', values: {} }])
})
