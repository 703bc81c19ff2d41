import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Calendar, calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
import type { DemoCase } from './demo-case.ts'
import { demoCases } from './demo-cases.ts'
import { type AccountKey, demoAccounts } from './people.ts'
import { milliseconds, scheduleDemo } from './schedule-demo.ts'

const office = { from: '09:00', to: '18:00' }
const calendars: Record<AccountKey, Calendar> = {
  vellerup: calendarFromSupportHours({ days: ['mon', 'tue', 'wed', 'thu', 'fri'], ...office }, '+01:00'),
  tembo: calendarFromSupportHours(
    { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], ...office },
    '+03:00',
  ),
  bluegum: calendarFromSupportHours({ always: true }, '+10:00'),
}
/** Each hour of two weeks, among them nights, weekends and the turn of a year. */
const starts = Array.from({ length: 14 * 24 }, (_, hour) => Date.UTC(2026, 11, 24, hour, 17))

test('Whenever the demo starts, nothing happens in the future and open cases have used the same support time', () => {
  for (const now of starts) {
    for (const { at, of, step } of scheduleDemo(demoCases, calendars, now)) {
      assert.ok(at <= now)
      if (step === null && 'supportAgo' in of.received)
        assert.equal(workingTimeBetween(calendars[of.account], at, now), milliseconds(of.received.supportAgo))
    }
  }
})

test('Things happen in the order of time, and the opening of a case comes first', () => {
  const moments = scheduleDemo(demoCases, calendars, starts[100] ?? 0)
  const opened = new Set<DemoCase>()
  let previous = -Infinity
  for (const { at, of, step } of moments) {
    assert.ok(at >= previous)
    previous = at
    if (step === null) opened.add(of)
    else assert.ok(opened.has(of), `${of.subject} goes on before it is opened`)
  }
  assert.equal(opened.size, demoCases.length)
})

test('A step in the future is refused', () => {
  const tooMuch: DemoCase = {
    account: 'bluegum',
    received: { supportAgo: '10m' },
    by: 'harriet',
    channel: 'portal',
    type: 'problem',
    priority: 'low',
    subject: 'Too much for ten minutes',
    description: 'Too much for ten minutes',
    steps: [{ do: 'change', after: '11m', who: 'mei', change: { line: 2 } }],
  }
  assert.throws(() => scheduleDemo([tooMuch], calendars, starts[0] ?? 0), /in the future/)
})

test('Cases are opened by people who hold a seat, at the account the case belongs to', () => {
  for (const { account, by, subject } of demoCases) {
    const contact = demoAccounts.find((one) => one.key === account)?.contacts.find((one) => one.key === by)
    assert.ok(contact?.hasSeat, `${subject}: ${by} may not submit`)
  }
})

test('Basic consultations that draw from the yearly five lie in the agreement year before', () => {
  const limited = ['consultation.process', 'consultation.interface_logic', 'consultation.analytics']
  for (const { account, topic, received, subject } of demoCases) {
    if (account !== 'vellerup' || topic === undefined || !limited.includes(topic)) continue
    assert.ok('daysAgo' in received && received.daysAgo > 185, subject)
  }
})
