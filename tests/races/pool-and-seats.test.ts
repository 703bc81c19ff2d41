import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { within, type Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { newId, type CaseId } from '#platform/ids.ts'
import { drawFromPool } from '#promise/agreements/server/pool-ledger.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { poolYear } from '#desk/cases/server/pool-year.ts'
import { type Facts, readFacts } from '#promise/entitlements/server/read-facts.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { meetingPoint } from './meeting-point.ts'

const rounds = 40
const atOnce = 24
const poolLimit = 5
const seatCap = 2
const everyone = Array.from({ length: atOnce }, (_, index) => index)

const consultation: OpenCase = {
  type: 'consultation',
  topic: 'consultation.analytics',
  productCode: 'studio',
  priority: 'low',
  subject: 'How do I sum by month?',
  description: 'I would like the totals of each month.',
}

let app: TestApp
before(async () => {
  app = await startTestApp({ connections: atOnce + 2 })
  await buildVendor(app)
})
after(() => app.close())

test(`${rounds} rounds of ${atOnce} simultaneous cases never overdraw one pool of ${poolLimit}`, async () => {
  for (let round = 0; round < rounds; round++) {
    const account = await buildAccount(app)
    const contact = await buildContact(app, account)
    const outcomes = await Promise.allSettled(
      everyone.map(() => openCase(app.context(contact.actor), consultation)),
    )
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, poolLimit)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assertCode(outcome.reason, 'decision_refused')
    }
    assert.deepEqual(await stateOf(account), { used: poolLimit, units: poolLimit, cases: poolLimit })
  }
})

test(`${rounds} rounds of ${atOnce} simultaneous seats never exceed a cap of ${seatCap}`, async () => {
  for (let round = 0; round < rounds; round++) {
    const account = await buildAccount(app)
    const people = await buildCrowd(account)
    const outcomes = await Promise.allSettled(
      people.map((contactId) => giveSeat(app.system(), { agreementId: account.agreementId, contactId })),
    )
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, seatCap)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assertCode(outcome.reason, 'seat_cap_reached')
    }
    assert.equal(await activeSeats(account), seatCap)
  }
})

test('the units that are left go round once, whether asked for by the portal or by mail', async () => {
  const account = await buildAccount(app)
  const contact = await buildContact(app, account)
  const channels = ['portal', 'email'] as const
  const outcomes = await Promise.allSettled(
    everyone.map((index) =>
      openCase(app.system(), {
        ...consultation,
        contactId: contact.id,
        channel: channels[index % channels.length],
      }),
    ),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, poolLimit)
})

test('cases that are opened and cases that are set to a pool topic share what is left, without a deadlock', async () => {
  for (let round = 0; round < 10; round++) {
    const account = await buildAccount(app)
    const contact = await buildContact(app, account)
    const problems: string[] = []
    for (let index = 0; index < atOnce / 2; index++) {
      const problem: OpenCase = { ...consultation, type: 'problem', topic: undefined }
      problems.push((await openCase(app.context(contact.actor), problem)).reference)
    }
    const { type, topic } = consultation
    assert.ok(type)
    const outcomes = await Promise.allSettled([
      ...problems.map((reference) => changeCase(app.system(), { reference, type, topic })),
      ...problems.map(() => openCase(app.context(contact.actor), consultation)),
    ])
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assertCode(outcome.reason, 'decision_refused')
    }
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, poolLimit)
    assert.equal((await stateOf(account))?.used, poolLimit)
  }
})

test('of changes that were made from the same version of a case one is taken', async () => {
  const contact = await buildContact(app, await buildAccount(app))
  const { reference, version } = await openCase(app.context(contact.actor), {
    ...consultation,
    type: 'problem',
  })
  const outcomes = await Promise.allSettled(
    everyone.map((index) => changeCase(app.system(), { reference, line: 2 + (index % 3), version })),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') assertCode(outcome.reason, 'changed_meanwhile')
  }
})

test('messages that come at the same moment are all on the timeline, and the clocks agree with it', async () => {
  const contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
  const { reference } = await openCase(app.context(contact.actor), {
    ...consultation,
    type: 'problem',
    priority: 'high',
  })
  await Promise.all(
    everyone.map((index) =>
      writeMessage(app.context(contact.actor), { reference, kind: 'reply', body: `${index}` }),
    ),
  )
  const { items } = await readTimeline(app.system(), { reference, limit: 100 })
  const bodies = items.flatMap(({ kind, body }) => (kind === 'message' && body ? [body] : []))
  assert.deepEqual(
    bodies
      .slice(1)
      .map(Number)
      .toSorted((a, b) => a - b),
    everyone,
  )
  assert.equal((await readCase(app.system(), { reference })).version, 1 + atOnce)
})

test('control: deciding without the lock, and without the constraint, overdraws the pool', async () => {
  const bare = await startTestApp({ connections: atOnce + 2 })
  try {
    await buildVendor(bare)
    await bare.ownerPool.query('alter table pool_counters drop constraint pool_never_overdrawn')
    const account = await buildAccount(bare)
    const contact = await buildContact(bare, account)
    const meet = meetingPoint(atOnce)
    await Promise.all(
      everyone.map(() =>
        bare.context(contact.actor).transaction((tx) => openWithoutLock(bare, tx, contact, meet)),
      ),
    )
    const { rows } = await bare.ownerPool.query<{ used: number }>('select used from pool_counters')
    assert.equal(rows[0]?.used, atOnce)
  } finally {
    await bare.close()
  }
})

test('control: giving seats without the trigger exceeds the cap', async () => {
  const bare = await startTestApp({ connections: atOnce + 2 })
  try {
    await buildVendor(bare)
    await bare.ownerPool.query('drop trigger seats_stay_under_cap on seats')
    const account = await buildAccount(bare)
    const meet = meetingPoint(atOnce)
    const people = await buildCrowd(account, bare)
    await Promise.all(people.map((contactId) => giveSeatByCounting(bare, account, contactId, meet)))
    assert.equal(await activeSeats(account, bare), atOnce)
  } finally {
    await bare.close()
  }
})

/** The decision as it would be without `lockPool`: everybody reads what is left, then everybody draws. */
async function openWithoutLock(
  bare: TestApp,
  tx: Tx,
  contact: TestContact,
  meet: () => Promise<void>,
): Promise<void> {
  const { actor } = contact
  assert.ok(actor.kind === 'contact')
  const asked = { accountId: actor.accountId, contactId: contact.id, productCode: 'studio', at: bare.now }
  const facts: Facts | undefined = await readFacts(tx, asked)
  assert.ok(facts)
  const pool = poolYear(facts, actor.accountId, 'basic-consultations')
  assert.ok(pool)
  const used = facts.used[pool.pool] ?? 0
  await meet()
  if (used >= pool.allowed) return
  await tx
    .insertInto('pool_counters')
    .values({
      agreement_id: pool.chainId,
      account_id: pool.accountId,
      pool: pool.pool,
      year_starts_on: pool.yearStartsOn,
      allowed: pool.allowed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const ctx = within(bare.context(actor), tx)
  await drawFromPool(ctx, tx, pool, newId<CaseId>(bare.now.getTime()), 'case_opened')
}

/** The cap as it would be by counting first: everybody counts, then everybody sits down. */
async function giveSeatByCounting(
  bare: TestApp,
  account: TestAccount,
  contactId: TestContact['id'],
  meet: () => Promise<void>,
): Promise<void> {
  await bare.system().transaction(async (tx) => {
    const taken = await tx
      .selectFrom('seats')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('agreement_id', '=', account.agreementId)
      .where('state', '=', 'active')
      .executeTakeFirstOrThrow()
    await meet()
    if (Number(taken.n) >= seatCap) return
    await giveSeat(within(bare.system(), tx), { agreementId: account.agreementId, contactId })
  })
}

async function buildCrowd(account: TestAccount, of = app): Promise<TestContact['id'][]> {
  const people: TestContact['id'][] = []
  for (const index of everyone) {
    const email = `${index}-${randomUUID()}@crowd.example`
    const { id } = await addContact(of.system(), { accountId: account.id, name: `Person ${index}`, email })
    people.push(id)
  }
  return people
}

async function activeSeats(account: TestAccount, of = app): Promise<number> {
  const { rows } = await of.ownerPool.query<{ n: number }>(
    `select count(*)::int n from seats where agreement_id = $1 and state = 'active'`,
    [account.agreementId],
  )
  return rows[0]?.n ?? 0
}

/** What the counter says, what the ledger sums to, and how many cases there are. */
async function stateOf(account: TestAccount) {
  const { rows } = await app.ownerPool.query<{ used: number; units: number; cases: number }>(
    `select (select used from pool_counters where account_id = $1) used,
            (select sum(units)::int from pool_entries where account_id = $1) units,
            (select count(*)::int from cases where account_id = $1) cases`,
    [account.id],
  )
  return rows[0]
}

function assertCode(error: unknown, code: string): void {
  assert.ok(error instanceof FourlineError, String(error))
  assert.equal(error.code, code)
}
