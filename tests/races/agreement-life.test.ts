import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { FourlineError } from '#platform/errors.ts'
import type { AccountId, AgreementId } from '#platform/ids.ts'
import { addAccount } from '#people/accounts/server/add-account.ts'
import { addYears } from '#promise/agreements/domain/calendar-date.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { amendAgreement } from '#promise/agreements/server/amend-agreement.ts'
import { cancelAgreement } from '#promise/agreements/server/cancel-agreement.ts'
import { changeDraft } from '#promise/agreements/server/change-draft.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { expireAgreements } from '#promise/agreements/server/expire-agreements.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { meetingPoint } from './meeting-point.ts'

const now = new Date('2027-03-10T10:00:00Z')
const zones = ['+01:00', '-08:00', 'Europe/Lisbon'] as const
const packages = ['basic', 'business', 'premium'] as const

let app: TestApp
let bare: TestApp
before(async () => {
  app = await startTestApp({ now, connections: 8 })
  bare = await startTestApp({ now, connections: 8 })
  for (const one of [app, bare]) {
    await buildVendor(one)
    await one.ownerPool.query(
      `insert into products (code, name, kind) values ('insights', 'Insights', 'platform') on conflict do nothing`,
    )
  }
  await bare.ownerPool.query('alter table agreements disable trigger agreement_terms_stay')
  await bare.ownerPool.query('alter table agreement_amendments disable trigger amendments_hold')
})
after(async () => {
  await app.close()
  await bare.close()
})

/** One thing somebody does; which agreement, package and day it means is read from what is there then. */
const act = fc.record({
  what: fc.constantFrom(
    ...(['draft', 'change', 'cancel', 'expire', 'product', 'upgrade', 'upgrade'] as const),
    // What makes a chain comes often, or most lives end with their first year.
    ...(['renew', 'renew', 'renew', 'activate', 'activate', 'activate', 'activate'] as const),
  ),
  which: fc.nat(5),
  package: fc.constantFrom(...packages),
  zone: fc.constantFrom(...zones),
  day: fc.nat(700),
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
type Row = { id: AgreementId; state: string; starts_on: string; ends_on: string; version: number }

const plus = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

async function perform(one: Act, accountId: AccountId, at: Date): Promise<unknown> {
  const ctx = app.system(at)
  const { rows } = await app.ownerPool.query<Row>(
    'select id, state, starts_on, ends_on, version from agreements where account_id = $1 order by id',
    [accountId],
  )
  const found = rows[one.which % Math.max(1, rows.length)]
  const today = at.toISOString().slice(0, 10)
  const period = (startsOn: string) => ({
    packageCode: one.package,
    coverageZone: one.zone,
    startsOn,
    endsOn: addYears(startsOn, 1 + (one.day % 2)),
    lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
  })
  if (one.what === 'expire') return expireAgreements(ctx)
  if (one.what === 'draft' || found === undefined)
    return draftAgreement(ctx, { accountId, ...period(plus(today, one.day - 350)) })
  const { id, version } = found
  if (one.what === 'activate') return activateAgreement(ctx, { id, version })
  if (one.what === 'renew') return renewAgreement(ctx, { id })
  if (one.what === 'cancel') return cancelAgreement(ctx, { id, reason: 'Called off', version })
  if (one.what === 'change') {
    const startsOn = one.day % 3 === 0 ? plus(found.starts_on, 1) : found.starts_on
    const lines = [
      { productCode: 'studio', yearlyNetMinor: 5, currency: 'EUR', startsOn: null, endsOn: null },
    ]
    return changeDraft(ctx, { id, terms: { ...period(startsOn), lines }, version })
  }
  const effectiveOn = plus(today, (one.day % 400) - 5)
  const change =
    one.what === 'upgrade'
      ? ({ kind: 'upgrade', packageCode: one.package, effectiveOn } as const)
      : ({
          kind: 'added_product',
          productCode: 'insights',
          yearlyNetMinor: 100_000,
          currency: 'EUR',
          effectiveOn,
        } as const)
  return amendAgreement(ctx, { id, change, reason: 'They asked for it', version })
}

/** What stands against the promise of T1 and T2, in words; nothing where all holds. */
async function broken(of: TestApp, accountId: AccountId): Promise<string[]> {
  const { rows } = await of.ownerPool.query<{ text: string }>(
    `with mine as (select * from agreements where account_id = $1 and state in ('active', 'expired'))
     select 'overlap ' || a.starts_on text from mine a join mine b on a.id < b.id
       and daterange(a.starts_on, a.ends_on) && daterange(b.starts_on, b.ends_on)
     union all select 'gap before ' || a.starts_on from mine a join agreements b on b.id = a.renews_id
       where b.state not in ('active', 'expired') or b.ends_on <> a.starts_on
         or start_of_day(b.ends_on, b.coverage_zone) < start_of_day(a.starts_on, a.coverage_zone)
     union all select 'under a year ' || starts_on from mine where ends_on < starts_on + interval '1 year'
     union all select 'line outside ' || l.product_code from mine a join subscription_lines l on l.agreement_id = a.id
       where l.ends_on > a.ends_on or (l.amendment_id is not null and l.starts_on < a.starts_on)
     union all select 'amendment outside ' || m.effective_on from mine a join agreement_amendments m on m.agreement_id = a.id
       where m.effective_on < a.starts_on or m.effective_on >= a.ends_on
     union all select 'amendment number ' || m.number from (select number, row_number() over (partition by agreement_id
         order by created_at, id) n from agreement_amendments where account_id = $1) m where m.number <> m.n
     union all select 'cap falls ' || m.effective_on from (select effective_on, seat_cap, lag(seat_cap) over (partition by
         agreement_id order by effective_on, number) earlier from agreement_amendments
         where account_id = $1 and kind = 'upgrade') m where m.seat_cap < m.earlier`,
    [accountId],
  )
  return rows.map(({ text }) => text)
}

/** Everything that is agreed, by name: what is once written never changes. */
async function agreed(accountId: AccountId, day: string): Promise<Map<string, string>> {
  const { rows } = await app.ownerPool.query<{ name: string; hash: string }>(
    `select 'agreement ' || id as name, md5(concat_ws('|', terms, deviations, starts_on, ends_on, first_starts_on,
         coverage_zone, seat_cap, package_version_id, renews_id)) hash
       from agreements where account_id = $1 and state <> 'draft'
     union all select 'amendment ' || id, md5(m::text) from agreement_amendments m where account_id = $1
     union all select 'line ' || l.id, md5(l::text) from subscription_lines l join agreements a on a.id = l.agreement_id
       where l.account_id = $1 and a.state <> 'draft'
     union all select 'in force ' || $2 || a.id, md5(t.terms::text) from agreements a, terms_on(a.id, $2::date - 1) t
       where a.account_id = $1 and a.state <> 'draft'`,
    [accountId, day],
  )
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}

test('whatever two people do at a time, cover has no gap and no overlap, and nothing that is agreed changes', async () => {
  let amended = 0
  let renewed = 0
  const steps = fc.array(fc.tuple(act, act), { minLength: 8, maxLength: 16 })
  const life = async (all: [Act, Act][]) => {
    const { id: accountId } = await addAccount(app.system(), { name: 'A life' })
    const first = await draftAgreement(app.system(), {
      accountId,
      packageCode: 'basic',
      coverageZone: '+01:00',
      startsOn: '2027-01-01',
      endsOn: '2028-01-01',
      lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
    })
    await activateAgreement(app.system(), { id: first.id })
    const written = new Map<string, string>()
    for (const [at, pair] of all.entries()) {
      const instant = new Date(now.getTime() + at * 30 * 86_400_000)
      const outcomes = await Promise.allSettled(pair.map((one) => perform(one, accountId, instant)))
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') {
          const { reason } = outcome
          assert.ok(reason instanceof FourlineError || isInputProblem(reason), String(reason))
        }
      }
      assert.deepEqual(await broken(app, accountId), [])
      for (const day of ['2027-03-10', instant.toISOString().slice(0, 10)]) {
        for (const [name, hash] of await agreed(accountId, day)) {
          assert.equal(written.get(name) ?? hash, hash, name)
          written.set(name, hash)
        }
      }
    }
    const { rows } = await app.ownerPool.query<{ amended: number; renewed: number }>(
      `select (select count(*)::int from agreement_amendments where account_id = $1) amended,
         (select count(*)::int from agreements where account_id = $1 and renews_id is not null
           and state in ('active', 'expired')) renewed`,
      [accountId],
    )
    amended += rows[0]?.amended ?? 0
    renewed += rows[0]?.renewed ?? 0
  }
  await fc.assert(fc.asyncProperty(steps, life), { numRuns: 25, endOnFailure: true })
  assert.ok(amended > 5 && renewed > 3, `${amended} amendments and ${renewed} renewals say too little`)
})

/** What zod says of a date that is out of reach. */
function isInputProblem(error: unknown): boolean {
  return error instanceof Error && error.name === 'ZodError'
}

async function chainOf(
  of: TestApp,
): Promise<{ accountId: AccountId; older: AgreementId; newer: AgreementId }> {
  const ctx = of.system()
  const { id: accountId } = await addAccount(ctx, { name: 'A chain' })
  const { id: older } = await draftAgreement(ctx, {
    accountId,
    packageCode: 'business',
    coverageZone: '+01:00',
    startsOn: '2027-01-01',
    endsOn: '2028-01-01',
    lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
  })
  await activateAgreement(ctx, { id: older })
  const { id: newer } = await renewAgreement(ctx, { id: older })
  return { accountId, older, newer }
}

/** Both look first, then both write: one calls the agreement off while another activates what renews it. */
async function crossEachOther(of: TestApp): Promise<{ broken: string[]; refused: number }> {
  const { accountId, older, newer } = await chainOf(of)
  const meet = meetingPoint(2)
  const write = (id: AgreementId, set: { state: 'active' } | Cancelled) =>
    of.system().transaction(async (tx) => {
      await tx.selectFrom('agreements').select(['id', 'state']).where('account_id', '=', accountId).execute()
      await meet()
      await tx.updateTable('agreements').set(set).where('id', '=', id).execute()
    })
  const outcomes = await Promise.allSettled([
    write(older, { state: 'cancelled', cancelled_at: now, cancel_reason: 'Gone' }),
    write(newer, { state: 'active' }),
  ])
  const refused = outcomes.filter(({ status }) => status === 'rejected').length
  return { broken: await broken(of, accountId), refused }
}
type Cancelled = { state: 'cancelled'; cancelled_at: Date; cancel_reason: string }

/** Writes an amendment to an agreement that was called off, past every verb; resolves to how many there are. */
async function amendWhatIsCalledOff(of: TestApp): Promise<number> {
  const { accountId, older } = await chainOf(of)
  await cancelAgreement(of.system(), { id: older, reason: 'Gone' })
  await of.ownerPool
    .query(
      `insert into agreement_amendments (id, account_id, agreement_id, number, kind, effective_on, charges, reason,
          actor_name, created_at) values (gen_random_uuid(), $1, $2, 1, 'added_product', '2027-06-01', '[]', 'More', 'Ana', $3)`,
      [accountId, older, now],
    )
    .catch((error: unknown) => assert.match(String(error), /Only an active agreement is amended/))
  const { rows } = await of.ownerPool.query<{ n: number }>(
    'select count(*)::int n from agreement_amendments where agreement_id = $1',
    [older],
  )
  return rows[0]?.n ?? 0
}

test('a renewal is not activated over an agreement that is called off at the same moment', async () => {
  for (let round = 0; round < 10; round++)
    assert.deepEqual(await crossEachOther(app), { broken: [], refused: 1 })
})

test('what is called off is not amended', async () => {
  assert.equal(await amendWhatIsCalledOff(app), 0)
})

test('control: without the trigger a chain gets a gap, and what is called off is amended', async () => {
  assert.deepEqual(await crossEachOther(bare), { broken: ['gap before 2028-01-01'], refused: 0 })
  assert.equal(await amendWhatIsCalledOff(bare), 1)
})

test('two amendments at the same moment follow each other, or one is refused as read too early', async () => {
  for (let round = 0; round < 10; round++) {
    const { accountId, older } = await chainOf(app)
    const change = { kind: 'upgrade', packageCode: 'premium', effectiveOn: '2027-06-01' } as const
    const product = {
      kind: 'added_product',
      productCode: 'insights',
      yearlyNetMinor: 100,
      currency: 'EUR',
      effectiveOn: '2027-07-01',
    } as const
    const outcomes = await Promise.allSettled(
      [change, product].map((one) =>
        amendAgreement(app.system(), { id: older, change: one, reason: 'Both', version: 2 }),
      ),
    )
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.deepEqual(await broken(app, accountId), [])
  }
})
