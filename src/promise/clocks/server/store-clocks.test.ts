import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AccountId, CaseId } from '#platform/ids.ts'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import type { ClockEvent } from '#promise/clocks/domain/clock-states.ts'
import { fireDueClocks, nextDueTime } from '#promise/clocks/server/fire-due-clocks.ts'
import { deriveClocks, writeClocks } from '#promise/clocks/server/store-clocks.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const received = new Date('2026-03-10T15:00:00Z')
const minutes = (count: number) => received.getTime() + count * 60_000

/** Terms that a vendor may agree on: every customer message is answered within the hour. */
const hourly = { minutes: 60, guaranteed: false, clause: 'response_time.high@premium@1' }
const targets = { firstResponse: hourly, nextResponse: hourly, resolution: null }
const policy: ClockPolicy = {
  calendar: calendarFromSupportHours({ always: true }, '+01:00'),
  targets: { high: targets, medium: targets, low: targets },
}

let app: TestApp
let of: { caseId: CaseId; accountId: AccountId }

before(async () => {
  app = await startTestApp({ now: received })
  await buildVendor(app)
  const account = await buildAccount(app)
  const { reference } = await buildCase(app, { by: await buildContact(app, account), priority: 'low' })
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    reference,
  ])
  assert.ok(rows[0])
  of = { caseId: rows[0].id, accountId: account.id }
})
after(() => app.close())

async function write(events: ClockEvent[]): Promise<void> {
  const at = events.at(-1)?.at ?? received.getTime()
  await app.system().transaction((tx) => writeClocks(tx, of, deriveClocks(policy, events, at)))
}

const fireAt = (at: number) => fireDueClocks(app.system(new Date(at)))

test('each question that is asked later has a due time that fires by itself', async () => {
  const first: ClockEvent[] = [
    { at: minutes(0), type: 'created', priority: 'high' },
    { at: minutes(10), type: 'agent_reply' },
    { at: minutes(20), type: 'customer_reply' },
  ]
  await write(first)
  assert.deepEqual(await nextDueTime(app.system()), new Date(minutes(80)))
  assert.equal(await fireAt(minutes(81)), 1)
  const second: ClockEvent[] = [
    ...first,
    { at: minutes(90), type: 'agent_reply' },
    { at: minutes(100), type: 'customer_reply' },
  ]
  await write(second)
  assert.equal(await fireAt(minutes(159)), 0)
  assert.deepEqual(await nextDueTime(app.system()), new Date(minutes(160)))
  assert.equal(await fireAt(minutes(161)), 1)
  await write([...second, { at: minutes(170), type: 'customer_reply' }])
  assert.equal(await fireAt(minutes(500)), 0)
})

test('what is written again without change fires no second time', async () => {
  await app.ownerPool.query('delete from clocks')
  const events: ClockEvent[] = [{ at: minutes(0), type: 'created', priority: 'high' }]
  await write(events)
  assert.equal(await fireAt(minutes(61)), 1)
  await write([...events, { at: minutes(62), type: 'priority', to: 'medium' }])
  assert.equal(await fireAt(minutes(500)), 0)
})
