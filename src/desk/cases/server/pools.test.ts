import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import type { Context } from '#platform/context.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { adjustPool } from '#promise/agreements/server/adjust-pool.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { listPoolEntries } from '#promise/agreements/server/list-pool-entries.ts'
import { listPools } from '#promise/agreements/server/list-pools.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { addAccount } from '#people/accounts/server/add-account.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let vendor: TestVendor

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

const consultation: OpenCase = {
  type: 'consultation',
  topic: 'consultation.analytics',
  productCode: 'studio',
  priority: 'low',
  subject: 'How do I sum by month?',
  description: 'I would like the totals of each month.',
}

const manager = (at?: Date) => app.context(vendor.manager.actor, at)
const open = (contact: TestContact, at?: Date, more: Partial<OpenCase> = {}) =>
  openCase(app.context(contact.actor, at), { ...consultation, ...more })

async function poolOf(account: { id: string }, ctx: Context = app.system()) {
  const { items } = await listPools(ctx, { id: account.id })
  const pool = items.find((one) => one.isCurrent)
  assert.ok(pool)
  return pool
}

async function adjust(
  account: TestAccount,
  units: number,
  reason = 'Your report was our fault.',
  ctx = manager(),
) {
  const { chainId, pool, yearStartsOn, used } = await poolOf(account, ctx)
  return adjustPool(ctx, { id: account.id, chainId, pool, yearStartsOn, used, units, reason })
}

/** Other terms from this day on, as an upgrade freezes them: the same package with another limit. */
async function agreeLimit(account: TestAccount, limit: number, day: string): Promise<void> {
  await app.ownerPool.query(
    `insert into agreement_amendments (id, account_id, agreement_id, number, kind, effective_on, package_version_id,
        terms, seat_cap, charges, reason, actor_name, created_at)
      select gen_random_uuid(), account_id, id, (select count(*) + 1 from agreement_amendments where agreement_id = $1),
        'upgrade', $3::date, package_version_id,
        jsonb_set(terms::jsonb, '{pools,basic-consultations,limit}', to_jsonb($2::int))::json,
        seat_cap, '[]', 'Agreed', 'Mia', $3::date - interval '1 day' from agreements where id = $1`,
    [account.agreementId, limit, day],
  )
}

test('a pool that nobody used yet is shown with all that is left, and when it counts anew', async () => {
  const account = await buildAccount(app)
  const contact = await buildContact(app, account, { seat: false })
  const pool = await poolOf(account, app.context(contact.actor))
  assert.deepEqual([pool.used, pool.allowed, pool.left, pool.isCounted], [0, 5, 5, true])
  assert.equal(pool.services.length, 3)
  assert.equal(pool.resetsOn, Temporal.PlainDate.from(pool.yearStartsOn).add({ years: 1 }).toString())
})

test('the ledger says who used what on which case, and what was given back why', async () => {
  const account = await buildAccount(app)
  const ana = await buildContact(app, account, { name: 'Ana' })
  const first = await open(ana)
  await open(ana)
  await changeCase(app.context(vendor.agent.actor), { reference: first.reference, type: 'problem' })
  const { items } = await listPoolEntries(app.context(ana.actor), { id: account.id, limit: 10 })
  assert.deepEqual(
    items.map((one) => [one.kind, one.units, one.reason, one.usedAfter, one.by.side, one.by.name]),
    [
      ['refund', -1, 'reclassified_to_problem', 1, 'vendor', null],
      ['draw', 1, 'case_opened', 2, 'account', 'Ana'],
      ['draw', 1, 'case_opened', 1, 'account', 'Ana'],
    ],
  )
  assert.equal(items[0]?.case?.reference, first.reference)
  const staffRead = await listPoolEntries(app.context(vendor.agent.actor), { id: account.id, limit: 1 })
  assert.equal(staffRead.items[0]?.by.name, vendor.agent.name)
  assert.ok(staffRead.next)
  const rest = await listPoolEntries(manager(), { id: account.id, limit: 10, after: staffRead.next })
  assert.equal(rest.items.length, 2)
})

test('a colleague who may not see a case reads that something was used, and no more', async () => {
  const account = await buildAccount(app, { visibility: 'own' })
  const ana = await buildContact(app, account, { name: 'Ana' })
  const ben = await buildContact(app, account, { name: 'Ben', seat: false })
  const { reference } = await open(ana)
  const { items } = await listPoolEntries(app.context(ben.actor), { id: account.id, limit: 10 })
  assert.deepEqual([items.length, items[0]?.case, items[0]?.isHidden], [1, null, true])
  assert.ok(!JSON.stringify(items).includes(reference))
  const own = await listPoolEntries(app.context(ana.actor), { id: account.id, limit: 10 })
  assert.deepEqual([own.items[0]?.case?.reference, own.items[0]?.isHidden], [reference, false])
})

test('an adjustment carries its reason, which the customer reads, and the one twice is one', async () => {
  const account = await buildAccount(app)
  const ana = await buildContact(app, account, { name: 'Ana' })
  await open(ana)
  await open(ana)
  const { chainId, pool, yearStartsOn } = await poolOf(account)
  const wish = {
    id: account.id,
    chainId,
    pool,
    yearStartsOn,
    units: -1,
    used: 2,
    reason: 'It was our mistake.',
  }
  const after = await adjustPool(manager(), wish)
  assert.deepEqual([after.used, after.left], [1, 4])
  await assert.rejects(adjustPool(manager(), wish), { code: 'changed_meanwhile' })
  const { items } = await listPoolEntries(app.context(ana.actor), { id: account.id, limit: 1 })
  assert.deepEqual(
    [items[0]?.kind, items[0]?.reason, items[0]?.usedAfter],
    ['adjust', 'It was our mistake.', 1],
  )
})

test('what an adjustment gave back is not given back again with the case, and the ledger says so', async () => {
  const account = await buildAccount(app)
  const ana = await buildContact(app, account, { name: 'Ana' })
  const { reference } = await open(ana)
  await adjust(account, -1)
  await changeCase(app.context(vendor.agent.actor), { reference, type: 'problem' })
  assert.equal((await poolOf(account)).used, 0)
  const { items } = await listPoolEntries(manager(), { id: account.id, limit: 10 })
  assert.deepEqual(
    items.map((one) => `${one.kind} ${one.units}`).toSorted((one, other) => (one < other ? -1 : 1)),
    ['adjust -1', 'adjust 1', 'draw 1', 'refund -1'],
  )
})

test('no adjustment goes under nothing or over the limit; it is for managers, and of the account itself', async () => {
  const account = await buildAccount(app)
  const admin = await buildContact(app, account, { isAdmin: true })
  await open(admin)
  await assert.rejects(adjust(account, -2), { code: 'pool_adjustment_refused' })
  await assert.rejects(adjust(account, 5), { code: 'pool_adjustment_refused' })
  await assert.rejects(adjust(account, 1, 'x', app.context(vendor.agent.actor)), { kind: 'forbidden' })
  await assert.rejects(adjust(account, -1, 'x', app.context(admin.actor)), { kind: 'forbidden' })
  const other = await buildAccount(app)
  const { chainId, pool, yearStartsOn } = await poolOf(account)
  await assert.rejects(
    adjustPool(manager(), { id: other.id, chainId, pool, yearStartsOn, used: 1, units: -1, reason: 'x' }),
    { kind: 'not_found' },
  )
  assert.equal((await poolOf(account)).used, 1)
  // The database holds it as well: a customer writes no adjustment, whatever asks for it.
  const forged = app.context(admin.actor).transaction((tx) =>
    tx
      .insertInto('pool_entries')
      .values({
        id: account.id,
        account_id: account.id,
        agreement_id: chainId as TestAccount['agreementId'],
        pool,
        year_starts_on: yearStartsOn,
        case_id: null,
        units: -1,
        kind: 'adjust',
        reason: 'Because',
        actor_name: 'Me',
        at: app.now,
      })
      .execute(),
  )
  await assert.rejects(forged, /Only the vendor adjusts/)
})

test('an upgrade raises and lowers what is allowed, never under what is used, and keeps what was used', async () => {
  const account = await buildAccount(app)
  const ana = await buildContact(app, account, { name: 'Ana' })
  for (let n = 0; n < 5; n++) await open(ana)
  await assert.rejects(open(ana), { kind: 'forbidden' })
  const day = (offset: number) => new Date(app.now.getTime() + offset * 86_400_000)
  await agreeLimit(account, 7, day(1).toISOString().slice(0, 10))
  const later = day(3)
  await open(ana, later)
  const raised = await poolOf(account, app.system(later))
  assert.deepEqual([raised.used, raised.allowed], [6, 7])
  await agreeLimit(account, 2, day(4).toISOString().slice(0, 10))
  const last = day(6)
  await assert.rejects(open(ana, last), { kind: 'forbidden' })
  const lowered = await poolOf(account, app.system(last))
  assert.deepEqual([lowered.used, lowered.allowed, lowered.left], [6, 6, 0])
})

test('a renewal in the middle of an agreement year goes on counting where it stands', async () => {
  const ctx = app.system()
  const { id: accountId } = await addAccount(ctx, { name: 'Eighteen months' })
  const start = Temporal.PlainDate.from(app.now.toISOString().slice(0, 10)).subtract({ months: 17 })
  const { id: agreementId } = await draftAgreement(ctx, {
    accountId,
    packageCode: 'basic',
    coverageZone: '+01:00',
    startsOn: start.toString(),
    endsOn: start.add({ months: 18 }).toString(),
    lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
  })
  await activateAgreement(ctx, { id: agreementId })
  const ana = await buildContact(app, { id: accountId, name: '', agreementId }, { name: 'Ana' })
  for (let n = 0; n < 4; n++) await open(ana)
  const { id: renewalId } = await renewAgreement(ctx, { id: agreementId })
  await activateAgreement(ctx, { id: renewalId })
  const renewed = new Date(app.now.getTime() + 45 * 86_400_000)
  await open(ana, renewed)
  await assert.rejects(open(ana, renewed), { kind: 'forbidden' })
  const pool = await poolOf({ id: accountId }, app.system(renewed))
  assert.deepEqual([pool.used, pool.yearStartsOn], [5, start.add({ years: 1 }).toString()])
})

test('the pool counts anew on the anniversary, at 00:00 in the coverage zone, also where it began on 29 February', async () => {
  const account = await buildAccount(app, { startsOn: '2028-02-29', zone: 'Australia/Sydney' })
  const signed = new Date('2028-03-01T00:00:00Z')
  const ana = await buildContact(app, account, { name: 'Ana' })
  // 28 February 2029 begins at 13:00 UTC of the 27th in Sydney.
  const lastSecond = new Date('2029-02-27T12:59:59Z')
  const first = new Date('2029-02-27T13:00:00Z')
  await open(ana, signed)
  await open(ana, lastSecond)
  const before = await poolOf(account, app.system(lastSecond))
  assert.deepEqual([before.used, before.yearStartsOn, before.resetsOn], [2, '2028-02-29', '2029-02-28'])
  const anew = await poolOf(account, app.system(first))
  assert.deepEqual([anew.used, anew.left, anew.resetsOn], [0, 5, '2030-02-28'])
  await open(ana, first)
  const { items } = await listPools(app.system(first), { id: account.id })
  assert.deepEqual(
    items.map((one) => [one.yearStartsOn, one.used, one.isCurrent]),
    [
      ['2029-02-28', 1, true],
      ['2028-02-29', 2, false],
    ],
  )
})

test('what a duplicate gives back goes to the year it was drawn from', async () => {
  const account = await buildAccount(app, { startsOn: '2028-05-01' })
  const ana = await buildContact(app, account, { name: 'Ana' })
  const old = await open(ana, new Date('2029-04-20T10:00:00Z'))
  const now = new Date('2029-05-02T10:00:00Z')
  const original = await open(ana, now)
  const agent = app.context(vendor.agent.actor, now)
  const { version } = old
  await closeCase(agent, {
    reference: old.reference,
    reason: 'duplicate',
    duplicateOf: original.reference,
    version,
  })
  const { items } = await listPools(app.system(now), { id: account.id })
  assert.deepEqual(
    items.map((one) => [one.yearStartsOn, one.used]),
    [
      ['2029-05-01', 1],
      ['2028-05-01', 0],
    ],
  )
})
