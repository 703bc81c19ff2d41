import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, beforeEach, test } from 'node:test'
import type { HealthView } from '#app/health/domain/contract.ts'
import { letNextLeave, type Outgoing } from '#channels/email/server/mail-turn.ts'
import { queueOutgoing } from '#channels/email/server/queue-outgoing.ts'
import { sendMail } from '#channels/email/server/send-mail.ts'
import type { OutgoingKind } from '#channels/email/server/tables.ts'
import type { CaseId } from '#platform/ids.ts'
import { type BareMailServer, startBareMailServer } from '../support/bare-mail-server.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { secret, startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
let server: BareMailServer
let vendor: TestVendor
let ann: TestContact
let caseId: CaseId
const nowhere = 'smtp://127.0.0.1:1'
const minute = 60_000

before(async () => {
  app = await startTestApp()
  server = await startBareMailServer()
  vendor = await buildVendor(app)
  ann = await buildContact(app, await buildAccount(app))
  const { reference } = await buildCase(app, { by: ann })
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    reference,
  ])
  assert.ok(rows[0] !== undefined)
  caseId = rows[0].id
})
after(async () => {
  await app?.close()
  await server?.close()
})
beforeEach(async () => {
  server.answer = () => undefined
  server.messages.length = 0
  await app.ownerPool.query(
    'delete from outgoing_mail; delete from graphile_worker._private_jobs; delete from mail_budgets',
  )
})

/** Replies of one case, or other mail of it, a second apart. */
async function replies(
  names: readonly string[],
  at: Date,
  to = ann.email,
  kind: OutgoingKind = 'reply',
): Promise<void> {
  for (const [index, name] of names.entries()) {
    const ctx = app.system(new Date(at.getTime() + index * 1_000))
    await ctx.transaction((tx) =>
      queueOutgoing(ctx, tx, {
        kind,
        account_id: null,
        case_id: caseId,
        entry_id: null,
        to_address: to,
        to_name: null,
        from_address: 'support@vendor.example',
        reply_to: null,
        subject: name,
        body: name,
        message_id: `<${name}@vendor.example>`,
        in_reply_to: null,
        unsubscribe_url: null,
      }),
    )
  }
}

type Try = { at: number; subject: string }

/** Does the jobs of mail in the order in which they are due, as if time passed; returns each try. */
async function letTimePass(from: Date, until: Date, smtpUrl: string): Promise<Try[]> {
  const tries: Try[] = []
  let now = from.getTime()
  for (;;) {
    const { rows } = await app.ownerPool.query<{ id: string; run_at: Date; subject: string }>(
      `delete from graphile_worker._private_jobs where id = (
         select j.id from graphile_worker._private_jobs j where payload->>'outgoingId' is not null
           and (run_at <= $1 or created_at > run_at - interval '1 second') order by run_at, id limit 1)
       returning payload->>'outgoingId' as id, run_at,
         (select subject from outgoing_mail where id = (payload->>'outgoingId')::uuid) subject`,
      [until],
    )
    const [job] = rows
    if (job === undefined) return tries
    now = Math.max(now, job.run_at.getTime())
    await sendMail(
      app.system(new Date(now)),
      { outgoingId: job.id },
      { ...app.mail, smtpUrl, secret, patienceMs: 400 },
    )
    tries.push({ at: now, subject: job.subject })
  }
}

const subjects = () => server.messages.map((raw) => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim())
const states = async () =>
  (
    await app.ownerPool.query<{ state: string }>('select state from outgoing_mail order by queued_at, id')
  ).rows.map(({ state }) => state)

test('FA-08: a mail server that is away for six hours loses nothing, and mail of a case leaves in its order', async () => {
  const start = new Date()
  const later = (minutes: number) => new Date(start.getTime() + minutes * minute)
  await replies(['first', 'second', 'third'], start)
  const tries = await letTimePass(start, later(360), nowhere)
  assert.deepEqual(await states(), ['queued', 'queued', 'queued'])
  const firsts = tries.filter(({ subject }) => subject === 'first').map(({ at }) => at)
  const pauses = firsts.slice(1).map((at, index) => (at - (firsts[index] ?? 0)) / minute)
  assert.ok(firsts.length >= 12 && firsts.length <= 20, `${firsts.length} tries in six hours`)
  assert.ok(
    Math.min(...pauses) >= 1 && Math.max(...pauses) <= 37.5,
    `pauses from ${Math.min(...pauses)} to ${Math.max(...pauses)} min`,
  )
  assert.ok(new Set(pauses.slice(-4)).size > 1, 'the pauses differ, so that not all come back at once')
  await letTimePass(later(360), later(400), server.url)
  assert.deepEqual(
    [await states(), subjects()],
    [
      ['sent', 'sent', 'sent'],
      ['first', 'second', 'third'],
    ],
  )
})

test('FA-08: staff are told when mail has waited for ten minutes', async () => {
  await replies(['waits'], new Date())
  await app.ownerPool.query(
    `insert into process_heartbeats values ('a worker', now()) on conflict do nothing`,
  )
  const manager = await app.as(vendor.manager.email)
  const alarm = async (minutes: number) => {
    await app.ownerPool.query(`update outgoing_mail set queued_at = now() - make_interval(mins => $1)`, [
      minutes,
    ])
    const { findings } = (await manager.get('/api/v1/health')).json as HealthView
    return findings.find(({ check, state }) => check === 'Outgoing mail' && state === 'fail')?.found
  }
  assert.equal(await alarm(9), undefined)
  assert.match((await alarm(11)) ?? '', /1 wait/)
})

test('FA-08: what a server says no to for now leaves once, when it says yes', async () => {
  const start = new Date()
  server.answer = (line) => (/^RCPT/i.test(line) ? '451 Come back later' : undefined)
  await replies(['first', 'second'], start)
  await letTimePass(start, new Date(start.getTime() + 5 * minute), server.url)
  assert.deepEqual([await states(), subjects()], [['queued', 'queued'], []])
  server.answer = () => undefined
  await letTimePass(start, new Date(start.getTime() + 60 * minute), server.url)
  assert.deepEqual(
    [await states(), subjects()],
    [
      ['sent', 'sent'],
      ['first', 'second'],
    ],
  )
})

test('FA-08: one that is taken and never confirmed goes again, and no other is doubled', async () => {
  const start = new Date()
  let hangs = 1
  server.answer = (what) => (what === 'end' && hangs-- > 0 ? 'hang' : undefined)
  await replies(['in doubt', 'second', 'third'], start)
  await letTimePass(start, new Date(start.getTime() + 30 * minute), server.url)
  assert.deepEqual(await states(), ['sent', 'sent', 'sent'])
  assert.deepEqual(subjects(), ['in doubt', 'in doubt', 'second', 'third'])
  const ids = server.messages.map((raw) => /^Message-ID: (.*)$/im.exec(raw)?.[1])
  assert.equal(new Set(ids).size, 3, 'both times it has the same Message-ID')
})

test('FA-08: who is refused for good keeps nobody else from their mail', async () => {
  const start = new Date()
  server.answer = (line) => (/^RCPT TO:<gone@/i.test(line) ? '550 No such user' : undefined)
  await app.ownerPool.query(`update staff set email = 'gone@vendor.example' where email = $1`, [
    vendor.manager.email,
  ])
  await replies(['to nobody'], start, 'gone@vendor.example')
  await replies(['to Ann'], start)
  await letTimePass(start, new Date(start.getTime() + 30 * minute), server.url)
  assert.deepEqual([await states(), subjects()], [['failed', 'sent'], ['to Ann']])
  await app.ownerPool.query(`update staff set email = $1 where email = 'gone@vendor.example'`, [
    vendor.manager.email,
  ])
})

const refusals = [
  { what: 'that it cannot serve us', greeting: '554 No service here' },
  { what: 'that our password is wrong', auth: '535 5.7.8 Authentication failed' },
  { what: 'that we must sign in first', from: '530 5.7.0 Authentication required' },
]
for (const { what, ...says } of refusals)
  test(`FA-08: a server that says ${what} loses nobody's mail: it leaves once that is put right`, async () => {
    const start = new Date()
    server.answer = (line) => {
      if (line === 'greeting') return says.greeting
      if (/^EHLO/i.test(line)) return '250-mail.example\r\n250 AUTH PLAIN'
      if (/^AUTH/i.test(line)) return says.auth ?? '235 Welcome'
      return /^MAIL/i.test(line) ? says.from : undefined
    }
    const way = server.url.replace('//', '//us:wrong@')
    await replies(['first', 'second'], start)
    await letTimePass(start, new Date(start.getTime() + 30 * minute), way)
    assert.deepEqual([await states(), subjects()], [['queued', 'queued'], []])
    server.answer = () => undefined
    await letTimePass(start, new Date(start.getTime() + 120 * minute), server.url)
    assert.deepEqual(
      [await states(), subjects()],
      [
        ['sent', 'sent'],
        ['first', 'second'],
      ],
    )
  })

test('FA-08: what a server says of the mail itself is final: its sender, its recipient, its contents', async () => {
  const start = new Date()
  const answers = [/^MAIL/i, /^RCPT/i, /^DATA$/i, /^end$/]
  for (const [index, at] of answers.entries()) {
    server.answer = (line) => (at.test(line) ? '554 5.7.1 Not this one' : undefined)
    await replies([`no ${index}`], start)
    await letTimePass(start, start, server.url)
    await app.ownerPool.query('delete from graphile_worker._private_jobs')
  }
  assert.deepEqual(await states(), ['failed', 'failed', 'failed', 'failed'])
})

test('a reply waits for no news of its case that is held, or that the server does not take; replies keep their order', async () => {
  const start = new Date()
  await replies(['held news'], start, ann.email, 'notification')
  await app.ownerPool.query(
    `update outgoing_mail set state = 'held', held_reason = 'recipient_budget', held_until = $1`,
    [new Date(start.getTime() + 60 * minute)],
  )
  const soon = new Date(start.getTime() + 1_000)
  server.answer = (line) => (/^RCPT/i.test(line) ? '451 Come back later' : undefined)
  await replies(['first reply'], soon)
  await replies(['stuck news'], new Date(soon.getTime() + 1_000), ann.email, 'notification')
  await replies(['second reply'], new Date(soon.getTime() + 2_000))
  await letTimePass(start, soon, server.url)
  assert.deepEqual(subjects(), [])
  server.answer = () => undefined
  await letTimePass(start, new Date(start.getTime() + 5 * minute), server.url)
  assert.deepEqual(subjects(), ['first reply', 'second reply'])
  assert.deepEqual(await states(), ['held', 'sent', 'queued', 'sent'])
})

test('mail that is queued while the one before it is being settled leaves, though neither sees the other', async () => {
  const start = new Date()
  await replies(['first'], start)
  const { rows } = await app.ownerPool.query<Outgoing>('select * from outgoing_mail')
  const [first] = rows
  assert.ok(first !== undefined)
  await app.ownerPool.query('delete from graphile_worker._private_jobs')
  const next = { isOver: false, left: Promise.resolve() }
  await app.system().transaction(async (tx) => {
    await tx.updateTable('outgoing_mail').set({ state: 'sent' }).where('id', '=', first.id).execute()
    await letNextLeave(tx, first)
    const later = new Date(start.getTime() + 1_000)
    await replies(['second'], later)
    next.left = letTimePass(start, later, server.url).then(() => void (next.isOver = true))
    while (!next.isOver && !(await isSomebodyWaiting())) await sleep(10)
  })
  await next.left
  assert.deepEqual([await states(), subjects()], [['sent', 'sent'], ['second']])
})

test('mail behind one that is stuck asks again, and waits for it no longer than a day', async () => {
  const start = new Date()
  await replies(['stuck'], start)
  await app.ownerPool.query('delete from graphile_worker._private_jobs')
  await replies(['behind'], new Date(start.getTime() + 1_000))
  await letTimePass(start, new Date(start.getTime() + 23.9 * 60 * minute), server.url)
  assert.deepEqual(await states(), ['queued', 'queued'])
  const { rows } = await app.ownerPool.query('select 1 from graphile_worker._private_jobs')
  assert.equal(rows.length, 1, 'it asks by one job')
  await letTimePass(start, new Date(start.getTime() + 24.2 * 60 * minute), server.url)
  assert.deepEqual([await states(), subjects()], [['queued', 'sent'], ['behind']])
})

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await app.ownerPool.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length > 0
}

test('two jobs for one mail send it once; of a process that was killed another takes over after its lease', async () => {
  const start = new Date()
  await replies(['once'], start)
  const { rows } = await app.ownerPool.query<{ id: string }>('select id from outgoing_mail')
  const outgoingId = rows[0]?.id ?? ''
  const send = (at: Date) =>
    sendMail(app.system(at), { outgoingId }, { ...app.mail, smtpUrl: server.url, secret, patienceMs: 400 })
  // So long does it take that the others come in between.
  server.answer = (what) => (what === 'end' ? 'hang' : undefined)
  await Promise.all([send(start), send(start), send(start)])
  assert.deepEqual([subjects(), await states()], [['once'], ['queued']])
  server.answer = () => undefined
  await app.ownerPool.query('delete from graphile_worker._private_jobs')
  // Killed while it was sending: the lease is there, and nobody who has it.
  await app.ownerPool.query(`update outgoing_mail set state = 'queued', leased_until = $1`, [
    new Date(start.getTime() + 3 * minute),
  ])
  await app.ownerPool.query('delete from graphile_worker._private_jobs')
  await send(new Date(start.getTime() + minute))
  assert.deepEqual(subjects(), ['once'])
  await letTimePass(start, new Date(start.getTime() + 4 * minute), server.url)
  assert.deepEqual([subjects(), await states()], [['once', 'once'], ['sent']])
  // The control: without leases each job sends it.
  await app.ownerPool.query(`create function no_lease() returns trigger language plpgsql as $$
    begin new.leased_until = null; return new; end $$;
    create trigger no_lease before update on outgoing_mail for each row execute function no_lease();
    update outgoing_mail set state = 'queued'`)
  server.answer = (what) => (what === 'end' ? 'hang' : undefined)
  await Promise.all([send(start), send(start), send(start)])
  await app.ownerPool.query('drop trigger no_lease on outgoing_mail; drop function no_lease')
  assert.ok(subjects().length > 3, `${subjects().length} were sent`)
})
