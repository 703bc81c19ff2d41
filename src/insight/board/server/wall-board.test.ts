import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { FourlineError } from '#platform/errors.ts'
import { calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { alwaysThese } from '#promise/calendars/domain/hours-in-turn.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { zoneStates } from '../domain/zone-state.ts'
import { listBoardZones } from './list-board-zones.ts'
import { readWallBoard } from './read-wall-board.ts'

const now = new Date('2026-03-10T09:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
let app: TestApp
let vendor: TestVendor
let contact: TestContact
let reference: string

before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
  contact = await buildContact(app, await buildAccount(app, { package: 'premium', name: 'Northwind' }))
  reference = (await buildCase(app, { by: contact, at: now, priority: 'high', subject: 'SECRET' })).reference
})
after(() => app.close())

const board = (at: Date) => readWallBoard(app.context(vendor.manager.actor, at))

describe('the wall board', () => {
  test('moves a promise from the hour to the quarter of an hour to overdue, as time goes by', async () => {
    const read = async (at: Date) => {
      const { overdue, dueIn15, dueInHour } = await board(at)
      return { overdue, dueIn15, dueInHour }
    }
    assert.deepEqual(await read(minutes(1)), { overdue: 0, dueIn15: 0, dueInHour: 1 })
    assert.deepEqual(await read(minutes(20)), { overdue: 0, dueIn15: 1, dueInHour: 1 })
    assert.deepEqual(await read(minutes(31)), { overdue: 1, dueIn15: 0, dueInHour: 0 })
  })

  test('says the same once the sweeper has seen it, and counts it among those missed today', async () => {
    const before = await board(minutes(40))
    await fireDueClocks(app.system(minutes(40)))
    const after = await board(minutes(40))
    assert.deepEqual({ ...after, missedToday: 0 }, { ...before, missedToday: 0 })
    assert.equal(after.missedToday, 1)
    assert.equal(after.longestOverSince, minutes(30).toISOString())
    assert.deepEqual(
      after.over.map((one) => [one.reference, one.account, one.line.number, one.kind]),
      [[reference, 'Northwind', 1, 'first_response']],
    )
    const [line] = after.lines
    assert.deepEqual([line?.queue, line?.unassigned, line?.overdue], [1, 1, 1])
    assert.equal(line?.oldestAt, now.toISOString())
    assert.equal((await board(minutes(24 * 60))).missedToday, 0)
  })

  test('holds no word that anybody wrote', async () => {
    assert.doesNotMatch(JSON.stringify(await board(minutes(40))), /SECRET/)
  })

  test('an answer takes it off, and the case then waits for the customer', async () => {
    await writeMessage(app.context(vendor.agent.actor, minutes(50)), {
      reference,
      kind: 'reply',
      body: 'Which browser?',
      status: 'waiting_customer',
    })
    const { overdue, waiting, over } = await board(minutes(51))
    assert.deepEqual([overdue, waiting, over], [0, 1, []])
  })

  test('is for managers', async () => {
    const refused = (error: unknown) => error instanceof FourlineError && error.code === 'permission_missing'
    await assert.rejects(readWallBoard(app.context(vendor.agent.actor)), refused)
    await assert.rejects(listBoardZones(app.context(vendor.agent.actor)), refused)
  })
})

describe('support hours on the wall', () => {
  const office = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' } as const
  const hours = (zone: string) => ({
    zone,
    name: 'Basic',
    hours: alwaysThese(calendarFromSupportHours({ ...office, days: [...office.days] }, zone)),
  })
  const at = (text: string) => zoneStates([hours('+01:00')], new Map(), Date.parse(text))[0]?.packages[0]

  test('opening time is open, closing time is closed, and a weekend is skipped', () => {
    assert.deepEqual(at('2026-03-10T08:00:00Z'), {
      name: 'Basic',
      open: true,
      changesAt: '2026-03-10T17:00:00.000Z',
    })
    assert.deepEqual(at('2026-03-10T17:00:00Z'), {
      name: 'Basic',
      open: false,
      changesAt: '2026-03-11T08:00:00.000Z',
    })
    assert.deepEqual(at('2026-03-13T20:00:00Z'), {
      name: 'Basic',
      open: false,
      changesAt: '2026-03-16T08:00:00.000Z',
    })
  })

  test('what is always open never changes', async () => {
    const { items } = await listBoardZones(app.context(vendor.manager.actor, now))
    assert.deepEqual(items, [
      { zone: '+01:00', label: null, packages: [{ name: 'Premium', open: true, changesAt: null }] },
    ])
  })

  test('what is always open closes when hours that were published for later begin', async () => {
    const { hours: later } = hours('+01:00')
    const startsAt = '2026-03-10T20:00:00.000Z'
    await app.ownerPool.query(
      `insert into support_calendars (package_code, zone, version, hours, reason, starts_at, published_at, published_by)
       values ('premium', '+01:00', 1, $1, 'Office hours', $2, $3, 'Ada')`,
      [JSON.stringify(later[0].calendar), startsAt, now],
    )
    const { items } = await listBoardZones(app.context(vendor.manager.actor, now))
    assert.deepEqual(items[0]?.packages, [{ name: 'Premium', open: true, changesAt: startsAt }])
  })
})
