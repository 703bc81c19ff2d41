import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Logger, runOnce } from 'graphile-worker'
import { acknowledgeCase } from '#channels/email/server/acknowledge-case.ts'
import { queueReplyMail } from '#channels/email/server/queue-reply-mail.ts'
import { notificationJobs } from '#channels/notifications/server/jobs.ts'
import { countNotifications, listNotifications } from '#channels/notifications/server/list-notifications.ts'
import { mailNotifications } from '#channels/notifications/server/mail-notifications.ts'
import { turnMailOff } from '#channels/notifications/server/mail-switch.ts'
import { markRead, markUnread } from '#channels/notifications/server/mark-notifications.ts'
import { readSettings, saveSettings } from '#channels/notifications/server/notification-settings.ts'
import { sendDigests } from '#channels/notifications/server/send-digests.ts'
import { tellOfRecord } from '#channels/notifications/server/tell-of-case.ts'
import { wantsReceipt } from '#channels/notifications/server/wants-receipt.ts'
import type { Job } from '#platform/jobs/run-jobs.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { takeBackClose } from '#desk/cases/server/take-back-close.ts'
import { declineRequest } from '#desk/cases/server/answer-request.ts'
import { askColleague } from '#desk/cases/server/ask-colleague.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { confirmCase } from '#desk/cases/server/confirm-case.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { addWatcher } from '#desk/cases/server/watch-case.ts'
import { joinLine } from '#desk/lines/server/join-line.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { endSeat } from '#promise/agreements/server/end-seat.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import type { Person } from '../support/build-contact.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildWebhook } from '../support/build-webhook.ts'
import { buildStaff, buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const noon = new Date('2026-03-11T12:00:00Z')
const night = new Date('2026-03-11T23:00:00Z')
const morning = new Date('2026-03-12T08:00:00Z')

let app: TestApp
let vendor: TestVendor
let agent: TestVendor['agent']
let mate: TestVendor['agent']
let alder: TestAccount
let opener: TestContact
let watcher: TestContact

before(async () => {
  app = await startTestApp({ now: noon })
  vendor = await buildVendor(app)
  agent = vendor.agent
  mate = await buildStaff(app, 'agent', 'Mara Stone')
  await joinLine(app.system(), { line: 1, staffId: agent.id })
  await joinLine(app.system(), { line: 1, staffId: mate.id })
  alder = await buildAccount(app, { name: 'Alder', package: 'premium' })
  opener = await buildContact(app, alder, { name: 'Ann Alder' })
  watcher = await buildContact(app, alder, { name: 'Bob Alder' })
})
after(() => app.close())

beforeEach(async () => {
  await runJobs()
  for (const table of ['notifications', 'notification_choices', 'notification_times', 'outgoing_mail'])
    await app.ownerPool.query(`delete from ${table}`)
  await forgetUnread()
})

async function forgetUnread(): Promise<void> {
  await app.ownerPool.query("delete from kept_counts where key like 'unread:%'")
}

/** Does what waits and what it brings, at this instant. */
async function runJobs(at = noon, mail?: 'without mail'): Promise<void> {
  const context = () => app.system(at)
  const caseOf = (payload: unknown) => payload as { caseId: string; entryId: string }
  const jobs: Record<string, Job> = {
    ...notificationJobs(context),
    'acknowledge-case': (payload: unknown) => acknowledgeCase(context(), caseOf(payload), wantsReceipt),
    'queue-reply-mail': (payload: unknown) => queueReplyMail(context(), caseOf(payload)),
  }
  if (mail !== undefined) delete jobs['mail-notifications']
  await runOnce({
    pgPool: app.ownerPool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [name, (given: unknown) => job(given)]),
    ),
  })
}

type Told = { name: string; kind: string; mail: string; in_app: boolean }

async function told(): Promise<string[]> {
  const { rows } = await app.ownerPool.query<Told>(`
    select coalesce(s.name, c.name) as name, n.kind, n.mail, n.in_app from notifications n
    left join staff s on s.id = n.staff_id left join contacts c on c.id = n.contact_id`)
  return rows.map((row) => `${row.name}: ${row.kind}, ${row.mail}`).toSorted()
}

type Mail = {
  to_address: string
  kind: string
  subject: string
  body: string
  unsubscribe_url: string | null
}

async function mails(): Promise<Mail[]> {
  const { rows } = await app.ownerPool.query<Mail>(
    'select * from outgoing_mail order by kind desc, to_address',
  )
  return rows
}

async function unread(person: Person): Promise<number> {
  return (await countNotifications(app.context(person.actor))).unread
}

/** A case with a watcher that the agent has, of which everybody has heard. */
async function knownCase(): Promise<string> {
  const { reference } = await buildCase(app, { by: opener, subject: 'Labels come out empty' })
  await addWatcher(app.context(opener.actor), { reference, contactId: watcher.id })
  await changeCase(app.context(mate.actor), { reference, assigneeId: agent.id })
  await runJobs()
  await app.ownerPool.query('delete from notifications')
  await forgetUnread()
  await app.ownerPool.query('delete from outgoing_mail')
  return reference
}

const reply = (reference: string, by: Person, body = 'Please try again.', at = noon) =>
  writeMessage(app.context(by.actor, at), { reference, kind: 'reply', body })

describe('who is told when something happens', () => {
  test('a new case is news to its line, and its contact has the receipt', async () => {
    await buildCase(app, { by: opener })
    await runJobs()
    assert.deepEqual(await told(), ['Mara Stone: case_opened, none', 'The agent: case_opened, none'])
    assert.deepEqual(
      (await mails()).map((mail) => [mail.to_address, mail.kind]),
      [[opener.email, 'case_received']],
    )
  })

  test('a reply goes to its contact as a mail, and to a watcher as news of it', async () => {
    const reference = await knownCase()
    await reply(reference, agent)
    await runJobs()
    assert.deepEqual(await told(), ['Ann Alder: reply, none', 'Bob Alder: reply, queued'])
    const sent = await mails()
    assert.deepEqual(
      sent.map((mail) => [mail.to_address, mail.kind]),
      [
        [opener.email, 'reply'],
        [watcher.email, 'notification'],
      ],
    )
    const news = sent.find((mail) => mail.kind === 'notification')
    assert.match(news?.subject ?? '', new RegExp(`^\\[${reference}\\] The agent replied: Labels`))
    assert.match(news?.body ?? '', new RegExp(`/portal/cases/${reference}`))
    assert.doesNotMatch(news?.body ?? '', /Please try again/)
  })

  test('an assignment, a customer who asks again, a solution and its confirmation', async () => {
    const reference = await knownCase()
    await changeCase(app.context(agent.actor), { reference, assigneeId: mate.id })
    await reply(reference, opener, 'Any news?')
    await runJobs()
    assert.deepEqual(await told(), [
      'Bob Alder: colleague_wrote, digest',
      'Mara Stone: assigned, queued',
      'Mara Stone: customer_chased, queued',
    ])
    await app.ownerPool.query('delete from notifications')
    await reply(reference, mate)
    await runJobs()
    await app.ownerPool.query('delete from notifications')
    await solveCase(app.context(mate.actor), { reference, solution: 'Update it.', cause: 'SECRETCAUSE' })
    await confirmCase(app.context(opener.actor), { reference })
    await runJobs()
    assert.deepEqual(await told(), [
      'Ann Alder: solved, none',
      'Bob Alder: closed, queued',
      'Bob Alder: solved, queued',
      'Mara Stone: closed, none',
    ])
  })

  test('a breached promise is told to who has the case and the managers; an internal target to nobody', async () => {
    const reference = await knownCase()
    const { rows } = await app.ownerPool.query<{ id: string; kind: string }>(
      'select c.id, k.kind from cases c join clocks k on k.case_id = c.id where c.reference = $1 and k.guaranteed',
      [reference],
    )
    const [clock] = rows
    assert.ok(clock !== undefined)
    const breach = () =>
      notificationJobs(() => app.system())['tell-of-breach']?.({
        caseId: clock.id,
        kind: clock.kind,
        dueAt: noon.toISOString(),
      })
    await breach()
    assert.deepEqual(await told(), [], 'it is not missed')
    await app.ownerPool.query(
      "update clocks set guaranteed = false, state = 'breached', warn_shares = '{}', warn_at = '{}' where case_id = $1",
      [clock.id],
    )
    await breach()
    assert.deepEqual(await told(), [])
    await app.ownerPool.query('update clocks set guaranteed = true where case_id = $1', [clock.id])
    await breach()
    assert.deepEqual(await told(), ['The agent: clock_breached, due', 'The manager: clock_breached, due'])
  })
})

describe('who is told of what is no entry of a case', () => {
  const job = (name: string, payload: object) => notificationJobs(() => app.system())[name]?.(payload)

  test('a seat that is given and ended is news to its holder, and not to who does it to themselves', async () => {
    const account = await buildAccount(app, { package: 'premium' })
    const keeper = await buildContact(app, account, { name: 'Kim Keeper', seat: false, isAdmin: true })
    const holder = await buildContact(app, account, { name: 'Hal Holder', seat: false })
    const ctx = app.context(keeper.actor)
    await giveSeat(ctx, { agreementId: account.agreementId, contactId: keeper.id })
    const { id } = await giveSeat(ctx, { agreementId: account.agreementId, contactId: holder.id })
    await endSeat(ctx, { id })
    await runJobs()
    assert.deepEqual(await told(), ['Hal Holder: seat_ended, queued', 'Hal Holder: seat_given, queued'])
  })

  test('a colleague who asks for a case, and the answer', async () => {
    const seatless = await buildContact(app, alder, { name: 'Sia Seatless', seat: false })
    const draft = {
      type: 'problem' as const,
      productCode: 'studio',
      priority: 'medium' as const,
      subject: 'Cannot print',
      description: 'Nothing comes out.',
    }
    const request = await askColleague(app.context(seatless.actor), { ...draft, colleagueId: opener.id })
    await runJobs()
    assert.deepEqual(await told(), ['Ann Alder: request_asked, queued'])
    await app.ownerPool.query('delete from notifications')
    await declineRequest(app.context(opener.actor), { id: request.id, answer: 'It prints again.' })
    await runJobs()
    assert.deepEqual(await told(), ['Sia Seatless: request_answered, queued'])
  })

  test('a mail of a case that fails is told to who has it, a failed notification to nobody', async () => {
    const reference = await knownCase()
    await reply(reference, agent)
    await runJobs()
    await app.ownerPool.query('delete from notifications')
    for (const { id } of (await app.ownerPool.query<{ id: string }>('select id from outgoing_mail')).rows)
      await job('tell-of-failed-mail', { mailId: id })
    assert.deepEqual(await told(), ['The agent: mail_failed, due'])
  })

  test('a webhook that is disabled is told to the admins, once', async () => {
    const { id: webhookId } = await buildWebhook(app, vendor.admin)
    const news = { webhookId, occurredAt: app.now.toISOString() }
    await job('tell-of-disabled-webhook', news)
    assert.deepEqual(await told(), [], 'it works again by now')
    await app.ownerPool.query(
      `update webhook_endpoints set state = 'disabled', disabled_reason = 'gone', disabled_at = now()`,
    )
    await job('tell-of-disabled-webhook', news)
    await job('tell-of-disabled-webhook', news)
    assert.deepEqual(await told(), ['The admin: webhook_disabled, due'])
  })

  test('triage that grows is told to the first line, and again when they have read it', async () => {
    for (const mailId of ['1', '2', '1']) await job('tell-of-triage', { mailId })
    assert.equal((await told()).length, 2)
    await markRead(app.context(agent.actor), { all: true })
    await job('tell-of-triage', { mailId: '3' })
    assert.deepEqual(
      (await told()).filter((one) => one.startsWith('The agent')),
      ['The agent: triage_grew, none', 'The agent: triage_grew, none'],
    )
  })

  test('a closing that is taken back has never been: no mail, and nothing to read', async () => {
    const reference = await knownCase()
    await closeCase(app.context(agent.actor), { reference, reason: 'withdrawn' })
    await runJobs(noon, 'without mail')
    assert.deepEqual(await told(), ['Ann Alder: closed, due', 'Bob Alder: closed, due'])
    await takeBackClose(app.context(agent.actor), { reference })
    await runJobs()
    assert.deepEqual([await unread(opener), await mails()], [0, []])
  })
})

describe('nothing internal reaches a customer', () => {
  test('a note, a hand-over and an assignment tell customers nothing, and no mail holds a word of a note', async () => {
    const reference = await knownCase()
    const body = 'MOLECANARY @Mara Stone, the customer is wrong'
    await writeMessage(app.context(agent.actor), { reference, kind: 'note', body })
    await changeCase(app.context(agent.actor), { reference, line: 2, reason: 'MOLECANARY again' })
    await reply(reference, agent)
    await runJobs()
    const { rows } = await app.ownerPool.query<{ facts: object; kind: string }>(
      'select facts, kind from notifications where contact_id is not null',
    )
    assert.deepEqual(
      rows.map((row) => row.kind),
      ['reply', 'reply'],
    )
    assert.doesNotMatch(JSON.stringify([rows, await mails()]), /MOLECANARY|Alder company|"account":"Alder"/)
    assert.ok((await told()).includes('Mara Stone: mentioned, queued'))
  })
})

describe('once', () => {
  test('a reaction that runs twice, also at the same moment, tells everybody once', async () => {
    const reference = await knownCase()
    const { id } = await reply(reference, opener)
    const { rows } = await app.ownerPool.query<{ id: string }>('select id from cases where reference = $1', [
      reference,
    ])
    const run = () => tellOfRecord(app.system(), { caseId: rows[0]?.id ?? '', entryIds: id })
    await Promise.all([run(), run(), run(), run()])
    await run()
    await runJobs()
    assert.deepEqual(await told(), [
      'Bob Alder: colleague_wrote, digest',
      'The agent: customer_chased, queued',
    ])
    assert.equal((await mails()).length, 1)
    assert.equal(await unread(agent), 1)
  })

  test('two processes that mail the same person mail once', async () => {
    const reference = await knownCase()
    await changeCase(app.context(agent.actor), { reference, assigneeId: mate.id })
    await runJobs()
    await app.ownerPool.query(`update notifications set mail = 'due'`)
    await app.ownerPool.query('delete from outgoing_mail')
    const run = () => mailNotifications(app.system(), { personId: mate.id })
    await Promise.all([run(), run(), run()])
    assert.equal((await mails()).length, 1)
  })

  test('what is read in the app before its mail leaves is not mailed', async () => {
    await saveSettings(app.context(agent.actor), {
      quiet: { hours: { from: '20:00', to: '08:00' }, days: [], urgentAnyway: true },
    })
    const reference = await knownCase()
    await reply(reference, opener, 'Hello?', night)
    await runJobs(night)
    await markRead(app.context(agent.actor, night), { reference })
    await mailNotifications(app.system(morning), { personId: agent.id })
    assert.deepEqual(await mails(), [])
  })
})

describe('when mail leaves', () => {
  test('in quiet hours mail waits until they end, and comes as one', async () => {
    await saveSettings(app.context(agent.actor), {
      quiet: { hours: { from: '20:00', to: '08:00' }, days: [], urgentAnyway: true },
    })
    const first = await knownCase()
    const second = await knownCase()
    await reply(first, opener, 'Hello?', night)
    await reply(second, opener, 'Hello?', night)
    await runJobs(night)
    assert.equal(await unread(agent), 2)
    await mailNotifications(app.system(new Date(morning.getTime() - 60_000)), { personId: agent.id })
    assert.deepEqual(await mails(), [])
    await mailNotifications(app.system(morning), { personId: agent.id })
    const [mail, ...rest] = await mails()
    assert.deepEqual([rest.length, mail?.kind, mail?.to_address], [0, 'digest', agent.email])
    assert.match(mail?.body ?? '', new RegExp(`${first}[^]*${second}`))
    assert.match(mail?.body ?? '', /waited for the end of your quiet hours/)
  })

  test('a digest comes once a day where its reader is, with what they have not read, from two processes once', async () => {
    const read = await knownCase()
    const kept = await knownCase()
    await reply(read, opener)
    await reply(kept, opener)
    await runJobs()
    await markRead(app.context(watcher.actor), { reference: read })
    await sendDigests(app.system(new Date('2026-03-12T07:59:00Z')))
    assert.equal((await mails()).filter((mail) => mail.kind === 'digest').length, 0)
    await Promise.all([sendDigests(app.system(morning)), sendDigests(app.system(morning))])
    await reply(kept, opener, 'Once more', morning)
    await runJobs(morning)
    await sendDigests(app.system(new Date('2026-03-12T20:00:00Z')))
    const digests = () => mails().then((all) => all.filter((mail) => mail.kind === 'digest'))
    const [digest, ...others] = await digests()
    assert.deepEqual([others.length, digest?.to_address], [0, watcher.email])
    assert.match(digest?.body ?? '', new RegExp(kept))
    assert.doesNotMatch(digest?.body ?? '', new RegExp(read))
    await sendDigests(app.system(new Date('2026-03-13T08:00:00Z')))
    assert.equal((await digests()).length, 2)
  })

  test('who may see a case no more gets no mail about it', async () => {
    const reference = await knownCase()
    await reply(reference, opener)
    await runJobs()
    await app.ownerPool.query('update cases set is_private = true where reference = $1', [reference])
    await app.ownerPool.query('delete from case_watchers')
    await sendDigests(app.system(morning))
    assert.deepEqual(
      (await mails()).filter((mail) => mail.to_address === watcher.email),
      [],
    )
    assert.deepEqual((await listNotifications(app.context(watcher.actor), { limit: 50 })).items, [])
  })
})

describe('choices', () => {
  test('a contact may do without the receipt, never without the answer', async () => {
    await saveSettings(app.context(opener.actor), {
      kinds: [
        { kind: 'case_received', inApp: true, mail: 'off' },
        { kind: 'reply', inApp: false, mail: 'off' },
      ],
    })
    const { reference } = await buildCase(app, { by: opener })
    await reply(reference, agent)
    await runJobs()
    assert.deepEqual(
      (await mails()).map((mail) => mail.kind),
      ['reply'],
    )
    assert.equal(await unread(opener), 0)
  })

  test('the link below a mail turns off its kind, for who holds it, and nothing else', async () => {
    const reference = await knownCase()
    await reply(reference, agent)
    await runJobs()
    const mail = (await mails()).find((one) => one.kind === 'notification')
    const token = mail?.unsubscribe_url?.split('/').at(-1) ?? ''
    const visitor = await app.as(null)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await visitor.send('POST', `/mail-off/${token}`, 'List-Unsubscribe=One-Click', form)
    assert.deepEqual([answer.status, answer.json], [200, { kind: 'reply', audience: 'contact', isOff: true }])
    const { kinds } = await readSettings(app.context(watcher.actor))
    const off = kinds.filter((one) => one.mail === 'off').map((one) => one.kind)
    assert.deepEqual(off, ['reply'])
    assert.equal((await visitor.send('POST', `/mail-off/${'a'.repeat(26)}`, '', form)).status, 404)
    await turnMailOff(app.system(), { token })
  })

  test('a form is taken by what mail programs post to, and nowhere else', async () => {
    const client = await app.as(agent.email)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await client.send('POST', '/api/v1/notifications/read', 'all=true', form)
    assert.equal(answer.status, 400)
  })

  test('read and unread move the number on the bell, and nobody else’s', async () => {
    const reference = await knownCase()
    await reply(reference, agent)
    await runJobs()
    assert.deepEqual([await unread(opener), await unread(watcher)], [1, 1])
    const { ids } = await markRead(app.context(opener.actor), { all: true })
    assert.deepEqual([await unread(opener), await unread(watcher)], [0, 1])
    assert.deepEqual(await markRead(app.context(watcher.actor), { ids }), { ids: [] })
    await markUnread(app.context(opener.actor), { ids })
    assert.deepEqual([await unread(opener), await unread(watcher)], [1, 1])
  })

  test('quiet hours are for staff, and a kind is chosen by whom it is told to', async () => {
    const quiet = { hours: null, days: [6, 7], urgentAnyway: true }
    await assert.rejects(saveSettings(app.context(opener.actor), { quiet }), { code: 'permission_missing' })
    const kinds = [{ kind: 'mentioned' as const, inApp: true, mail: 'now' as const }]
    await assert.rejects(saveSettings(app.context(opener.actor), { kinds }), { code: 'unknown_kind' })
  })
})
