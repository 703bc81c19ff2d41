import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import type { AccountId, CaseId } from '#platform/ids.ts'
import { dueChannel } from '#platform/realtime/announce.ts'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import type { ClockEvent } from '#promise/clocks/domain/clock-states.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { deriveClocks, writeClocks } from '#promise/clocks/server/store-clocks.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const received = new Date('2026-03-10T15:00:00Z')
const at = (minutes: number) => received.getTime() + minutes * 60_000
const hourly = { minutes: 60, guaranteed: true, clause: '' }
const targets = { firstResponse: hourly, nextResponse: hourly, resolution: null }
const policy: ClockPolicy = {
  calendar: calendarFromSupportHours({ always: true }, '+01:00'),
  targets: { high: targets, medium: targets, low: targets },
  warnAt: [50, 80],
}
const opened: ClockEvent = { at: at(0), type: 'created', priority: 'high' }

let app: TestApp
let of: { caseId: CaseId; accountId: AccountId }

before(async () => {
  app = await startTestApp({ now: received })
  await buildVendor(app)
  const account = await buildAccount(app)
  await buildCase(app, { by: await buildContact(app, account), priority: 'low' })
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases')
  assert.ok(rows[0])
  of = { caseId: rows[0].id, accountId: account.id }
})
beforeEach(async () => void (await app.ownerPool.query('delete from clocks')))
after(() => app.close())

const write = (events: ClockEvent[], minutes: number) =>
  app.system().transaction((tx) => writeClocks(tx, of, deriveClocks(policy, events, at(minutes))))

async function stored(kind: string) {
  const { rows } = await app.ownerPool.query<Record<string, unknown>>(
    'select state, line, warned, warn_shares shares, warn_at at, next_alarm_at next from clocks where kind = $1',
    [kind],
  )
  return rows[0]
}

test('a clock is stored with its warnings, and the first that was not acted on is its next alarm', async () => {
  await write([opened], 1)
  const [half, most] = [new Date(at(30)), new Date(at(48))]
  const fresh = { state: 'running', line: 1, warned: 0, shares: [50, 80], at: [half, most], next: half }
  assert.deepEqual(await stored('first_response'), fresh)
  await app.ownerPool.query('update clocks set warned = 50')
  await write([opened], 31)
  // Written again, nobody is told twice.
  assert.deepEqual(await stored('first_response'), { ...fresh, warned: 50, next: most })
  await app.ownerPool.query('update clocks set warned = 80')
  assert.deepEqual((await stored('first_response'))?.['next'], new Date(at(60)))
})

test('the next question warns of its own, and what is answered of nothing', async () => {
  const asked: ClockEvent[] = [
    opened,
    { at: at(10), type: 'agent_reply' },
    { at: at(20), type: 'customer_reply' },
  ]
  await write(asked, 20)
  await app.ownerPool.query('update clocks set warned = 80')
  const again: ClockEvent[] = [
    ...asked,
    { at: at(30), type: 'agent_reply' },
    { at: at(40), type: 'customer_reply' },
  ]
  await write(again, 40)
  const { warned, next } = (await stored('next_response')) ?? {}
  assert.deepEqual([warned, next], [0, new Date(at(70))])
  const met = { state: 'met', line: 1, warned: 80, shares: [], at: [], next: null }
  assert.deepEqual(await stored('first_response'), met)
})

test('a clock that was lowered warns anew before the later due time, of each share once', async () => {
  await app.ownerPool.query('delete from clock_signals')
  const later = { ...targets, firstResponse: { ...hourly, minutes: 240 } }
  const lowering: ClockPolicy = { ...policy, targets: { high: targets, medium: later, low: later } }
  const writeLowered = (events: ClockEvent[], minutes: number) =>
    app.system().transaction((tx) => writeClocks(tx, of, deriveClocks(lowering, events, at(minutes))))
  const told = async (minutes: number): Promise<unknown[]> => {
    await fireDueClocks(app.system(new Date(at(minutes))))
    const { rows } = await app.ownerPool.query<{ share: number; at: Date }>(
      `select share, at from clock_signals where not overtaken order by at`,
    )
    return rows.map((row) => [row.share, (row.at.getTime() - received.getTime()) / 60_000])
  }
  await writeLowered([opened], 1)
  const before = [
    [50, 30],
    [80, 48],
  ]
  await told(31)
  assert.deepEqual(await told(49), before)
  const lowered: ClockEvent[] = [opened, { at: at(50), type: 'priority', to: 'medium' }]
  await writeLowered(lowered, 50)
  assert.deepEqual(await told(119), before)
  assert.deepEqual(await told(121), [...before, [50, 120]])
  await writeLowered(lowered, 130)
  assert.deepEqual(await told(193), [...before, [50, 120], [80, 192]])
  // Raised again it is due at once, and nobody hears of the same shares twice.
  await writeLowered([...lowered, { at: at(194), type: 'priority', to: 'high' }], 194)
  assert.deepEqual(await told(195), [...before, [50, 120], [80, 192]])
})

test('whoever sleeps until a due time is woken for the warning before it', async () => {
  const listener = new pg.Client(app.ownerUrl)
  await listener.connect()
  const heard: string[] = []
  listener.on('notification', ({ payload = '' }) => heard.push(new Date(payload).toISOString()))
  await listener.query(`listen ${dueChannel}`)
  await write([opened], 1)
  await app.ownerPool.query('update clocks set warned = 80')
  await write([opened], 55)
  await write([opened, { at: at(56), type: 'agent_reply' }], 56)
  await listener.query('select 1')
  await listener.end()
  assert.deepEqual(heard, [new Date(at(30)).toISOString(), new Date(at(60)).toISOString()])
})

test('a clock says which line had the case when it was missed, or when it stopped, or has it now', async () => {
  const moved: ClockEvent = { at: at(70), type: 'line', to: 2 }
  await write([opened, { at: at(50), type: 'line', to: 2 }], 55)
  assert.equal((await stored('first_response'))?.['line'], 2)
  await write([opened, moved, { at: at(80), type: 'agent_reply' }], 90)
  assert.deepEqual(
    [(await stored('first_response'))?.['state'], (await stored('first_response'))?.['line']],
    ['breached', 1],
  )
  await write([opened, { at: at(10), type: 'agent_reply' }, moved], 90)
  assert.deepEqual(
    [(await stored('first_response'))?.['state'], (await stored('first_response'))?.['line']],
    ['met', 1],
  )
})
