import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { contestChoice } from '#desk/cases/server/contest-choice.ts'
import { listContests } from '#desk/cases/server/contests.ts'
import { linkCases } from '#desk/cases/server/link-cases.ts'
import { listLinks } from '#desk/cases/server/list-links.ts'
import { rankCases } from '#desk/cases/server/rank-cases.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readRanking } from '#desk/cases/server/read-ranking.ts'
import { snoozeCase } from '#desk/cases/server/snooze-case.ts'
import { takeBackClose } from '#desk/cases/server/take-back-close.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const now = new Date('2026-03-10T09:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)
const consultation = { type: 'consultation', topic: 'consultation.analytics' } as const

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
})
after(() => app.close())

const agent = (at?: Date) => app.context(vendor.agent.actor, at)
const codeOf = (code: string) => (error: unknown) => error instanceof FourlineError && error.code === code

async function buildBasic(): Promise<{ account: TestAccount; contact: TestContact }> {
  const account = await buildAccount(app, { package: 'basic' })
  return { account, contact: await buildContact(app, account) }
}

async function usedBy({ id }: TestAccount): Promise<number | undefined> {
  const { rows } = await app.ownerPool.query<{ used: number }>(
    'select coalesce(sum(used), 0)::int used from pool_counters where account_id = $1',
    [id],
  )
  return rows[0]?.used
}

const clocksOf = async (reference: string, at: Date) =>
  (await readCase(agent(at), { reference })).clocks.map(({ kind, state, dueAt }) => ({ kind, state, dueAt }))

describe('closing without a solution', () => {
  test('ends the clocks as cancelled, and taken back they run as if nothing had been', async () => {
    const { contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact, priority: 'high' })
    const before = await clocksOf(reference, later(60))
    const closed = await closeCase(agent(later(10)), { reference, reason: 'withdrawn' })
    assert.deepEqual([closed.status, closed.closeReason], ['closed', 'withdrawn'])
    assert.ok(closed.clocks.length > 0 && closed.clocks.every(({ state }) => state === 'cancelled'))
    const back = await takeBackClose(agent(later(18)), { reference })
    assert.deepEqual([back.status, back.closeReason, back.closedAt], ['new', null, null])
    assert.deepEqual(await clocksOf(reference, later(60)), before)
  })

  test('a duplicate is linked to its original and gives its unit back; taken back, it has it again', async () => {
    const { account, contact } = await buildBasic()
    const original = await buildCase(app, { by: contact, ...consultation })
    const { reference } = await buildCase(app, { by: contact, ...consultation })
    assert.equal(await usedBy(account), 2)
    await closeCase(agent(), { reference, reason: 'duplicate', duplicateOf: original.reference })
    assert.equal(await usedBy(account), 1)
    const { items } = await listLinks(agent(), { reference: original.reference })
    assert.deepEqual(
      items.map(({ kind, outward, case: far }) => [kind, outward, far.reference]),
      [['duplicate_of', false, reference]],
    )
    await takeBackClose(agent(later(9)), { reference })
    assert.equal(await usedBy(account), 2)
    assert.deepEqual((await listLinks(agent(), { reference })).items, [])
  })

  test('as a duplicate is no mere change of status: without its original it is refused, and keeps its unit', async () => {
    const { account, contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact, ...consultation })
    const asDuplicate = { reference, status: 'closed', closeReason: 'duplicate' } as const
    await assert.rejects(changeCase(agent(), asDuplicate), codeOf('original_needed'))
    assert.deepEqual([(await readCase(agent(), { reference })).status, await usedBy(account)], ['new', 1])
    const withdrawn = { reference, status: 'closed', closeReason: 'withdrawn' } as const
    assert.equal((await changeCase(agent(), withdrawn)).closeReason, 'withdrawn')
  })

  test('for any other reason keeps the unit', async () => {
    const { account, contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact, ...consultation })
    await closeCase(agent(), { reference, reason: 'withdrawn' })
    assert.equal(await usedBy(account), 1)
  })

  test('as a duplicate names another case of the same customer', async () => {
    const { contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact })
    const strange = await buildCase(app, { by: (await buildBasic()).contact })
    const asDuplicateOf = (duplicateOf: string) =>
      closeCase(agent(), { reference, reason: 'duplicate', duplicateOf })
    await assert.rejects(asDuplicateOf(strange.reference), codeOf('other_account'))
    await assert.rejects(asDuplicateOf(reference), codeOf('same_case'))
    await assert.rejects(asDuplicateOf('FL-1'), codeOf('not_found'))
    assert.equal((await readCase(agent(), { reference })).status, 'new')
  })
})

describe('taking a close back', () => {
  const buildRanked = async () => {
    const contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    const customer = app.context(contact.actor)
    const first = (await buildCase(app, { by: contact })).reference
    const second = (await buildCase(app, { by: contact })).reference
    const rank = async (...references: string[]) =>
      rankCases(customer, { version: (await readRanking(customer)).version, references, unranked: [] })
    await rank(first, second)
    for (const about of ['rank', 'priority'] as const)
      await contestChoice(agent(), { reference: first, about, reason: 'The other one is worse.' })
    const order = async () => (await readRanking(customer)).ranked.map((one) => one.reference)
    const openContests = async () => {
      const { items } = await listContests(agent(), { reference: first })
      return items.filter((one) => one.state === 'open').map((one) => one.about)
    }
    return { contact, first, second, rank, order, openContests }
  }
  const withdraw = {
    'the close': (reference: string) => closeCase(agent(later(10)), { reference, reason: 'withdrawn' }),
    'a change of status': (reference: string) =>
      changeCase(agent(later(10)), { reference, status: 'closed', closeReason: 'withdrawn' }),
  }

  for (const [name, close] of Object.entries(withdraw))
    test(`gives the case its rank again, what was contested of it, and its snooze, after ${name}`, async () => {
      const { first, second, order, openContests } = await buildRanked()
      await changeCase(agent(), { reference: first, assigneeId: vendor.agent.id })
      const until = later(3_600).toISOString()
      await snoozeCase(agent(), { reference: first, until, reason: 'They test it over lunch.' })
      await close(first)
      assert.deepEqual([await order(), await openContests()], [[second], []])
      const back = await takeBackClose(agent(later(18)), { reference: first })
      assert.deepEqual(await order(), [first, second])
      assert.deepEqual((await openContests()).toSorted(), ['priority', 'rank'])
      assert.deepEqual([back.snoozed?.until, back.snoozed?.reason], [until, 'They test it over lunch.'])
      const { rows } = await app.ownerPool.query(
        `select run_at from graphile_worker.jobs where key = 'wake:' || (select id from cases where reference = $1)`,
        [first],
      )
      assert.deepEqual(rows, [{ run_at: new Date(until) }])
    })

  test('takes no place from a case that was given it meanwhile, and nobody contests a rank that is gone', async () => {
    const { contact, first, second, rank, order, openContests } = await buildRanked()
    const third = (await buildCase(app, { by: contact })).reference
    await rank(second, first)
    await contestChoice(agent(), { reference: first, about: 'rank', reason: 'Neither is that urgent.' })
    assert.deepEqual((await openContests()).toSorted(), ['priority', 'rank'])
    await withdraw['the close'](first)
    await rank(second, third)
    await takeBackClose(agent(later(18)), { reference: first })
    assert.deepEqual([await order(), await openContests()], [[second, third], ['priority']])
  })

  test('removes the link that the close made, and keeps the one that was there before', async () => {
    const { contact } = await buildBasic()
    const [original, other] = [await buildCase(app, { by: contact }), await buildCase(app, { by: contact })]
    const { reference } = await buildCase(app, { by: contact })
    const linked = async () =>
      (await listLinks(agent(), { reference })).items.map((one) => one.case.reference)
    await linkCases(agent(), { reference, kind: 'duplicate_of', other: other.reference })
    const close = { reference, reason: 'duplicate', duplicateOf: original.reference } as const
    await closeCase(agent(later(10)), close)
    assert.equal((await linked()).length, 2)
    await takeBackClose(agent(later(18)), { reference })
    assert.deepEqual(await linked(), [other.reference])
    await closeCase(agent(later(30)), { ...close, duplicateOf: other.reference })
    await takeBackClose(agent(later(38)), { reference })
    assert.deepEqual(await linked(), [other.reference])
  })
})

describe('taking a close back is refused', () => {
  test('when its time is over, to a colleague, and where nothing was closed so', async () => {
    const { contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact })
    await assert.rejects(takeBackClose(agent(), { reference }), codeOf('not_taken_back'))
    await closeCase(agent(), { reference, reason: 'spam' })
    await assert.rejects(
      takeBackClose(app.context(vendor.manager.actor, later(1)), { reference }),
      codeOf('not_taken_back'),
    )
    await assert.rejects(takeBackClose(agent(later(16)), { reference }), codeOf('not_taken_back'))
    assert.equal((await readCase(agent(), { reference })).status, 'closed')
  })

  test('where somebody else has drawn the last unit meanwhile', async () => {
    const { account, contact } = await buildBasic()
    const build = () => buildCase(app, { by: contact, ...consultation })
    const [original, second] = [await build(), await build()]
    for (let n = 2; n < 5; n += 1) await build()
    const { reference } = second
    await closeCase(agent(), { reference, reason: 'duplicate', duplicateOf: original.reference })
    await build()
    await assert.rejects(takeBackClose(agent(later(5)), { reference }), codeOf('pool_exhausted'))
    assert.equal(await usedBy(account), 5)
    assert.equal((await listLinks(agent(), { reference })).items.length, 1)
  })
})
