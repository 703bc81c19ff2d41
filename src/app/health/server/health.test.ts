import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildFailingJob, buildMail } from '../../../../tests/support/build-mail.ts'
import { moveTime } from '../../../../tests/support/move-time.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import type { HealthView } from '../domain/contract.ts'
import { createErrorBook, writeErrors } from './error-book.ts'

let app: TestApp
let manager: Client
let admin: Client

before(async () => {
  app = await startTestApp()
  const vendor = await buildVendor(app)
  manager = await app.as(vendor.manager.email ?? null)
  admin = await app.as(vendor.admin.email ?? null)
})
after(() => app.close())
beforeEach(() =>
  app.ownerPool.query(
    'delete from graphile_worker._private_jobs; delete from outgoing_mail; delete from logged_errors; delete from process_heartbeats',
  ),
)

const health = async () => (await manager.get('/api/v1/health')).json as HealthView
const about = ({ findings }: HealthView, check: string) => findings.filter((one) => one.check === check)
const held = (view: HealthView) =>
  about(view, 'Outgoing mail').flatMap(({ found }) => (found.includes('held') ? [found] : []))
const jobRow = async (id: string) => {
  const { rows } = await app.ownerPool.query<{ attempts: number; due: boolean }>(
    'select attempts, run_at <= now() due from graphile_worker._private_jobs where id = $1',
    [id],
  )
  return rows[0]
}

describe('The health page', () => {
  it('says that nothing does the work when no process shows life, and that all is well when one does', async () => {
    assert.equal(about(await health(), 'Processes')[0]?.state, 'fail')
    await app.ownerPool.query(`insert into process_heartbeats values ('a worker', now())`)
    const well = await health()
    assert.equal(well.processes, 1)
    for (const check of [
      'Processes',
      'Jobs',
      'Due times',
      'Time',
      'Outgoing mail',
      'Incoming mail',
      'Webhooks',
      'Errors',
    ])
      assert.deepEqual(
        about(well, check).map(({ state }) => state),
        ['ok'],
        check,
      )
    assert.deepEqual([well.version, well.database.bytes > 0, well.disk.freeBytes > 0], ['0.0.0', true, true])
    assert.deepEqual([well.mailLeaves, about(well, 'Mail out')[0]?.state], [false, 'warn'])
  })

  it('shows failing jobs with their error, and lets one or all of them run again', async () => {
    const [tried, givenUp] = [await buildFailingJob(app), await buildFailingJob(app, true)]
    const before = await health()
    assert.deepEqual([before.jobs.failing, before.jobs.givenUp], [1, 1])
    assert.deepEqual(
      before.failingJobs.map(({ id }) => id),
      [givenUp, tried],
    )
    assert.equal(before.failingJobs[0]?.error, 'It does not work')
    const one = await manager.post(`/api/v1/health/jobs/${givenUp}/retry`)
    assert.deepEqual([one.status, one.json], [200, { retried: 1 }])
    assert.deepEqual(await jobRow(givenUp), { attempts: 0, due: true })
    assert.deepEqual(await jobRow(tried), { attempts: 1, due: false })
    assert.deepEqual((await manager.post('/api/v1/health/jobs/retry')).json, { retried: 1 })
    assert.deepEqual(await jobRow(tried), { attempts: 0, due: true })
    assert.deepEqual((await manager.post('/api/v1/health/jobs/retry')).json, { retried: 0 })
  })

  it('lets no job run again that is under way', async () => {
    const id = await buildFailingJob(app)
    await app.ownerPool.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where id = $1`,
      [id],
    )
    assert.equal((await manager.post(`/api/v1/health/jobs/${id}/retry`)).status, 404)
    assert.deepEqual(await jobRow(id), { attempts: 1, due: false })
  })

  it('counts mail that waits, failed and is kept', async () => {
    await app.ownerPool.query(`insert into process_heartbeats values ('a worker', now())`)
    for (const state of ['queued', 'sent', 'failed', 'kept'] as const) await buildMail(app, state)
    await app.ownerPool.query(`update outgoing_mail set queued_at = now() - interval '3 hours'`)
    const found = await health()
    const { waiting, failed, failedToday, kept } = found.mailOut
    assert.deepEqual([waiting, failed, failedToday, kept], [1, 1, 1, 1])
    assert.match(
      about(found, 'Outgoing mail').find(({ state }) => state === 'fail')?.found ?? '',
      /^1 wait.* 3 h/,
    )
  })

  it('says how much mail is held because more was to leave than may, and when the first of it leaves', async () => {
    assert.deepEqual(held(await health()), [])
    await buildMail(app, 'queued')
    await app.ownerPool.query(
      `update outgoing_mail set state = 'held', held_reason = 'installation_budget', held_until = '2026-11-23 14:30Z'`,
    )
    assert.match(held(await health())[0] ?? '', /^1 held: .* the first leaves at 14:30$/)
    await app.ownerPool.query('delete from outgoing_mail')
  })

  it('says that the clock of the machine moved until an admin says that it is right, which counts once', async () => {
    const movedAt = await moveTime(app)
    const moved = await health()
    assert.equal(moved.time?.movedByMs, 3 * 3_600_000)
    assert.match(
      about(moved, 'Time')[0]?.found ?? '',
      /^the clock of this machine moved 3 h forward on \d+ \w+,? .*\d\d:\d\d UTC; due times go on/,
    )
    const trust = (by: Client) => by.post('/api/v1/health/time/trust', { movedAt })
    assert.equal((await trust(manager)).status, 403)
    const [said, again] = [await trust(admin), await trust(admin)]
    assert.deepEqual([said.status, said.json], [200, { trusted: true }])
    assert.deepEqual([again.status, again.json], [409, { ...Object(again.json), code: 'time_not_moved' }])
    const after = await health()
    assert.deepEqual([after.time, about(after, 'Time')[0]?.state], [null, 'ok'])
    const { rows } = await app.ownerPool.query(
      `select actor_name from audit_log where action = 'time.trusted'`,
    )
    assert.deepEqual(rows, [{ actor_name: 'The admin' }])
  })

  it('forgets an alarm that no process holds any more', async () => {
    await moveTime(app)
    await app.ownerPool.query(`update time_watch set held_at = now() - interval '21 seconds'`)
    assert.equal((await health()).time, null)
  })

  it('counts nothing as overdue that is not due by the time before', async () => {
    const contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    await buildCase(app, { by: contact, at: new Date(Date.now() - 7_200_000), priority: 'high' })
    const overdue = async () => (await health()).dueTimes.overdue
    assert.equal(await overdue(), 1)
    await moveTime(app)
    assert.equal(await overdue(), 0)
  })

  it('tells the database’s secrets to nobody but the vendor’s side', async () => {
    const asCustomer = await app.shared.db.transaction().execute(async (tx) => {
      return (
        await sql<{
          health: unknown
          n: number
        }>`select read_health() health, retry_failing_jobs(null) n`.execute(tx)
      ).rows[0]
    })
    assert.deepEqual(asCustomer, { health: null, n: 0 })
  })
})

describe('Errors in the log', () => {
  it('are counted by message over processes, without numbers and addresses', async () => {
    const [one, other] = [createErrorBook(app.shared.log), createErrorBook(app.shared.log)]
    one.log.error('A request failed', { secret: 'never' })
    one.log.error('Sign-in: ann@customer.example met 17 troubles')
    other.log.error('A request failed')
    other.log.warn('Not counted')
    for (const book of [one, other, one]) await writeErrors(app.system(new Date()), book)
    const { errors } = await health()
    assert.deepEqual(
      errors.map(({ message, n }) => [message, n]),
      [
        ['A request failed', 2],
        ['Sign-in: … met # troubles', 1],
      ],
    )
  })

  it('are bounded, forgotten after two days, and kept while the database is away', async () => {
    await app.ownerPool.query(
      `insert into logged_errors values (date_trunc('hour', now()) - interval '3 days', 'Old', 1, now() - interval '3 days')`,
    )
    const book = createErrorBook(app.shared.log)
    const names = Array.from({ length: 130 }, (_, index) => String.fromCodePoint(0x4e00 + index))
    for (const name of names) book.log.error(name)
    const away = { ...app.system(new Date()), transaction: () => Promise.reject(new Error('away')) }
    await assert.rejects(writeErrors(away, book), /away/)
    await writeErrors(app.system(new Date()), book)
    const { rows } = await app.ownerPool.query<{ count: number; sum: number }>(
      'select count(*)::int, sum(n)::int from logged_errors',
    )
    assert.deepEqual(rows, [{ count: 101, sum: 130 }])
  })
})
