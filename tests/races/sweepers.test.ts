import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { fireDueClocks, nextDueTime } from '#promise/clocks/server/fire-due-clocks.ts'
import { startSweeper } from '#promise/clocks/server/sweeper.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { meetingPoint } from './meeting-point.ts'

const sweepers = 8
const cases = 60
const hour = 3_600_000

let app: TestApp
/** Every event that follows a fired clock inserts this job. */
const reactions = { 'clock.breached': ['tell-about-breach'] }

before(async () => {
  app = await startTestApp({ connections: 12 })
  await buildVendor(app)
  // Due times alone: nobody is warned before.
  await app.ownerPool.query('delete from warning_rules')
})
after(() => app.close())

/** Some cases whose first reply is due thirty minutes after `at`, day and night. */
async function buildDueCases(at: Date): Promise<void> {
  const contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
  for (let index = 0; index < cases; index++) await buildCase(app, { by: contact, at, priority: 'high' })
}

test('racing sweepers fire each due clock once, and none before its time', async () => {
  const received = new Date(app.now.getTime() - 2 * hour)
  await buildDueCases(received)
  const due = received.getTime() + 30 * 60_000
  assert.equal(await sweepAtOnce(new Date(due - 1)), 0)
  assert.equal(await sweepAtOnce(new Date(due)), 0)
  assert.equal(await sweepAtOnce(new Date(due + 1)), cases)
  assert.equal(await sweepAtOnce(new Date(due + 1)), 0)
  assert.deepEqual(
    await jobsPerClock(),
    Array.from({ length: cases }, () => 1),
  )
  const { rows } = await app.ownerPool.query(
    `select distinct state, fired_at from clocks where kind = 'first_response'`,
  )
  assert.deepEqual(rows, [{ state: 'breached', fired_at: new Date(due + 1) }])
})

test('a clock that was answered in time never fires', async () => {
  const { rows } = await app.ownerPool.query<{ n: number }>(
    `with answered as (update clocks set stopped_at = due_at, fired_at = null, state = 'met'
       where kind = 'first_response' returning 1) select count(*)::int n from answered`,
  )
  assert.equal(rows[0]?.n, cases)
  assert.equal(await sweepAtOnce(new Date(app.now.getTime() + hour)), 0)
})

test('control: sweepers that look first and write afterwards fire clocks more than once', async () => {
  await app.ownerPool.query(
    `update clocks set stopped_at = null, fired_at = null, state = 'running' where kind = 'first_response'`,
  )
  const meet = meetingPoint(sweepers)
  const fired = await Promise.all(
    Array.from({ length: sweepers }, () => fireWithoutClaim(sweeperAt(app.now), meet)),
  )
  assert.equal(
    fired.reduce((sum, count) => sum + count, 0),
    sweepers * cases,
  )
})

test('a running sweeper fires by itself what is due', async () => {
  await app.ownerPool.query(`update clocks set stopped_at = due_at, state = 'met' where stopped_at is null`)
  const sweeper = startSweeper(sweeperAt)
  try {
    await buildDueCases(new Date(Date.now() - 30 * 60_000 - 1))
    sweeper.wake()
    await untilNothingIsDue()
  } finally {
    await sweeper.stop()
  }
  const { rows } = await app.ownerPool.query<{ early: number; fired: number }>(
    `select count(*) filter (where fired_at <= due_at)::int early, count(*)::int fired
     from clocks where stopped_at is null and fired_at is not null`,
  )
  assert.deepEqual(rows, [{ early: 0, fired: cases }])
})

async function untilNothingIsDue(): Promise<void> {
  for (;;) {
    const next = await nextDueTime(sweeperAt(new Date()))
    if (next === null || next > new Date()) return
    await sleep(20)
  }
}

function sweeperAt(at: Date): Context {
  const ctx = app.system(at)
  return { ...ctx, reactions, transaction: ctx.transaction }
}

/** How many clocks fired, by several sweepers that start together and go on until nothing is left. */
async function sweepAtOnce(at: Date): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: sweepers }, async () => {
      const ctx = sweeperAt(at)
      let fired = 0
      for (let more = await fireDueClocks(ctx, 7); more > 0; more = await fireDueClocks(ctx, 7)) fired += more
      return fired
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** How often each clock was told about. */
async function jobsPerClock(): Promise<number[]> {
  const { rows } = await app.ownerPool.query<{ n: number }>(
    `select count(*)::int n from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'tell-about-breach' group by j.payload ->> 'caseId', j.payload ->> 'kind'`,
  )
  return rows.map((row) => row.n)
}

/** Firing as it would be with neither `skip locked` nor the condition on what has fired already. */
async function fireWithoutClaim(ctx: Context, meet: () => Promise<void>): Promise<number> {
  return ctx.transaction(async (tx) => {
    const due = await tx
      .selectFrom('clocks')
      .select(['case_id', 'kind'])
      .where('due_at', '<', ctx.now)
      .where('stopped_at', 'is', null)
      .where('fired_at', 'is', null)
      .orderBy('case_id')
      .execute()
    await meet()
    let fired = 0
    for (const { case_id: id, kind } of due) {
      const done =
        await sql`update clocks set fired_at = ${ctx.now} where case_id = ${id} and kind = ${kind}`.execute(
          tx,
        )
      fired += Number(done.numAffectedRows ?? 0n)
    }
    return fired
  })
}
