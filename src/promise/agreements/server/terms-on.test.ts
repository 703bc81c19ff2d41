import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { plainDate, startOfDayMs } from '#promise/agreements/domain/start-of-day.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { termsOn } from './terms-on.ts'

const now = new Date('2027-03-10T10:00:00Z')
let app: TestApp
before(async () => {
  app = await startTestApp({ now })
  await buildVendor(app)
})
after(() => app.close())

type Upgrade = { effectiveOn: string; seats: number; createdAt?: string }

async function upgrade(agreementId: string, { effectiveOn, seats, createdAt }: Upgrade): Promise<void> {
  await app.ownerPool.query(
    `insert into agreement_amendments (id, account_id, agreement_id, number, kind, effective_on, package_version_id,
        terms, seat_cap, charges, reason, actor_name, created_at)
      select $1, account_id, id, 1 + (select count(*) from agreement_amendments where agreement_id = $2), 'upgrade',
        $3, package_version_id, terms, $4, '[]', 'More people', 'Ana', $5 from agreements where id = $2`,
    [randomUUID(), agreementId, effectiveOn, seats, createdAt ?? now],
  )
}

const capOn = (id: string, at: Date | string) =>
  app.system().transaction(async (tx) => (await termsOn(tx, id as never, at)).seatCap)

test('the terms in force are those of the latest upgrade that has taken effect, else the first', async () => {
  const { agreementId } = await buildAccount(app, { zone: '+03:00', startsOn: '2027-01-01' })
  await upgrade(agreementId, { effectiveOn: '2027-06-01', seats: 5 })
  await upgrade(agreementId, { effectiveOn: '2027-06-01', seats: 6 })
  await upgrade(agreementId, { effectiveOn: '2028-01-01', seats: 15 })
  const caps = ['2026-01-01', '2027-05-31', '2027-06-01', '2027-12-31', '2028-01-01', '2040-01-01']
  assert.deepEqual(await Promise.all(caps.map((day) => capOn(agreementId, day))), [2, 2, 6, 6, 15, 15])
  assert.equal(await capOn(agreementId, new Date('2027-05-31T20:59:59.999Z')), 2)
  assert.equal(await capOn(agreementId, new Date('2027-05-31T21:00:00Z')), 6, 'midnight three hours east')
})

test('an upgrade starts from today on, within the period, in order, and takes no seat away', async () => {
  const { agreementId } = await buildAccount(app, { startsOn: '2027-01-01' })
  const refused = [
    ['amended_within_period', { effectiveOn: '2027-03-09', seats: 5 }],
    ['amended_within_period', { effectiveOn: '2030-01-01', seats: 5 }],
    ['amended_upwards', { effectiveOn: '2027-03-10', seats: 1 }],
  ] as const
  for (const [constraint, one] of refused) await assert.rejects(upgrade(agreementId, one), { constraint })
  await upgrade(agreementId, { effectiveOn: '2027-09-01', seats: 5 })
  await assert.rejects(upgrade(agreementId, { effectiveOn: '2027-08-31', seats: 5 }), {
    constraint: 'amended_in_order',
  })
})

test('the database reads days in a zone as the product does', async () => {
  const zones = ['+03:00', '-03:30', '+0545', '+00:00', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Beirut']
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 366 * 20 })
  const asked = fc.sample(fc.tuple(fc.constantFrom(...zones), minutes), { numRuns: 500, seed: 4 })
  const instants = asked.map(([zone, minute]) => ({
    zone,
    at: new Date(Date.UTC(2015, 0) + minute * 60_000),
  }))
  const { rows } = await sql<{ day: string; start: Date }>`
    select day_in_zone(at, zone) as day, start_of_day(day_in_zone(at, zone), zone) as start
    from jsonb_to_recordset(${JSON.stringify(instants)}::jsonb) as one (zone text, at timestamptz)`.execute(
    app.system().db,
  )
  for (const [at, { day, start }] of rows.entries()) {
    const one = instants[at]
    assert.ok(one)
    const local = Temporal.Instant.fromEpochMilliseconds(one.at.getTime()).toZonedDateTimeISO(one.zone)
    assert.equal(day, local.toPlainDate().toString(), `${one.zone} ${one.at.toISOString()}`)
    assert.equal(start.getTime(), startOfDayMs(plainDate(day).toString(), one.zone), `${one.zone} ${day}`)
  }
})
