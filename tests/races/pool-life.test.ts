import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import { takeBackClose } from '#desk/cases/server/take-back-close.ts'
import { FourlineError } from '#platform/errors.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { adjustPool } from '#promise/agreements/server/adjust-pool.ts'
import { listPools } from '#promise/agreements/server/list-pools.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { randomFromSeed } from '../faults/random-from-seed.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { poolProblems } from './pool-problems.ts'

const day = 86_400_000
const topics = ['consultation.analytics', 'consultation.process', 'consultation.interface_logic'] as const
const pools = 'basic-consultations'

type Life = {
  app: TestApp
  vendor: TestVendor
  account: TestAccount
  contact: TestContact
  chance: () => number
  /** References of the cases there are. */
  cases: string[]
  /** The latest agreement of the chain, and its last day. */
  latest: { id: string; endsAt: number }
}

async function beginLife(app: TestApp, vendor: TestVendor, seed: number): Promise<Life> {
  // Three years from leap day on: the years turn on the 28th and on the 29th of February.
  const account = await buildAccount(app, { startsOn: '2028-02-29', zone: 'Australia/Sydney' })
  const contact = await buildContact(app, account)
  const latest = { id: account.agreementId, endsAt: Date.parse('2031-02-28T00:00:00Z') }
  return { app, vendor, account, contact, chance: randomFromSeed(seed), cases: [], latest }
}

const pick = <T>(life: Life, all: readonly T[]): T | undefined => all[Math.floor(life.chance() * all.length)]

/** Some of what people do about cases and pools at one moment; undefined where there is nothing to do it to. */
function anyDeed(life: Life, at: Date): (() => Promise<unknown>) | undefined {
  const { app, contact, chance } = life
  const agent = app.context(life.vendor.agent.actor, at)
  const reference = pick(life, life.cases)
  const topic = pick(life, topics)
  const asked: OpenCase = {
    type: chance() < 0.8 ? 'consultation' : 'problem',
    topic,
    productCode: 'studio',
    priority: 'low',
    subject: 'How?',
    description: 'Like this?',
  }
  const keep = async (opening: Promise<{ reference: string }>): Promise<void> => {
    life.cases.push((await opening).reference)
  }
  const by = { contactId: contact.id }
  const deeds: (() => Promise<unknown>)[] = [
    () => keep(openCase(app.context(contact.actor, at), asked)),
    () => keep(openCase(app.context(contact.actor, at), { ...asked, channel: 'email' })),
    () => keep(openCase(agent, { ...asked, ...by, channel: 'portal' })),
    () => adjust(life, at),
  ]
  if (reference !== undefined) {
    const other = pick(life, life.cases) ?? reference
    deeds.push(
      () => changeCase(agent, { reference, type: 'problem' }),
      () => changeCase(agent, { reference, type: 'consultation', topic }),
      () => closeCase(agent, { reference, reason: 'duplicate', duplicateOf: other }),
      async () => {
        await closeCase(agent, { reference, reason: 'duplicate', duplicateOf: other })
        await takeBackClose(agent, { reference })
      },
    )
  }
  return pick(life, deeds)
}

async function adjust(life: Life, at: Date): Promise<void> {
  const manager = life.app.context(life.vendor.manager.actor, at)
  const { items } = await listPools(manager, { id: life.account.id })
  const pool = pick(life, items)
  if (pool === undefined) return
  const units = pick(life, [-3, -2, -1, 1, 2, 3]) ?? 1
  const { chainId, pool: code, yearStartsOn, used } = pool
  await adjustPool(manager, {
    id: life.account.id,
    chainId,
    pool: code,
    yearStartsOn,
    used,
    units,
    reason: 'So',
  })
}

/** Other limits from a day on, as an upgrade freezes them: up and down. */
async function upgrade(life: Life, at: Date): Promise<void> {
  const limit = 3 + Math.floor(life.chance() * 6)
  await life.app.ownerPool.query(
    `insert into agreement_amendments (id, account_id, agreement_id, number, kind, effective_on, package_version_id,
        terms, seat_cap, charges, reason, actor_name, created_at)
      select gen_random_uuid(), account_id, id, (select count(*) + 1 from agreement_amendments where agreement_id = a.id),
        'upgrade', day_in_zone($2, coverage_zone), package_version_id,
        jsonb_set(terms::jsonb, '{pools,${pools},limit}', to_jsonb($3::int))::json, seat_cap, '[]', 'So', 'Mia', $2
      from agreements a where account_id = $1 and state = 'active' and in_force(a, $2)`,
    [life.account.id, at, limit],
  )
}

async function renew(life: Life, at: Date): Promise<void> {
  const manager = life.app.context(life.vendor.manager.actor, at)
  const { id } = await renewAgreement(manager, { id: life.latest.id })
  await activateAgreement(manager, { id })
  life.latest = { id, endsAt: life.latest.endsAt + 365 * day }
}

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp({ connections: 10 })
  vendor = await buildVendor(app)
})
after(() => app.close())

for (const seed of [1, 29, 4711]) {
  test(`no life of cases, adjustments, upgrades and renewals overdraws a pool (${seed})`, async () => {
    const life = await beginLife(app, vendor, seed)
    let at = Date.parse('2028-12-01T10:00:00Z')
    for (let moment = 0; moment < 40; moment++) {
      // Mostly some weeks; now and then nothing but a second, over the turn of a year.
      at += life.chance() < 0.25 ? 1_000 : Math.floor(life.chance() * 45) * day
      const now = new Date(at)
      if (at > life.latest.endsAt - 60 * day) await renew(life, now)
      if (life.chance() < 0.15) await upgrade(life, now)
      const atOnce = 1 + Math.floor(life.chance() * 4)
      const deeds = Array.from({ length: atOnce }, () => anyDeed(life, now)).filter(
        (one) => one !== undefined,
      )
      const outcomes = await Promise.allSettled(deeds.map((deed) => deed()))
      for (const outcome of outcomes) {
        // What cannot be is refused in words; nothing fails.
        if (outcome.status === 'rejected')
          assert.ok(outcome.reason instanceof FourlineError, String(outcome.reason))
      }
      assert.deepEqual(await poolProblems(app), [], `after moment ${moment} of ${seed}`)
    }
    const years = (await listPools(app.system(new Date(at)), { id: life.account.id })).items
    assert.ok(years.length > 1, 'more than one agreement year was lived through')
  })
}

test('the sixth Basic consultation is refused, by whichever of portal, mail and phone it comes', async () => {
  for (let round = 0; round < 10; round++) {
    const account = await buildAccount(app)
    const contact = await buildContact(app, account)
    const agent = app.context(vendor.agent.actor)
    const asked: OpenCase = {
      type: 'consultation',
      topic: topics[round % 3],
      productCode: 'studio',
      priority: 'low',
      subject: 'How?',
      description: 'Like this?',
    }
    const call = { by: 'phone', startedAt: app.now.toISOString(), minutes: 1, spokeWith: 'Ana' } as const
    const ways = [
      () => openCase(app.context(contact.actor), asked),
      () => openCase(app.context(contact.actor), { ...asked, channel: 'email' }),
      () => openCase(agent, { ...asked, contactId: contact.id, channel: 'portal', call }),
    ]
    const outcomes = await Promise.allSettled([...ways, ...ways, ...ways].map((open) => open()))
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 5)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        assert.ok(outcome.reason instanceof FourlineError, String(outcome.reason))
    }
    const [pool] = (await listPools(agent, { id: account.id })).items
    assert.deepEqual([pool?.used, pool?.left], [5, 0])
  }
  assert.deepEqual(await poolProblems(app), [])
})

/** Units that are drawn without asking, as a rule that was forgotten would. */
async function drawUnasked(of: TestApp, account: TestAccount, caseIds: string[]): Promise<void> {
  const [pool] = (await listPools(of.system(), { id: account.id })).items
  assert.ok(pool)
  for (const caseId of caseIds) {
    await of.ownerPool.query(
      `insert into pool_entries (id, account_id, agreement_id, pool, year_starts_on, case_id, units, kind, reason,
          actor_name, actor_side, at)
        values (gen_random_uuid(), $1, $2, $3, $4, $5, 1, 'draw', 'case_opened', 'Nobody', 'product', now())`,
      [account.id, pool.chainId, pool.pool, pool.yearStartsOn, caseId],
    )
  }
}

async function buildDrawn(of: TestApp) {
  const account = await buildAccount(of)
  const contact = await buildContact(of, account)
  const asked: OpenCase = {
    type: 'consultation',
    topic: topics[0],
    productCode: 'studio',
    priority: 'low',
    subject: 'How?',
    description: 'Like this?',
  }
  await openCase(of.context(contact.actor), asked)
  const { rows } = await of.ownerPool.query<{ id: string }>('select id from cases where account_id = $1', [
    account.id,
  ])
  const others: string[] = []
  for (let n = 0; n < 5; n++) {
    const { reference } = await openCase(of.context(contact.actor), { ...asked, type: 'problem' })
    const found = await of.ownerPool.query<{ id: string }>('select id from cases where reference = $1', [
      reference,
    ])
    others.push(found.rows[0]?.id ?? '')
  }
  return { account, own: rows[0]?.id ?? '', others }
}

test('the database refuses a sixth unit, and a second one of a case', async () => {
  const { account, own, others } = await buildDrawn(app)
  await assert.rejects(drawUnasked(app, account, [own]), /at most one unit/)
  await assert.rejects(drawUnasked(app, account, others), /pool_never_overdrawn/)
  assert.deepEqual(await poolProblems(app), [])
})

test('control: with the guards taken off, the same is taken, and the look at it finds it', async () => {
  const bare = await startTestApp()
  try {
    await buildVendor(bare)
    const { account, own, others } = await buildDrawn(bare)
    await bare.ownerPool.query('alter table pool_counters drop constraint pool_never_overdrawn')
    await bare.ownerPool.query('drop trigger one_unit_a_case on pool_entries')
    await drawUnasked(bare, account, [own, ...others])
    const problems = await poolProblems(bare)
    assert.ok(
      problems.some((one) => /7 of 5 used/.test(one)),
      problems.join('; '),
    )
    assert.ok(
      problems.some((one) => /holds 2 units/.test(one)),
      problems.join('; '),
    )
  } finally {
    await bare.close()
  }
})
