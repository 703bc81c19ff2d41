import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { reactions } from '#app/events.ts'
import { notificationJobs } from '#channels/notifications/server/jobs.ts'
import { createWebhookJobs } from '#channels/webhooks/server/webhook-jobs.ts'
import { type Actor, createContext } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { createLog } from '#platform/log.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { keepTime, recordingTime } from '#promise/clocks/server/keep-time.ts'
import type { ClockRowKind } from '#promise/clocks/server/tables.ts'
import { trustTime } from '#promise/clocks/server/trust-time.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact as Customer } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { buildWebhook } from '../support/build-webhook.ts'
import { loadClocks } from '../support/load-clocks.ts'
import { until } from '../support/product-process.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import {
  type ClockWorker,
  countOf,
  findClockFaults,
  lookAtOnce,
  makeClockMovable,
  moveClock,
  noFaults,
  noteTrueTimes,
  startClockWorker,
} from './clock-faults.ts'

/** FOURLINE_DUE_AT_ONCE=10000 is the promise in full; fewer show the same, sooner. */
const atOnce = Number(process.env.FOURLINE_DUE_AT_ONCE ?? 2_000)

let app: TestApp
let vendor: TestVendor
let customer: Customer
const workers: ClockWorker[] = []

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  await buildCase(app, { by: await buildContact(app, await buildAccount(app)), priority: 'high' })
  customer = await buildContact(app, await buildAccount(app, { package: 'premium' }))
  await noteTrueTimes(app.ownerPool)
  await makeClockMovable(app.ownerPool)
})
beforeEach(() =>
  app.ownerPool.query(
    "truncate clocks, clock_signals, breaches; delete from graphile_worker._private_jobs; update moved.by set by = '0'",
  ),
)
after(async () => {
  await stopWorkers()
  await app.close()
})

async function start(options: Parameters<typeof startClockWorker>[1] = {}): Promise<ClockWorker> {
  const worker = await startClockWorker(app, options)
  workers.push(worker)
  return worker
}

async function stopWorkers(): Promise<void> {
  for (const worker of workers.splice(0)) await worker.kill()
}

const breaches = () => countOf(app.ownerPool, 'clock_signals where share = 100')
const system: Actor = { kind: 'system', name: 'Clocks' }

const alarm = async () =>
  (
    await app.ownerPool.query<{ by: number; at: Date }>(
      `select round(moved_by_ms / 3600000.0)::int by, moved_at at from time_watch where moved_at is not null`,
    )
  ).rows[0]

describe('Of many clocks due in the same second', () => {
  it('each fires once and none early or never, with two processes racing and one killed at it', async (t) => {
    // A batch takes long enough that the kill is in the middle of one.
    await app.ownerPool.query(`
      create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(0.0003); return new; end $$;
      create trigger linger before insert on clock_signals for each row execute function linger()`)
    const [first] = await Promise.all([start({ name: 'first' }), start({ name: 'second' })])
    const due = new Date(Date.now() + 2_000)
    await loadClocks(app.ownerPool, { cases: atOnce, due: `timestamptz '${due.toISOString()}'` })
    await lookAtOnce(app.ownerPool)
    await until('the first has a batch in hand while others are done', async () => {
      const atIt = `pg_stat_activity where application_name = 'first' and query like '%with due%' and state = 'active'`
      return (await breaches()) > 0 && (await countOf(app.ownerPool, atIt)) > 0
    })
    await first.kill()
    const left = atOnce - (await breaches())
    assert.ok(left > 0)
    await until('all have fired', async () => (await breaches()) === atOnce)
    t.diagnostic(
      `${atOnce} in ${((Date.now() - due.getTime()) / 1000).toFixed(1)} s; ${left} were left at the kill`,
    )
    assert.deepEqual(await findClockFaults(app.ownerPool), noFaults)
    await app.ownerPool.query('drop function linger cascade')
  })

  it('control: a process whose clock is a second ahead is found to fire early', async () => {
    await stopWorkers()
    await start({ mode: 'early' })
    await loadClocks(app.ownerPool, { cases: 20, due: `now() + interval '3 seconds'` })
    await lookAtOnce(app.ownerPool)
    await until('all have fired', async () => (await breaches()) === 20)
    assert.deepEqual(await findClockFaults(app.ownerPool), { ...noFaults, early: 20 })
  })
})

describe('A clock that was put back by somebody who knew no better', () => {
  /** Fires everything, puts it back as it was before, and fires again. */
  async function fireTwice(): Promise<void> {
    const ctx = { ...app.system(new Date()), reactions: { 'clock.breached': ['tell-of-breach'] } }
    await loadClocks(app.ownerPool, { cases: 10, due: `now() - interval '1 minute'` })
    for (const _ of [1, 2]) {
      assert.equal(await fireDueClocks(ctx), 10)
      await app.ownerPool.query(`alter table clocks disable trigger clocks_withdraw_breach;
        update clocks set fired_at = null, state = 'running';
        alter table clocks enable trigger clocks_withdraw_breach`)
    }
    await app.ownerPool.query(`update clocks set fired_at = now(), state = 'breached'`)
  }

  it('is told of once', async () => {
    await fireTwice()
    assert.deepEqual(await findClockFaults(app.ownerPool), noFaults)
  })

  it('control: without the key of its signals it is told of twice', async () => {
    await app.ownerPool.query('alter table clock_signals drop constraint clock_signals_pkey')
    await fireTwice()
    const { doubled, repeated } = await findClockFaults(app.ownerPool)
    await app.ownerPool.query(
      `truncate clock_signals;
        alter table clock_signals add primary key (case_id, kind, started_at, share, target_minutes)`,
    )
    assert.deepEqual([doubled, repeated], [10, 10])
  })
})

describe('What follows a missed promise', () => {
  const effects = async () =>
    (await countOf(app.ownerPool, 'notifications')) + (await countOf(app.ownerPool, 'webhook_deliveries'))

  /** Runs every job that waits for it this many times, as workers do that died before they could say it was done. */
  async function work(times: number): Promise<void> {
    const ctx = () => app.system(new Date())
    const jobs = { ...notificationJobs(ctx), ...createWebhookJobs(ctx, app.webhooks) }
    const { rows } = await app.ownerPool.query<{ name: string; payload: unknown }>(
      `select t.identifier as name, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = any($1)`,
      [reactions['clock.breached']],
    )
    for (let time = 0; time < times; time++) for (const { name, payload } of rows) await jobs[name]?.(payload)
  }

  /** How many there are more once every job of five such promises has run this many times. */
  async function effectsOf(kind: ClockRowKind, times: number): Promise<number> {
    await app.ownerPool.query('truncate clocks, clock_signals; delete from graphile_worker._private_jobs')
    await loadClocks(app.ownerPool, { cases: 5, kinds: [kind], due: `now() - interval '1 minute'` })
    assert.equal(await fireDueClocks(app.system(new Date())), 5)
    const before = await effects()
    await work(times)
    return (await effects()) - before
  }

  before(() => buildWebhook(app, vendor.admin, { events: ['clock.breached'] }))

  it('is done once, however often each job runs', async () => {
    const once = await effectsOf('first_response', 1)
    assert.ok(once >= 10)
    assert.equal(await effectsOf('resolution', 3), once)
  })

  it('control: where none is known again, each run leaves as many', async () => {
    const tables = ['notifications', 'webhook_deliveries']
    await app.ownerPool.query(`create function never_known() returns trigger language plpgsql as
      $$ begin new.event_key := new.event_key || ':' || gen_random_uuid(); return new; end $$`)
    for (const table of tables)
      await app.ownerPool.query(
        `create trigger never_known before insert on ${table} for each row execute function never_known()`,
      )
    const once = await effectsOf('first_response', 1)
    const thrice = await effectsOf('resolution', 3)
    await app.ownerPool.query('drop function never_known cascade')
    assert.equal(thrice, 3 * once)
  })
})

describe('After ten minutes in which nothing ran', () => {
  it('all that came due fires once, dated when it was due, and only the last of each is told', async (t) => {
    await stopWorkers()
    const due = `date_trunc('second', now()) - interval '10 minutes' * n / 500`
    await loadClocks(app.ownerPool, {
      cases: 500,
      kinds: ['first_response', 'resolution'],
      due,
      warned: { half: `${due} - interval '15 minutes'`, most: `${due} - interval '6 minutes'` },
    })
    const from = performance.now()
    await Promise.all([start(), start()])
    await until('all have fired', async () => (await breaches()) === 1_000)
    t.diagnostic(
      `1000 in ${((performance.now() - from) / 1000).toFixed(1)} s with the start of two processes`,
    )
    assert.deepEqual(await findClockFaults(app.ownerPool), noFaults)
    assert.equal(await countOf(app.ownerPool, 'clock_signals where overtaken and share < 100'), 2_000)
    assert.equal(await countOf(app.ownerPool, 'graphile_worker._private_jobs'), 1_000)
    assert.equal(await countOf(app.ownerPool, 'clock_signals where noticed_at <= at'), 0)
  })

  it('control: dated when it was noticed, each is found to be wrong', async () => {
    await stopWorkers()
    await app.ownerPool.query(`create function date_anew() returns trigger language plpgsql as
      $$ begin new.at := new.noticed_at; return new; end $$;
      create trigger date_anew before insert on clock_signals for each row execute function date_anew()`)
    await loadClocks(app.ownerPool, { cases: 10, due: `now() - interval '10 minutes'` })
    await fireDueClocks(app.system(new Date()))
    const { misdated } = await findClockFaults(app.ownerPool)
    await app.ownerPool.query('drop function date_anew cascade')
    assert.equal(misdated, 10)
  })
})

describe('A clock of the machine that jumps', () => {
  const soon = () =>
    loadClocks(app.ownerPool, { cases: 1, due: `pg_catalog.now() + interval '300 milliseconds'` })
  const later = () =>
    loadClocks(app.ownerPool, { cases: 100, due: `now() + interval '1 hour' + interval '1 minute' * n` })
  const errors = (worker: ClockWorker) => worker.output().split('"level":"error"').length - 1

  it('fires nothing before or after its time, either way, until somebody says that it is right', async () => {
    await stopWorkers()
    await later()
    const [one, other] = await Promise.all([start(), start()])
    await lookAtOnce(app.ownerPool)
    for (const [hours, nth] of [
      [3, 1],
      [-3, 2],
    ] as const) {
      await moveClock(app.ownerPool, `${hours} hours`)
      await until('the alarm is held', async () => (await alarm())?.by === hours)
      await soon()
      await lookAtOnce(app.ownerPool)
      await until('what is due in truth has fired', async () => (await breaches()) === nth)
      await moveClock(app.ownerPool, '0')
      await until('the alarm has ended', async () => (await alarm()) === undefined)
    }
    assert.deepEqual(await findClockFaults(app.ownerPool), noFaults)
    assert.equal(await breaches(), 2)
    for (const worker of [one, other]) assert.ok(errors(worker) >= 1, worker.output())

    await moveClock(app.ownerPool, '3 hours')
    await until('the alarm is held', async () => (await alarm())?.by === 3)
    const newcomer = await start()
    await until('who starts holds it too', async () => errors(newcomer) === 1)
    assert.equal(await breaches(), 2)
    const movedAt = (await alarm())?.at.toISOString() ?? ''
    await trustTime(app.context(vendor.admin.actor, new Date()), { movedAt })
    await until('what is due by the clock has fired', async () => (await breaches()) === 102)
    assert.equal(await alarm(), undefined)
  })

  it('control: a process that believes it has fired everything by then', async () => {
    await stopWorkers()
    await later()
    await start({ mode: 'believing' })
    await moveClock(app.ownerPool, '3 hours')
    await until('the storm', async () => (await breaches()) === 100)
    await sleep(1)
    assert.deepEqual(await findClockFaults(app.ownerPool), { ...noFaults, early: 100 })
  })
})

describe('A case and a reply that come while the clock of the machine is three hours back', () => {
  const clients = async () => Promise.all([app.as(customer.email), app.as(vendor.agent.email)])

  async function open(): Promise<string> {
    const [client] = await clients()
    const { status, json } = await client.post('/api/v1/cases', {
      type: 'problem',
      productCode: 'studio',
      priority: 'high',
      subject: 'The server is down',
      description: 'Since just now.',
    })
    assert.equal(status, 201)
    return (json as { reference: string }).reference
  }

  async function answer(reference: string): Promise<void> {
    const [, client] = await clients()
    const reply = { kind: 'reply', body: 'We look into it.' }
    const { status } = await client.post(`/api/v1/cases/${reference}/messages`, reply)
    assert.equal(status, 201)
  }

  /** The alarm is held by `keeper`, whose time goes on; what the machine says is three hours back. */
  async function whileItIsBack(t: TestContext, work: (time: () => Date) => Promise<void>): Promise<void> {
    // Those that were stopped may have held one to the last.
    await app.ownerPool.query('update time_watch set moved_at = null, moved_by_ms = null, held_at = null')
    const handle = openDatabase(
      app.ownerUrl,
      createLog(() => {}),
      2,
    )
    const ctx = createContext({ ...app.shared, db: handle.db }, { actor: system, now: new Date() })
    const keeper = keepTime()
    await keeper.look(ctx)
    await moveClock(app.ownerPool, '-3 hours')
    await keeper.look(ctx)
    assert.equal((await alarm())?.by, -3)
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() - 3 * 3_600_000 })
    try {
      await work(recordingTime(keeper))
    } finally {
      t.mock.timers.reset()
      delete app.shared.time
      await moveClock(app.ownerPool, '0')
      await keeper.look(ctx)
      await handle.close()
    }
  }

  const replies = async () =>
    (await app.ownerPool.query(`select state from clocks where kind = 'first_response'`)).rows.map(
      ({ state }: { state: string }) => state,
    )

  it('are dated by the time that due times go by: nothing fires, and the reply counts', async (t) => {
    await stopWorkers()
    const before = await open()
    await whileItIsBack(t, async (time) => {
      app.shared.time = time
      const reference = await open()
      await fireDueClocks(app.system(time()))
      assert.equal(await breaches(), 0)
      await answer(reference)
      await answer(before)
      assert.deepEqual(await replies(), ['met', 'met'])
    })
  })

  it('control: a case that is dated by the clock of the machine is found to be missed at once', async (t) => {
    await whileItIsBack(t, async (time) => {
      await open()
      await fireDueClocks(app.system(time()))
      assert.equal(await breaches(), 1)
    })
  })
})
