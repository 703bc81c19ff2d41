import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { FourlineError } from '#platform/errors.ts'
import { readPolicy, keepPolicy } from '#promise/clocks/server/keep-policy.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { PromiseReport } from '../domain/report-contract.ts'
import { listPromiseRows } from './list-promise-rows.ts'
import { readAccountRecord, readOwnRecord } from './read-account-record.ts'
import { readPromiseReport } from './read-promise-report.ts'

/** Always open for Premium: a high case is answered within 30 minutes, a medium one within two hours. */
const now = new Date('2026-03-20T12:00:00Z')
let app: TestApp
let vendor: TestVendor
let first: { account: TestAccount; contact: TestContact; colleague: TestContact }
let second: { account: TestAccount; contact: TestContact }
const references: Record<string, string> = {}

const at = (text: string, minutes = 0) => new Date(Date.parse(text) + minutes * 60_000)

async function open(name: string, by: TestContact, received: string) {
  const { reference } = await buildCase(app, { by, at: at(received), priority: 'high', subject: name })
  references[name] = reference
  return reference
}

/** Where low cases have a target that is only tracked. */
async function trackLow(reference: string) {
  await app.system().transaction(async (tx) => {
    const { clock_policy_id: id } = await tx
      .selectFrom('cases')
      .select('clock_policy_id')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    assert.ok(id)
    const policy = await readPolicy(tx, id)
    const firstResponse = { minutes: 960, guaranteed: false, clause: 'response_time.low@premium@1' }
    const low = { ...policy.targets.low, firstResponse }
    const changed = await keepPolicy(tx, { ...policy, targets: { ...policy.targets, low } })
    await tx
      .updateTable('cases')
      .set({ clock_policy_id: changed })
      .where('reference', '=', reference)
      .execute()
  })
}

async function answer(reference: string, when: Date) {
  await writeMessage(app.context(vendor.agent.actor, when), {
    reference,
    kind: 'reply',
    body: 'We look into it.',
  })
}

before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
  const one = await buildAccount(app, { package: 'premium', name: 'Northwind', visibility: 'own' })
  first = {
    account: one,
    contact: await buildContact(app, one),
    colleague: await buildContact(app, one),
  }
  const other = await buildAccount(app, { package: 'premium', name: 'Contoso' })
  second = { account: other, contact: await buildContact(app, other) }
  const feb = '2026-02-10T09:00:00Z'
  await answer(await open('kept', first.contact, feb), at(feb, 10))
  await answer(await open('missed', first.contact, feb), at(feb, 75))
  const lowered = await open('lowered', first.contact, feb)
  await changeCase(app.context(vendor.agent.actor, at(feb, 5)), {
    reference: lowered,
    priority: 'medium',
    reason: 'Work goes on.',
  })
  await answer(lowered, at(feb, 60))
  const lost = await open('lost', second.contact, feb)
  await changeCase(app.context(vendor.agent.actor, at(feb, 5)), {
    reference: lost,
    priority: 'low',
    reason: 'It was a question.',
  })
  await answer(lost, at(feb, 45))
  const cancelled = await open('cancelled', second.contact, feb)
  await closeCase(app.context(vendor.agent.actor, at(feb, 5)), { reference: cancelled, reason: 'withdrawn' })
  // Due in January, answered in February: it was missed in January.
  const turn = '2026-01-31T23:00:00Z'
  await answer(await open('turn of the month', first.contact, turn), at(turn, 100))
  await open('never answered', second.contact, '2026-03-02T09:00:00Z')
  await fireDueClocks(app.system(now))
})
after(() => app.close())

const report = (month: string, more: Partial<Parameters<typeof readPromiseReport>[1]> = {}) =>
  readPromiseReport(app.context(vendor.agent.actor), { month, by: 'account', limit: 100, ...more })
const rows = async (month: string, more: Partial<Parameters<typeof listPromiseRows>[1]> = {}) =>
  (await listPromiseRows(app.context(vendor.agent.actor), { month, part: 'promises', limit: 50, ...more }))
    .items
const nameOf = (reference: string) => Object.entries(references).find(([, one]) => one === reference)?.[0]
const firstReplies = ({ promises }: PromiseReport['total']) =>
  promises.byKind.find(({ kind }) => kind === 'first_response')

describe('the report of promises', () => {
  test('counts what was settled in the month, by the due time that held, and beside it by the first one', async () => {
    const { total, items, isSoFar } = await report('2026-02')
    assert.deepEqual(firstReplies(total), { kind: 'first_response', kept: 2, missed: 1 })
    const northwind = items.find(({ group }) => group.name === 'Northwind')
    assert.ok(northwind)
    // Nobody has solved that case yet, so its lateness grows.
    assert.equal(northwind.promises.worstLateMs, now.getTime() - Date.parse('2026-02-01T23:00:00Z'))
    const { keptLowered, byFirst, kept, missed } = northwind.promises
    assert.equal(keptLowered, 1)
    assert.deepEqual([byFirst.kept, byFirst.missed], [kept - 1, missed + 1])
    assert.equal(isSoFar, false)
  })

  test('what was lowered to none, or cancelled with its case, is in no rate', async () => {
    const contoso = (await report('2026-02')).items.find(({ group }) => group.name === 'Contoso')
    assert.ok(contoso)
    assert.equal(firstReplies(contoso), undefined)
    assert.ok(contoso.promises.cancelled > 0)
    assert.equal(contoso.promises.lost, 1)
    assert.deepEqual(contoso.promises.byFirst, { kept: 0, missed: 1 })
  })

  test('a promise that was missed belongs to the month it fell due in, answered later or not at all', async () => {
    const january = await report('2026-01')
    assert.deepEqual(firstReplies(january.total), { kind: 'first_response', kept: 0, missed: 1 })
    assert.deepEqual((await report('2026-02')).total.before, { kept: 0, missed: 1 })
    const march = await rows('2026-03', { show: 'missed', kind: 'first_response' })
    assert.deepEqual(
      march.map((row) => [nameOf(row.reference), row.stoppedAt]),
      [['never answered', null]],
    )
    assert.equal((await report('2026-03')).isSoFar, true)
  })

  test('by line has the same totals as by account', async () => {
    const byAccount = await report('2026-02')
    const byLine = await report('2026-02', { by: 'line' })
    assert.deepEqual(byLine.total, byAccount.total)
    assert.deepEqual(
      byLine.items.map(({ group }) => group.id),
      ['1'],
    )
  })

  test('the rows behind each number are as many as the number says', async () => {
    const { total, items } = await report('2026-02')
    const { promises } = total
    const shows = [
      ['kept', promises.kept],
      ['missed', promises.missed],
      ['lowered', promises.keptLowered + promises.lost],
      ['cancelled', promises.cancelled],
    ] as const
    for (const [show, count] of shows) assert.equal((await rows('2026-02', { show })).length, count, show)
    assert.equal((await rows('2026-02')).length, promises.made)
    for (const { group, promises: ofAccount } of items)
      assert.equal((await rows('2026-02', { accountId: group.id })).length, ofAccount.made)
    assert.equal((await rows('2026-02', { line: 2 })).length, 0)
  })

  test('a lowered promise stands there with both due times', async () => {
    const lowered = await rows('2026-02', { show: 'lowered', kind: 'first_response' })
    const found = Object.fromEntries(
      lowered.map(({ reference, earlierDueAt, dueAt, outcome }) => [
        nameOf(reference),
        { earlierDueAt, dueAt, outcome },
      ]),
    )
    assert.deepEqual(found, {
      lowered: {
        earlierDueAt: '2026-02-10T09:30:00.000Z',
        dueAt: '2026-02-10T11:00:00.000Z',
        outcome: 'kept_lowered',
      },
      lost: { earlierDueAt: '2026-02-10T09:30:00.000Z', dueAt: null, outcome: 'lost_missed' },
    })
  })

  test('rows come page by page, each once, though many are settled at one instant', async () => {
    const all = await rows('2026-02')
    const read: string[] = []
    let after: string | undefined
    do {
      const page = await listPromiseRows(app.context(vendor.agent.actor), {
        month: '2026-02',
        part: 'promises',
        limit: 1,
        ...(after === undefined ? {} : { after }),
      })
      read.push(...page.items.map((row) => `${row.reference} ${row.kind}`))
      after = page.next ?? undefined
    } while (after !== undefined)
    assert.deepEqual(
      read,
      all.map((row) => `${row.reference} ${row.kind}`),
    )
  })

  test('accounts come page by page as well, and another list’s place is refused', async () => {
    const page = await report('2026-02', { limit: 1 })
    const next = await report('2026-02', { limit: 1, ...(page.next !== null && { after: page.next }) })
    assert.deepEqual(
      [...page.items, ...next.items].map(({ group }) => group.name),
      ['Northwind', 'Contoso'],
    )
    assert.equal(next.next, null)
    const refused = (error: unknown) => error instanceof FourlineError && error.code === 'invalid_cursor'
    await assert.rejects(report('2026-02', { after: 'nonsense' }), refused)
    await assert.rejects(rows('2026-02', { after: 'nonsense' }), refused)
  })

  test('an empty month names the nearest one that is not', async () => {
    assert.equal((await report('2024-05')).nearest, '2026-01')
    assert.equal((await report('2027-08')).nearest, '2026-03')
    assert.equal((await report('2026-02')).nearest, null)
    assert.equal((await report('2024-05', { by: 'line', line: 1 })).nearest, '2026-01')
    assert.equal((await report('2024-05', { by: 'line', line: 4 })).nearest, null)
  })

  test('finds the rows of a month, and the last that a line settled, by their index', async () => {
    const client = await app.ownerPool.connect()
    const planOf = async (text: string): Promise<string> =>
      (await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`)).rows
        .map((row) => row['QUERY PLAN'])
        .join('\n')
    try {
      await client.query('begin')
      await client.query('set local enable_seqscan = off')
      assert.match(
        await planOf(
          `select count(*) from clocks where settled_at >= '2026-02-01' and settled_at < '2026-03-01'`,
        ),
        /clocks_settled/,
      )
      for (const [table, index] of [
        ['clocks', /clocks_settled_of_line/],
        ['clock_history', /clock_history_of_line/],
      ] as const)
        assert.match(
          await planOf(
            `select settled_at from ${table} where settled_at < '2026-02-01' and line = 4 order by settled_at desc limit 1`,
          ),
          index,
        )
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

test('a promise that was lowered to a target only tracked is counted as one that was lowered to none', async () => {
  const april = '2026-04-10T09:00:00Z'
  for (const [name, minutes] of [
    ['tracked, late', 300],
    ['tracked, in time', 20],
  ] as const) {
    const reference = await open(name, first.contact, april)
    await trackLow(reference)
    await changeCase(app.context(vendor.agent.actor, at(april, 5)), {
      reference,
      priority: 'low',
      reason: 'It was a question.',
    })
    await answer(reference, at(april, minutes))
  }
  const { promises, targets } = (await report('2026-04')).total
  const { made, lost, kept, missed, byFirst } = promises
  assert.deepEqual(
    { made, lost, kept, missed, byFirst },
    {
      made: 2,
      lost: 2,
      kept: 0,
      missed: 0,
      byFirst: { kept: 1, missed: 1 },
    },
  )
  assert.deepEqual([targets.kept, targets.missed], [0, 0])
  const lowered = await rows('2026-04', { show: 'lowered' })
  assert.deepEqual(
    lowered.map(({ reference, outcome }) => [nameOf(reference), outcome]),
    [
      ['tracked, late', 'lost_missed'],
      ['tracked, in time', 'lost_kept'],
    ],
  )
  assert.equal((await rows('2026-04', { part: 'targets' })).length, 0)
})

describe('the record of an account', () => {
  test('has twelve months with what was kept of what was due, and the last that were missed', async () => {
    const record = await readAccountRecord(app.context(vendor.agent.actor), { id: first.account.id })
    assert.equal(record.months.length, 12)
    assert.equal(record.months.at(-1)?.month, '2026-03')
    const february = record.months.find(({ month }) => month === '2026-02')
    const inReport = (await report('2026-02', { accountId: first.account.id })).total.promises
    assert.deepEqual(february, {
      month: '2026-02',
      kept: inReport.kept,
      missed: inReport.missed,
      keptLowered: inReport.keptLowered,
    })
    assert.deepEqual(
      [...new Set(record.lastMissed.map((row) => nameOf(row.reference)))].filter((name) => name === 'missed'),
      ['missed'],
    )
    assert.ok(record.lastMissed.every(({ account }) => account.id === first.account.id))
  })

  test('customers read of their own promises on the cases they see, and of nothing else', async () => {
    const own = await readOwnRecord(app.context(first.contact.actor))
    const inTotal = await readAccountRecord(app.context(vendor.agent.actor), { id: first.account.id })
    assert.deepEqual([own.kept, own.missed], [inTotal.kept, inTotal.missed])
    assert.ok(own.cases.some(({ reference }) => reference === references['missed']))
    // Where everybody sees their own cases only, a colleague is told of none.
    assert.deepEqual(await readOwnRecord(app.context(first.colleague.actor)), {
      kept: 0,
      missed: 0,
      cases: [],
    })
    const other = await readOwnRecord(app.context(second.contact.actor))
    assert.ok(other.cases.every(({ reference }) => reference === references['never answered']))
  })

  test('what is only tracked is told to no customer', async () => {
    const before = await readOwnRecord(app.context(first.contact.actor))
    await app.ownerPool.query(
      `insert into clock_history (case_id, account_id, kind, started_at, state, guaranteed, target_minutes, due_at,
         stopped_at, elapsed_ms)
       select id, account_id, 'next_response', received_at, 'breached', false, 60, received_at, received_at, 0
       from cases where reference = $1`,
      [references['kept']],
    )
    assert.deepEqual(await readOwnRecord(app.context(first.contact.actor)), before)
    const { targets } = (await report('2026-02')).total
    assert.ok(targets.missed > 0)
    const [row] = await rows('2026-02', { part: 'targets', show: 'missed', kind: 'next_response' })
    assert.equal(row?.guaranteed, false)
  })
})
