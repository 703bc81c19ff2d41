import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { listCases } from '#desk/cases/server/list-cases.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readCounts } from '#desk/cases/server/read-counts.ts'
import { snoozeCase } from '#desk/cases/server/snooze-case.ts'
import { wakeCase, wakeDueCase } from '#desk/cases/server/wake-case.ts'
import { FourlineError } from '#platform/errors.ts'
import type { CaseId } from '#platform/ids.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

const now = new Date('2026-03-10T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const until = later(120).toISOString()

let app: TestApp
let vendor: TestVendor
let contact: TestContact
before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
  contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
})
after(() => app.close())

const agent = (at?: Date) => app.context(vendor.agent.actor, at)

async function buildOwned(): Promise<string> {
  const { reference } = await buildCase(app, { by: contact })
  await changeCase(agent(), { reference, assigneeId: vendor.agent.id })
  return reference
}

async function buildSnoozed(): Promise<string> {
  const reference = await buildOwned()
  await snoozeCase(agent(), { reference, until, reason: 'They test it over lunch.' })
  return reference
}

async function idOf(reference: string): Promise<CaseId> {
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    reference,
  ])
  return rows[0]?.id ?? ('' as CaseId)
}

const inTurn = async (reference: string): Promise<boolean> => {
  const query = { assigneeId: 'me' as const, status: 'open', sort: 'due' as const, limit: 100 }
  const { items } = await listCases(agent(), { ...query, snoozed: 'no' })
  return items.some((item) => item.reference === reference)
}

/** The number beside "my turn", counted anew and as it is kept. */
async function countsOfTurn() {
  const { counts } = await readCounts(agent())
  const open = ['new', 'in_progress', 'waiting_customer', 'waiting_other']
  const kept =
    open.reduce((sum, one) => sum + (counts[`mine:${one}`] ?? 0), 0) - (counts['mine:snoozed'] ?? 0)
  const { rows } = await app.ownerPool.query<{ n: number }>(
    `select count(*)::int n from cases where assignee_id = $1 and snoozed_until is null
       and status not in ('solved', 'closed')`,
    [vendor.agent.id],
  )
  return { kept, counted: rows[0]?.n }
}

async function holdsCount(): Promise<void> {
  const { kept, counted } = await countsOfTurn()
  assert.equal(kept, counted)
}

const codeOf = (code: string) => (error: unknown) => error instanceof FourlineError && error.code === code

describe('a snoozed case', () => {
  test('leaves its owner’s turn, says until when and why, and keeps its clocks', async () => {
    const reference = await buildOwned()
    const before = await readCase(agent(), { reference })
    const view = await snoozeCase(agent(), { reference, until, reason: 'They test it.' })
    assert.deepEqual(view.snoozed, { until, reason: 'They test it.' })
    assert.deepEqual(
      view.clocks.map(({ kind, dueAt, state }) => ({ kind, dueAt, state })),
      before.clocks.map(({ kind, dueAt, state }) => ({ kind, dueAt, state })),
    )
    assert.equal(view.nextDueAt, before.nextDueAt)
    assert.equal(await inTurn(reference), false)
    await holdsCount()
  })

  test('is told to nobody at the customer', async () => {
    const reference = await buildSnoozed()
    assert.equal((await readCase(app.context(contact.actor), { reference })).snoozed, undefined)
  })

  test('comes back at its time, once, and not before', async () => {
    const reference = await buildSnoozed()
    const caseId = await idOf(reference)
    await wakeDueCase(app.system(later(119)), { caseId })
    assert.equal(await inTurn(reference), false)
    await wakeDueCase(app.system(later(120)), { caseId })
    await wakeDueCase(app.system(later(121)), { caseId })
    assert.equal(await inTurn(reference), true)
    const { rows } = await app.ownerPool.query(
      `select event ->> 'because' because from entries where case_id = $1 and event ->> 'type' = 'woke'`,
      [caseId],
    )
    assert.deepEqual(rows, [{ because: 'time' }])
    await holdsCount()
  })

  test('is brought back by a job at that time', async () => {
    const reference = await buildSnoozed()
    const { rows } = await app.ownerPool.query<{ run_at: Date }>(
      `select run_at from graphile_worker.jobs where key = $1`,
      [`wake:${await idOf(reference)}`],
    )
    assert.deepEqual(
      rows.map(({ run_at: at }) => at.toISOString()),
      [until],
    )
  })

  test('comes back at once with the customer’s message', async () => {
    const reference = await buildSnoozed()
    await writeAs(app, contact, { reference, at: later(5), body: 'It works now.' })
    assert.equal(await inTurn(reference), true)
    assert.equal((await readCase(agent(), { reference })).snoozed, undefined)
    await holdsCount()
  })

  test('stays aside for the team’s own note', async () => {
    const reference = await buildSnoozed()
    await writeAs(app, vendor.agent, { reference, at: later(5), kind: 'note' })
    assert.equal(await inTurn(reference), false)
  })

  test('can be taken back by hand, and by being given to somebody else', async () => {
    const woken = await buildSnoozed()
    assert.equal((await wakeCase(agent(), { reference: woken })).snoozed, undefined)
    const given = await buildSnoozed()
    const colleague = await buildStaff(app, 'agent', 'A colleague')
    assert.equal(
      (await changeCase(agent(), { reference: given, assigneeId: colleague.id })).snoozed,
      undefined,
    )
    const ended = await buildSnoozed()
    assert.equal((await closeCase(agent(), { reference: ended, reason: 'spam' })).snoozed, undefined)
    await holdsCount()
  })
})

describe('snoozing is refused', () => {
  test('where a message came since the reader looked', async () => {
    const reference = await buildOwned()
    const { version } = await readCase(agent(), { reference })
    await writeAs(app, contact, { reference, at: later(1) })
    await assert.rejects(
      snoozeCase(agent(later(2)), { reference, until, reason: 'Later.', version }),
      codeOf('changed_meanwhile'),
    )
    assert.equal(await inTurn(reference), true)
  })

  test('for a time that is over or far away, for nobody’s case, and for one that has ended', async () => {
    const reference = await buildOwned()
    const tries = [
      [{ reference, until: now.toISOString() }, 'until_over'],
      [{ reference, until: later(91 * 24 * 60).toISOString() }, 'until_too_far'],
      [{ reference: (await buildCase(app, { by: contact })).reference, until }, 'owner_needed'],
    ] as const
    for (const [input, code] of tries)
      await assert.rejects(snoozeCase(agent(), { ...input, reason: 'Later.' }), codeOf(code))
    await closeCase(agent(), { reference, reason: 'spam' })
    await assert.rejects(snoozeCase(agent(), { reference, until, reason: 'Later.' }), codeOf('not_open'))
  })

  test('to customers', async () => {
    const reference = await buildOwned()
    const snooze = snoozeCase(app.context(contact.actor), { reference, until, reason: 'Later.' })
    await assert.rejects(snooze, codeOf('permission_missing'))
  })
})

test('a message and a snooze at the same moment never leave the message unseen', async () => {
  for (let round = 0; round < 6; round += 1) {
    const reference = await buildOwned()
    const { version } = await readCase(agent(), { reference })
    await Promise.allSettled([
      snoozeCase(agent(later(1)), { reference, until, reason: 'Later.', version }),
      writeAs(app, contact, { reference, at: later(1) }),
    ])
    assert.equal(await inTurn(reference), true, 'whichever came first, the case is in turn')
  }
  await holdsCount()
})
