import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Logger, runOnce } from 'graphile-worker'
import { notificationJobs } from '#channels/notifications/server/jobs.ts'
import { listNotifications } from '#channels/notifications/server/list-notifications.ts'
import { saveSettings } from '#channels/notifications/server/notification-settings.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { changeLine } from '#desk/lines/server/change-line.ts'
import { joinLine } from '#desk/lines/server/join-line.ts'
import { listLines } from '#desk/lines/server/list-lines.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { endStaff } from '#people/auth/server/end-staff.ts'
import { restoreStaff } from '#people/auth/server/restore-staff.ts'
import type { Job } from '#platform/jobs/run-jobs.ts'
import { addWarningRule } from '#promise/clocks/server/add-warning-rule.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

/** A first reply of medium priority is promised within two hours, around the clock. */
const noon = new Date('2026-03-11T12:00:00Z')
const minutes = (count: number) => new Date(noon.getTime() + count * 60_000)
const halfway = minutes(60.1)
const late = minutes(96.1)
const over = minutes(120.1)

let app: TestApp
let vendor: TestVendor
let agent: TestVendor['agent']
let mate: TestVendor['agent']
let alder: TestAccount
let opener: TestContact

before(async () => {
  app = await startTestApp({ now: noon })
  vendor = await buildVendor(app)
  agent = vendor.agent
  mate = await buildStaff(app, 'agent', 'Mara Stone')
  await joinLine(app.system(), { line: 1, staffId: agent.id })
  await joinLine(app.system(), { line: 1, staffId: mate.id })
  alder = await buildAccount(app, { name: 'Alder', package: 'premium' })
  opener = await buildContact(app, alder, { name: 'Ann Alder' })
})
after(() => app.close())

beforeEach(async () => {
  await forget()
  await app.ownerPool
    .query(`update clocks set state = 'cancelled', stopped_at = now(), warn_shares = '{}', warn_at = '{}'
    where stopped_at is null`)
  await app.ownerPool.query('delete from warning_rules')
  await app.ownerPool.query(
    "insert into warning_rules (share, tell) values (50, 'assignee'), (80, 'line'), (100, 'line_manager')",
  )
  await app.ownerPool.query('delete from line_targets')
  await app.ownerPool.query('update lines set manager_id = null')
})

async function forget(): Promise<void> {
  const tables = ['notifications', 'notification_times', 'outgoing_mail', 'graphile_worker._private_jobs']
  for (const table of tables) await app.ownerPool.query(`delete from ${table}`)
}

/** What is due fires, and the reactions to it run; other jobs are left. */
async function pass(at: Date, delayMs = 0, mail?: 'with mail'): Promise<void> {
  await fireDueClocks(app.system(at))
  const jobs = notificationJobs(() => ({ ...app.system(at), sendingDelayMs: delayMs }))
  const names = ['tell-of-warning', 'tell-of-breach', ...(mail === undefined ? [] : ['mail-notifications'])]
  await runJobs(Object.fromEntries(Object.entries(jobs).filter(([name]) => names.includes(name))))
}

async function runJobs(jobs: Record<string, Job>): Promise<void> {
  await runOnce({
    pgPool: app.ownerPool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [name, (given: unknown) => job(given)]),
    ),
  })
}

/** Runs a reaction itself with what its event says of the clock that was there first. */
async function react(share: number, at: Date, change: object = {}): Promise<void> {
  const { rows } = await app.ownerPool.query<{ case_id: string; kind: string; started_at: Date }>(
    "select case_id, kind, started_at from clocks where state <> 'cancelled' and kind = 'first_response'",
  )
  const [clock] = rows
  assert.ok(clock !== undefined)
  const payload = { caseId: clock.case_id, kind: clock.kind, startedAt: clock.started_at.toISOString() }
  const of = { ...payload, share, at: at.toISOString(), ...change }
  await notificationJobs(() => app.system(at))['tell-of-warning']?.(of)
}

async function told(): Promise<string[]> {
  const { rows } = await app.ownerPool.query<{ name: string; kind: string; share: string | null }>(`
    select coalesce(s.name, c.name) as name, n.kind, n.facts ->> 'share' as share from notifications n
    left join staff s on s.id = n.staff_id left join contacts c on c.id = n.contact_id
    where n.kind in ('clock_warning', 'clock_breached', 'target_warning', 'target_missed')`)
  return rows
    .map(({ name, kind, share }) => `${name}: ${kind}${share === null ? '' : ` ${share}`}`)
    .toSorted()
}

const open = async (): Promise<string> => {
  const { reference } = await buildCase(app, { by: opener, subject: 'Labels come out empty' })
  await app.ownerPool.query('delete from graphile_worker._private_jobs')
  return reference
}
const assign = (reference: string, assigneeId: TestVendor['agent']['id']) =>
  changeCase(app.context(vendor.manager.actor), { reference, assigneeId })
const reply = (reference: string, at: Date, status?: 'waiting_customer') =>
  writeMessage(app.context(agent.actor, at), {
    reference,
    kind: 'reply',
    body: 'We look.',
    ...(status && { status }),
  })

describe('who hears of a running clock', () => {
  test('half way whoever has the case, then the line, and of the breach the line’s manager besides', async () => {
    const reference = await open()
    await assign(reference, agent.id)
    await pass(minutes(59))
    assert.deepEqual(await told(), [])
    await pass(halfway)
    assert.deepEqual(await told(), ['The agent: clock_warning 50'])
    await forget()
    await pass(late)
    assert.deepEqual(await told(), ['Mara Stone: clock_warning 80', 'The agent: clock_warning 80'])
    await forget()
    await app.ownerPool.query('update lines set manager_id = $1 where number = 1', [mate.id])
    await pass(over)
    assert.deepEqual(await told(), ['Mara Stone: clock_breached', 'The agent: clock_breached'])
  })

  test('people are looked up when it happens: who has it now, who has left, who is the manager now', async () => {
    const reference = await open()
    await assign(reference, agent.id)
    await assign(reference, mate.id)
    await pass(halfway)
    assert.deepEqual(await told(), ['Mara Stone: clock_warning 50'])
    await forget()
    await endStaff(app.system(), { staffId: mate.id })
    await pass(late)
    assert.deepEqual(await told(), ['The agent: clock_warning 80'])
    await forget()
    await app.ownerPool.query('update lines set manager_id = $1 where number = 1', [mate.id])
    await pass(over)
    await restoreStaff(app.system(), { staffId: mate.id })
    assert.deepEqual(await told(), ['The agent: clock_breached', 'The manager: clock_breached'])
  })

  test('a person who is named, also of an internal target; without such a rule nobody hears of one', async () => {
    const line = (await listLines(app.system())).items.find(({ number }) => number === 1)
    assert.ok(line !== undefined)
    await changeLine(app.system(), {
      number: 1,
      name: line.name,
      customerName: line.customerName,
      managerId: null,
      targets: { high: null, medium: 60, low: null },
      version: line.version,
    })
    await addWarningRule(app.system(), { share: 90, tell: 'person', staffId: vendor.admin.id })
    await open()
    await pass(minutes(55))
    assert.deepEqual(await told(), [], 'the line’s target has used its share, and no rule is for it')
    await addWarningRule(app.system(), {
      share: 100,
      tell: 'person',
      staffId: vendor.admin.id,
      tracked: true,
    })
    await pass(minutes(60.1))
    assert.deepEqual(await told(), [
      'Mara Stone: clock_warning 50',
      'The admin: target_missed',
      'The agent: clock_warning 50',
    ])
    await forget()
    await pass(minutes(108.1))
    assert.deepEqual(await told(), ['The admin: clock_warning 90'])
  })

  test('customers hear nothing of it', async () => {
    await open()
    await pass(halfway)
    await pass(over)
    assert.equal((await told()).length, 5)
    assert.deepEqual((await listNotifications(app.context(opener.actor), { limit: 50 })).items, [])
  })
})

describe('once each', () => {
  test('a reaction that runs again, also at the same moment, tells nobody twice; another share does', async () => {
    await open()
    await Promise.all([react(80, late), react(80, late), react(80, late)])
    await react(80, late)
    assert.equal((await told()).length, 2)
    await react(50, late)
    assert.equal((await told()).length, 4)
  })

  test('what passed while the product stood is told as the last of it', async () => {
    await open()
    await pass(late)
    assert.deepEqual(await told(), ['Mara Stone: clock_warning 80', 'The agent: clock_warning 80'])
  })
})

describe('silence', () => {
  test('a clock that was answered, or missed, by the time it is told of warns nobody; one that runs does', async () => {
    const reference = await open()
    await react(80, over)
    await react(80, late, { startedAt: minutes(-5).toISOString() })
    assert.deepEqual(await told(), [])
    await react(80, late)
    assert.equal((await told()).length, 2)
    await forget()
    await reply(reference, late)
    await react(80, late)
    assert.deepEqual(await told(), [])
  })

  test('a clock that stands still warns nobody until it runs again', async () => {
    const reference = await open()
    await assign(reference, agent.id)
    await reply(reference, minutes(10), 'waiting_customer')
    const day = minutes(3 * 24 * 60)
    await pass(day)
    assert.deepEqual(await told(), [])
    await writeMessage(app.context(opener.actor, day), { reference, kind: 'reply', body: 'Here it is.' })
    await pass(new Date(day.getTime() + 36 * 3_600_000))
    assert.deepEqual(await told(), ['The agent: clock_warning 50'])
  })

  test('mail that waits for the morning is not sent of a clock that was answered in the night', async () => {
    const quiet = { hours: { from: '00:00', to: '23:00' }, days: [], urgentAnyway: false }
    for (const one of [agent, mate]) await saveSettings(app.context(one.actor), { quiet })
    const answered = await open()
    await pass(late)
    await reply(answered, minutes(100))
    const running = await open()
    await react(50, minutes(20), {
      caseId: (
        await app.ownerPool.query<{ id: string }>('select id from cases where reference = $1', [running])
      ).rows[0]?.id,
      startedAt: noon.toISOString(),
    })
    assert.equal((await told()).length, 4)
    const morning = new Date('2026-03-11T23:00:00Z')
    await notificationJobs(() => app.system(morning))['mail-notifications']?.({ personId: agent.id })
    const { rows } = await app.ownerPool.query<{ body: string }>('select body from outgoing_mail')
    assert.equal(rows.length, 1)
    assert.match(rows[0]?.body ?? '', new RegExp(running))
    assert.doesNotMatch(rows[0]?.body ?? '', new RegExp(answered))
  })
})

describe('mail', () => {
  const sent = async () =>
    (
      await app.ownerPool.query<{ to_address: string; kind: string; subject: string; body: string }>(
        'select to_address, kind, subject, body from outgoing_mail order by to_address',
      )
    ).rows

  test('one warning is a mail that says what is due, when, and where', async () => {
    const reference = await open()
    await assign(reference, agent.id)
    await pass(halfway, 0, 'with mail')
    const [mail, ...rest] = await sent()
    assert.deepEqual([rest.length, mail?.to_address, mail?.kind], [0, agent.email, 'notification'])
    const sentence = 'The promised first reply is due in 1 h, at 14:00 (UTC), with 50 % of the time used'
    assert.equal(mail?.subject, `[${reference}] ${sentence}: Labels come out empty`)
    assert.match(mail?.body ?? '', new RegExp(`/desk/cases/${reference}`))
    assert.doesNotMatch(mail?.body ?? '', /Alder|Since this morning/)
  })

  test('twenty warnings at once are one mail to each of them, however they arrive within the minute', async () => {
    const references = await Promise.all(Array.from({ length: 20 }, open))
    await fireDueClocks(app.system(late))
    const { rows } = await app.ownerPool.query<{
      payload: object
    }>(`select payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'tell-of-warning'`)
    assert.equal(rows.length, 20)
    for (const [index, { payload }] of rows.entries()) {
      const ctx = { ...app.system(new Date(late.getTime() + index * 1_000)), sendingDelayMs: 10_000 }
      await notificationJobs(() => ctx)['tell-of-warning']?.(payload)
    }
    const { rows: waiting } = await app.ownerPool.query<{ at: Date }>(
      'select distinct mail_at as at from notifications',
    )
    assert.equal(waiting.length, 1)
    const then = waiting[0]?.at ?? noon
    for (const one of [agent, mate, agent])
      await notificationJobs(() => app.system(then))['mail-notifications']?.({ personId: one.id })
    const mails = await sent()
    assert.deepEqual(
      mails.map(({ to_address: to, kind }) => `${to} ${kind}`).toSorted(),
      [agent, mate].map(({ email }) => `${email} digest`).toSorted(),
    )
    for (const reference of references) assert.match(mails[0]?.body ?? '', new RegExp(reference))
  })
})
