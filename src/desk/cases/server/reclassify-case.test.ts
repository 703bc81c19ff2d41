import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { decideAgain } from '#desk/cases/server/decide-again.ts'
import { listDecisions } from '#desk/cases/server/list-decisions.ts'
import { previewClass } from '#desk/cases/server/preview-class.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { FourlineError } from '#platform/errors.ts'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase, buildSolvedCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const poolTopic = 'consultation.analytics'
const consultation = { type: 'consultation', topic: poolTopic } as const

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

async function buildBasic(startsOn?: string): Promise<{ account: TestAccount; contact: TestContact }> {
  const account = await buildAccount(app, { package: 'basic', startsOn })
  return { account, contact: await buildContact(app, account) }
}

type Change = Omit<Parameters<typeof changeCase>[1], 'reference'>
const change = (reference: string, what: Change, at?: Date) =>
  changeCase(app.context(vendor.agent.actor, at), { reference, ...what })

/** What is used by the counter, and the ledger's entries in their order. */
async function ledgerOf({ id }: TestAccount) {
  const { rows } = await app.ownerPool.query<{ used: number; entries: string[] }>(
    `select coalesce((select sum(used)::int from pool_counters where account_id = $1), 0) used,
       coalesce((select array_agg(kind || ' ' || reason order by at, id) from pool_entries where account_id = $1), '{}') entries`,
    [id],
  )
  return rows[0]
}

describe('a case of a Basic customer', () => {
  test('that turns out to be a consultation of the pool draws a unit, once', async () => {
    const { account, contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact })
    assert.deepEqual(await ledgerOf(account), { used: 0, entries: [] })
    assert.equal((await change(reference, consultation)).decision?.outcome, 'included_from_pool')
    await change(reference, { topic: 'consultation.process' })
    assert.deepEqual(await ledgerOf(account), { used: 1, entries: ['draw topic_set'] })
  })

  test('that turns out to be a problem gives its unit back', async () => {
    const { account, contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact, ...consultation })
    const changed = await change(reference, { type: 'problem' })
    assert.deepEqual([changed.type, changed.topic], ['problem', null])
    assert.deepEqual(await ledgerOf(account), {
      used: 0,
      entries: ['draw case_opened', 'refund reclassified_to_problem'],
    })
  })

  test('is still classified once its contact has left: what it drew comes back, and a manager may waive', async () => {
    const { account, contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact, ...consultation })
    const other = (await buildCase(app, { by: contact })).reference
    await endContact(app.system(), { contactId: contact.id })
    const asAgent = app.context(vendor.agent.actor)
    const asked = { reference: other, ...consultation, productCode: 'studio' }
    const preview = await previewClass(asAgent, asked)
    assert.deepEqual(
      [preview.accepted, preview.decision.reasons.some(({ code }) => code === 'contact_not_authorised')],
      [false, true],
    )
    await assert.rejects(change(other, consultation), { code: 'decision_refused' })
    const waiver = { id: randomUUID(), reason: 'They asked while they were there.' }
    const waived = await changeCase(app.context(vendor.manager.actor), {
      reference: other,
      ...consultation,
      waiver,
    })
    assert.equal(waived.topic, poolTopic)
    const referred = await change(reference, { productCode: 'mapviewer' })
    assert.equal(referred.decision?.outcome, 'refer_elsewhere')
    assert.deepEqual(await ledgerOf(account), {
      used: 1,
      entries: ['draw case_opened', 'draw topic_set', 'refund marketplace_product'],
    })
  })

  test('that is about a marketplace product gives its unit back and is referred to the publisher', async () => {
    const { account, contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact, ...consultation })
    const changed = await change(reference, { productCode: 'mapviewer' })
    assert.equal(changed.decision?.outcome, 'refer_elsewhere')
    assert.deepEqual(await ledgerOf(account), {
      used: 0,
      entries: ['draw case_opened', 'refund marketplace_product'],
    })
  })

  test('keeps its unit when it is solved, or closed without a solution', async () => {
    const { account, contact } = await buildBasic()
    await buildSolvedCase(app, { by: contact, agent: vendor.agent, ...consultation })
    const { reference } = await buildCase(app, { by: contact, ...consultation })
    await change(reference, { status: 'closed', closeReason: 'withdrawn' })
    assert.equal((await ledgerOf(account))?.used, 2)
  })

  test('takes no pool topic when nothing is left: it stays as it was, and there are ways forward', async () => {
    const { account, contact } = await buildBasic()
    for (let unit = 0; unit < 5; unit++) await buildCase(app, { by: contact, ...consultation })
    const { reference } = await buildCase(app, { by: contact })
    const earlier = await ledgerOf(account)
    await assert.rejects(change(reference, consultation), (error) => {
      assert.ok(error instanceof FourlineError)
      const decision = error.decision as WireDecision
      assert.deepEqual([error.kind, error.code], ['forbidden', 'decision_refused'])
      assert.deepEqual(
        decision.reasons.map(({ code }) => code),
        ['pool_exhausted'],
      )
      assert.ok(decision.waysForward.length > 0)
      return true
    })
    assert.deepEqual(await ledgerOf(account), earlier)
    const still = await readCase(app.system(), { reference })
    assert.deepEqual([still.type, still.topic, still.version], ['problem', null, 1])
  })

  test('that holds the last unit may change from one topic of the pool to another', async () => {
    const { account, contact } = await buildBasic()
    const references: string[] = []
    for (let unit = 0; unit < 5; unit++)
      references.push((await buildCase(app, { by: contact, ...consultation })).reference)
    await change(references[4] ?? '', { topic: 'consultation.process' })
    assert.equal((await ledgerOf(account))?.used, 5)
  })

  test('takes no topic that its package does not have', async () => {
    const { contact } = await buildBasic()
    const { reference } = await buildCase(app, { by: contact })
    await assert.rejects(change(reference, { type: 'consultation', topic: 'consultation.development' }), {
      code: 'decision_refused',
    })
    await assert.rejects(change(reference, { type: 'consultation', topic: 'consultation.nothing' }), {
      code: 'unknown_topic',
    })
  })
})

test('a unit belongs to the agreement year in which the case was received, in the coverage zone', async () => {
  const start = `${new Date().getUTCFullYear() - 2}-06-01`
  const { account, contact } = await buildBasic(start)
  // 23:30 of the last day of the first year at +01:00, and half an hour into the second.
  const lastEvening = new Date(`${Number(start.slice(0, 4)) + 1}-05-31T22:30:00Z`)
  const nextMorning = new Date(lastEvening.getTime() + 3_600_000)
  const { reference } = await buildCase(app, { by: contact, at: lastEvening })
  await buildCase(app, { by: contact, at: nextMorning, ...consultation })
  await change(reference, consultation, nextMorning)
  const { rows } = await app.ownerPool.query<{ year: string; used: number }>(
    'select year_starts_on::text as year, used from pool_counters where account_id = $1 order by 1',
    [account.id],
  )
  const second = `${Number(start.slice(0, 4)) + 1}-06-01`
  assert.deepEqual(rows, [
    { year: start, used: 1 },
    { year: second, used: 1 },
  ])
})

test('a topic that is set after the turn of the agreement year is decided, and worded, by the year of the receipt', async () => {
  const year = new Date().getUTCFullYear()
  const { account, contact } = await buildBasic(`${year - 2}-06-01`)
  const [before, later] = [new Date(`${year - 1}-05-30T10:00:00Z`), new Date(`${year - 1}-06-02T10:00:00Z`)]
  const received: string[] = []
  for (let mail = 0; mail < 6; mail++)
    received.push((await buildCase(app, { by: contact, at: before })).reference)
  const textsOf = async (reference: string) => {
    const decision = await change(reference, consultation, later).then(
      (changed) => changed.decision,
      (error: unknown) => (error instanceof FourlineError ? (error.decision as WireDecision) : null),
    )
    return [...(decision?.reasons ?? []), ...(decision?.waysForward ?? [])].map(
      ({ code, text }) => `${code}: ${text}`,
    )
  }
  for (const [index, reference] of received.slice(0, 5).entries())
    assert.deepEqual(await textsOf(reference), [
      `drawn_from_pool: This came in before 1 June ${year - 1} and takes 1 from the allowance of that agreement year: ${index + 1} of 5 used with it.`,
    ])
  const refused = await textsOf(received[5] ?? '')
  assert.equal(
    refused[0],
    `pool_exhausted: This came in before 1 June ${year - 1}, and your allowance for this topic in that agreement year is used up: 5 of 5.`,
  )
  assert.ok(
    refused.includes(
      `ask_in_present_year: Send it as a new request: that counts in the agreement year that began on 1 June ${year - 1}.`,
    ),
    refused.join('\n'),
  )
  assert.ok(!refused.some((text) => text.startsWith('wait_for_new_year')))
  // What it is told leads somewhere.
  const anew = await buildCase(app, { by: contact, at: later, ...consultation })
  const [decision] = (await listDecisions(app.context(vendor.agent.actor, later), anew)).items
  assert.equal(decision?.outcome, 'included_from_pool')
  const [stored] = (
    await listDecisions(app.context(vendor.agent.actor, later), { reference: received[0] ?? '' })
  ).items.slice(-1)
  assert.ok(stored)
  const again = await decideAgain(app.context(vendor.agent.actor), {
    reference: received[0] ?? '',
    id: stored.id,
  })
  assert.equal(again.result, 'same')
  assert.equal((await ledgerOf(account))?.used, 6)
})

test('whatever is opened and turned around in whatever order, the ledger adds up and no unit is lost or found', async () => {
  const { account, contact } = await buildBasic()
  const random = dice(20_261_122)
  const turns: Change[] = [
    { type: 'problem' },
    consultation,
    { type: 'consultation', topic: 'consultation.process' },
    { type: 'consultation', topic: 'consultation.administration' },
    { productCode: 'mapviewer' },
    { productCode: 'studio' },
  ]
  const references: string[] = []
  for (let step = 0; step < 120; step++) {
    const turn = turns[random(turns.length)] ?? {}
    const reference = references[random(references.length)]
    const opens = reference === undefined || (references.length < 9 && random(3) === 0)
    try {
      if (opens)
        references.push((await buildCase(app, { by: contact, ...(random(2) ? consultation : {}) })).reference)
      else await change(reference, turn)
    } catch (error) {
      assert.ok(error instanceof FourlineError && error.code === 'decision_refused', String(error))
    }
    await assertLedgerAddsUp(account)
  }
})

/** The counter is the ledger's sum, and each unit is held by one case that uses the pool, which holds no second. */
async function assertLedgerAddsUp({ id }: TestAccount): Promise<void> {
  const { rows } = await app.ownerPool.query(
    `select coalesce((select sum(used)::int from pool_counters where account_id = $1), 0) used,
       coalesce((select sum(units)::int from pool_entries where account_id = $1), 0) ledger,
       (select count(*)::int from cases where account_id = $1 and product_code = 'studio'
          and topic in ('consultation.analytics', 'consultation.process')) using_it,
       (select count(*)::int from (select sum(units) held from pool_entries where account_id = $1 group by case_id) one
          where held not in (0, 1)) wrong`,
    [id],
  )
  const [{ used, ledger, using_it: using, wrong }] = rows
  assert.deepEqual([ledger, using, wrong], [used, used, 0])
  assert.ok(used <= 5)
}

/** Numbers below `faces`, the same ones for the same seed. */
function dice(seed: number): (faces: number) => number {
  let state = seed
  return (faces) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * faces)
  }
}
