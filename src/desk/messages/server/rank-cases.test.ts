import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { contestChoice } from '#desk/cases/server/contest-choice.ts'
import { listContests } from '#desk/cases/server/contests.ts'
import { listCases } from '#desk/cases/server/list-cases.ts'
import { rankCases } from '#desk/cases/server/rank-cases.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readRanking } from '#desk/cases/server/read-ranking.ts'
import { reopenCase } from '#desk/cases/server/reopen-case.ts'
import { settleContest } from '#desk/cases/server/settle-contest.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let vendor: TestVendor
let account: TestAccount
let contact: TestContact
let colleague: TestContact

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

beforeEach(async () => {
  account = await buildAccount(app, { package: 'premium' })
  contact = await buildContact(app, account)
  colleague = await buildContact(app, account)
})

const open = async (by = contact, wanted: { isPrivate?: boolean; at?: Date } = {}) =>
  (await buildCase(app, { by, ...wanted })).reference

async function openMany(count: number, by = contact): Promise<string[]> {
  const references: string[] = []
  for (let n = 0; n < count; n++) references.push(await open(by))
  return references
}

const read = (by = contact) => readRanking(app.context(by.actor))
const orderOf = async (by = contact) => (await read(by)).ranked.map((one) => one.reference)

async function rank(references: string[], by = contact, unranked: string[] = []) {
  const { version } = await read(by)
  return rankCases(app.context(by.actor), { version, references, unranked })
}

async function eventsOf(reference: string): Promise<string[]> {
  const { items } = await readTimeline(app.context(contact.actor), { reference, limit: 100 })
  return items.flatMap(({ event }) => (event?.type === 'ranked' ? String(event['to']) : []))
}

async function solve(reference: string): Promise<void> {
  const ctx = app.context(vendor.agent.actor)
  await writeMessage(ctx, { reference, kind: 'reply', body: 'We look into it.' })
  await solveCase(ctx, { reference, solution: 'Refresh it.', cause: 'A stale cache.' })
}

describe('ranking', () => {
  test('puts the account’s cases in order for every colleague; those without a rank follow by receipt', async () => {
    const [a = '', b = '', c = ''] = await openMany(3)
    const saved = await rank([c, a])
    assert.deepEqual([saved.version, saved.changedBy, saved.mayRank], [1, contact.name, true])
    const theirs = await read(colleague)
    assert.deepEqual(
      theirs.ranked.map((one) => [one.reference, one.rank]),
      [
        [c, 1],
        [a, 2],
      ],
    )
    assert.deepEqual(
      theirs.unranked.map((one) => one.reference),
      [b],
    )
  })

  test('tells on the timeline of the one case that was moved, and in the audit log, and nothing twice', async () => {
    const [a = '', b = '', c = ''] = await openMany(3)
    await rank([a, b, c])
    await rank([c, a, b], colleague)
    await rank([c, a, b])
    await rank([], contact, [a])
    assert.deepEqual(await eventsOf(c), ['added', 'up'])
    assert.deepEqual(await eventsOf(b), ['added'])
    assert.deepEqual(await eventsOf(a), ['added', 'removed'])
    assert.deepEqual(await orderOf(), [c, b])
    const { rows } = await app.ownerPool.query(
      `select actor_name from audit_log where action = 'cases.ranked' and account_id = $1 order by at, id`,
      [account.id],
    )
    assert.equal(rows.length, 3)
  })

  test('from an order that a colleague has changed since is refused, and changes nothing', async () => {
    const [a = '', b = ''] = await openMany(2)
    const { version } = await read()
    await rank([b, a], colleague)
    const late = rankCases(app.context(contact.actor), { version, references: [a, b], unranked: [] })
    await assert.rejects(late, { kind: 'conflict', code: 'ranking_changed' })
    assert.deepEqual(await orderOf(), [b, a])
  })

  test('of two who save at the same moment one has saved, and the other is told', async () => {
    const [a = '', b = '', c = ''] = await openMany(3)
    await rank([a, b, c])
    const { version } = await read()
    const orders = [
      [c, b, a],
      [b, c, a],
    ]
    const saved = await Promise.allSettled(
      orders.map((references, n) =>
        rankCases(app.context([contact, colleague][n]?.actor ?? contact.actor), {
          version,
          references,
          unranked: [],
        }),
      ),
    )
    assert.deepEqual(saved.map((one) => one.status).toSorted(), ['fulfilled', 'rejected'])
    const won = orders[saved.findIndex((one) => one.status === 'fulfilled')]
    assert.deepEqual(await orderOf(), won)
  })

  test('beside solving never leaves a solved case ranked, and nobody waits for each other', async () => {
    const references = await openMany(4)
    await rank(references)
    await Promise.allSettled([
      ...references.slice(0, 2).map(solve),
      rank(references.toReversed()),
      rank(references.toReversed(), colleague),
    ])
    assert.deepEqual((await orderOf()).toSorted(), references.slice(2).toSorted())
  })

  test('ranks around what somebody does not see, and does not tell of it', async () => {
    const [a = '', b = ''] = await openMany(2)
    const hidden = await open(colleague, { isPrivate: true })
    await rank([a, hidden, b], colleague)
    assert.deepEqual(
      (await read()).ranked.map((one) => [one.reference, one.rank]),
      [
        [a, 1],
        [b, 2],
      ],
    )
    await rank([b, a])
    assert.deepEqual(await orderOf(colleague), [b, hidden, a])
    await assert.rejects(rank([hidden, a, b]), { kind: 'not_found' })
    await rank([], contact, [b])
    assert.deepEqual(await orderOf(colleague), [hidden, a])
    await rank([a, hidden], colleague)
    await rank([a, b])
    assert.deepEqual(await orderOf(colleague), [a, hidden, b])
  })

  test('keeps in its place what is not named', async () => {
    const [a = '', b = '', c = ''] = await openMany(3)
    await rank([a, b, c])
    await rank([c, a])
    assert.deepEqual(await orderOf(), [c, b, a])
  })

  test('is of open cases: solved ones leave it, reopened ones come without a rank', async () => {
    const [a = '', b = ''] = await openMany(2)
    await rank([a, b])
    await solve(a)
    assert.deepEqual(await orderOf(), [b])
    await assert.rejects(rank([a, b]), { code: 'case_is_over' })
    await reopenCase(app.context(vendor.agent.actor), { reference: a, body: 'It is back.' })
    const after = await read()
    assert.deepEqual(
      [after.ranked, after.unranked].map((all) => all.map((one) => one.reference)),
      [[b], [a]],
    )
    const closed = 'insert into case_ranks select id, account_id, 100 from cases where reference = $1'
    await solve(a)
    await assert.rejects(app.ownerPool.query(closed, [a]), { code: '23514' })
  })

  test('is for priority management in force; others read why not, with a way forward', async () => {
    const basic = await buildContact(app, await buildAccount(app))
    const reference = await open(basic)
    const theirs = await read(basic)
    assert.equal(theirs.mayRank, false)
    assert.match(theirs.refusal?.reasons.map((one) => one.text).join(' ') ?? '', /priority management/i)
    assert.ok((theirs.refusal?.waysForward.length ?? 0) > 0)
    assert.deepEqual(
      theirs.unranked.map((one) => one.reference),
      [reference],
    )
    await assert.rejects(rank([reference], basic), { code: 'priority_management_missing' })
    // Three years from its start, the agreement is over.
    const later = new Date(app.now.getTime() + 4 * 365 * 86_400_000)
    const [a = ''] = await openMany(1)
    const input = { version: 0, references: [a], unranked: [] }
    await assert.rejects(rankCases(app.context(contact.actor, later), input), {
      code: 'priority_management_missing',
    })
    await assert.rejects(changeCase(app.context(contact.actor, later), { reference: a, priority: 'high' }), {
      code: 'priority_management_missing',
    })
  })

  test('is the customers’ own', async () => {
    const [a = ''] = await openMany(1)
    const input = { version: 0, references: [a], unranked: [] }
    await assert.rejects(rankCases(app.context(vendor.agent.actor), input), { kind: 'forbidden' })
    const stranger = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    await assert.rejects(rankCases(app.context(stranger.actor), input), { kind: 'not_found' })
  })
})

describe('the queue', () => {
  /** What the desk shows of these accounts' cases, a page of `limit` at a time. */
  async function queue(limit: number, query: { line?: number } = {}): Promise<string[]> {
    const ctx = app.context(vendor.agent.actor)
    const all: string[] = []
    let after: string | undefined
    do {
      const page = await listCases(ctx, { sort: 'due', limit, ...query, ...(after && { after }) })
      all.push(...page.items.map((one) => one.reference))
      after = page.next ?? undefined
    } while (after !== undefined)
    return all
  }

  async function makeDueAt(references: string[], due: string): Promise<void> {
    await app.ownerPool.query('update cases set next_due_at = $2 where reference = any($1)', [
      references,
      due,
    ])
  }

  test('orders equal due times by rank, in the account’s own turns, on pages of every length', async () => {
    const other = await buildContact(app, await buildAccount(app))
    const at = (n: number) => new Date(app.now.getTime() + n * 1000)
    const [a, b] = [await open(contact, { at: at(0) }), await open(contact, { at: at(1) })]
    const theirs = await open(other, { at: at(2) })
    const [c, d] = [await open(contact, { at: at(3) }), await open(contact, { at: at(4) })]
    const earlier = await open(contact, { at: at(5) })
    const ours = [a, b, theirs, c, d, earlier]
    await rank([d, earlier, b])
    await makeDueAt(ours, '2099-01-01T10:00:00Z')
    await makeDueAt([earlier], '2099-01-01T09:00:00Z')
    const wanted = [earlier, d, b, theirs, a, c]
    for (const limit of [1, 2, 3, 4, 100]) {
      const shown = (await queue(limit)).filter((one) => ours.includes(one))
      assert.deepEqual(shown, wanted, `pages of ${limit}`)
    }
    await changeCase(app.context(vendor.agent.actor), { reference: d, line: 2 })
    await makeDueAt([d], '2099-01-01T10:00:00Z')
    assert.deepEqual(
      (await queue(1, { line: 1 })).filter((one) => ours.includes(one)),
      [earlier, b, a, theirs, c],
    )
  })

  test('shows each case with its rank, and the clocks it has', async () => {
    const [a = '', b = ''] = await openMany(2)
    await rank([b, a])
    const { items } = await listCases(app.context(vendor.agent.actor), { sort: 'due', limit: 100 })
    for (const [reference, place] of [
      [b, 1],
      [a, 2],
    ] as const) {
      const row = items.find((one) => one.reference === reference)
      const { clocks } = await readCase(app.context(vendor.agent.actor), { reference })
      assert.equal(row?.rank, place)
      assert.deepEqual(
        row?.clocks.map(({ kind, dueAt, state }) => [kind, dueAt, state]),
        clocks.map(({ kind, dueAt, state }) => [kind, dueAt, state]),
      )
    }
  })

  test('keeps of the clocks what they are, through everything that moves them', async () => {
    const [a = ''] = await openMany(1)
    const agent = app.context(vendor.agent.actor)
    const same = async (when: string) => {
      const { rows } = await app.ownerPool.query<{ kept: object; clocks: object }>(
        `select clocks_now kept, (select jsonb_agg(to_jsonb(k) - '{case_id,account_id,over_ms,earlier_due_at,fired_at,
             line,warn_shares,warn_at,warned,next_alarm_at,settled_at}'::text[] order by kind) clocks from clocks k where case_id = c.id) from cases c where reference = $1`,
        [a],
      )
      const instants = (clocks: object | undefined) =>
        JSON.parse(JSON.stringify(clocks), (key, value: unknown) =>
          key.endsWith('_at') && typeof value === 'string' ? Date.parse(value) : value,
        ) as unknown
      assert.ok(rows[0]?.kept)
      assert.deepEqual(instants(rows[0].kept), instants(rows[0].clocks), when)
    }
    await same('opened')
    await changeCase(app.context(contact.actor), { reference: a, priority: 'high', reason: 'All wait.' })
    await same('raised')
    await writeMessage(agent, { reference: a, kind: 'reply', body: 'Which one?', status: 'waiting_customer' })
    await same('asked')
    await writeMessage(app.context(contact.actor), { reference: a, kind: 'reply', body: 'The first.' })
    await same('answered')
    await solve(a)
    await same('solved')
  })
})

describe('contesting', () => {
  const reason = 'Only one of forty screens is slow.'
  const contest = (reference: string, about: 'rank' | 'priority') =>
    contestChoice(app.context(vendor.agent.actor), { reference, about, reason })
  const stateOf = async (reference: string) =>
    (await listContests(app.context(contact.actor), { reference })).items.map((one) => one.state)

  test('a rank is read by the customer with its reason, and the case keeps it until staff settle', async () => {
    const [a = '', b = ''] = await openMany(2)
    await rank([a, b])
    const { id } = await contest(a, 'rank')
    const seen = (await read(colleague)).ranked[0]
    assert.deepEqual([seen?.reference, seen?.rank, seen?.contest?.reason], [a, 1, reason])
    await assert.rejects(contest(a, 'rank'), { code: 'contested_already' })
    const ctx = app.context(vendor.agent.actor)
    const settled = await settleContest(ctx, { reference: a, id, outcome: 'lowered', reason: 'As agreed.' })
    assert.deepEqual([settled.state, settled.answer], ['lowered', 'As agreed.'])
    assert.deepEqual(await orderOf(), [b])
    assert.equal((await read()).version, 2)
    await assert.rejects(settleContest(ctx, { reference: a, id, outcome: 'kept' }), {
      code: 'settled_already',
    })
  })

  test('a priority leaves it as it is; staff lower it only with a reason, or let it stand', async () => {
    const [a = ''] = await openMany(1)
    await changeCase(app.context(contact.actor), { reference: a, priority: 'high', reason: 'All wait.' })
    const first = await contest(a, 'priority')
    const ctx = app.context(vendor.agent.actor)
    assert.equal((await readCase(ctx, { reference: a })).priority, 'high')
    const same = { reference: a, id: first.id, outcome: 'lowered' as const, reason }
    await assert.rejects(settleContest(ctx, same), { code: 'lower_priority_needed' })
    await settleContest(ctx, { reference: a, id: first.id, outcome: 'kept' })
    const second = await contest(a, 'priority')
    await settleContest(ctx, { ...same, id: second.id, priority: 'low' })
    assert.equal((await readCase(ctx, { reference: a })).priority, 'low')
    assert.deepEqual(await stateOf(a), ['lowered', 'kept'])
    await assert.rejects(changeCase(ctx, { reference: (await openMany(1))[0] ?? '', priority: 'low' }), {
      code: 'reason_needed',
    })
  })

  test('ends when the customer changes it themselves, or the case is solved', async () => {
    const [a = '', b = ''] = await openMany(2)
    await rank([a, b])
    await contest(a, 'rank')
    await contest(a, 'priority')
    await rank([b, a])
    await changeCase(app.context(contact.actor), { reference: a, priority: 'low' })
    assert.deepEqual(await stateOf(a), ['changed', 'changed'])
    await contest(a, 'rank')
    await solve(a)
    assert.equal((await stateOf(a))[0], 'over')
  })

  test('is of what a customer chose, and for staff', async () => {
    const [a = ''] = await openMany(1)
    await assert.rejects(contest(a, 'rank'), { code: 'not_ranked' })
    const basic = await buildContact(app, await buildAccount(app))
    await assert.rejects(contest(await open(basic), 'priority'), { code: 'not_their_choice' })
    const own = { reference: a, about: 'priority' as const, reason }
    await assert.rejects(contestChoice(app.context(contact.actor), own), { kind: 'forbidden' })
  })
})
