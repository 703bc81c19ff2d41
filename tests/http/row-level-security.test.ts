import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { askColleague } from '#desk/cases/server/ask-colleague.ts'
import { askPriority } from '#desk/cases/server/ask-priority.ts'
import { visibleCases } from '#desk/cases/server/case-query.ts'
import { indexCaseWords } from '#desk/cases/server/index-case-words.ts'
import { addWatcher } from '#desk/cases/server/watch-case.ts'
import { saveDraft } from '#desk/messages/server/save-draft.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { addEnvironment } from '#people/accounts/server/add-environment.ts'
import { inviteContact } from '#people/auth/server/invite-person.ts'
import type { CaseId } from '#platform/ids.ts'
import { issueQuote } from '#promise/quotes/server/issue-quote.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildBreach } from '../support/build-breach.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildSuspension } from '../support/build-suspension.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

/** Every table with rows of customers. A new one has to be named here, and has to pass. */
const customerTables = [
  'account_mail_policies',
  'account_rankings',
  'accounts',
  'agreement_amendments',
  'agreement_documents',
  'agreements',
  'audit_log',
  'breaches',
  'case_ranks',
  'case_requests',
  'case_watchers',
  'case_words',
  'cases',
  'certifications',
  'clock_history',
  'clock_signals',
  'clocks',
  'clocks_until_sent',
  'contact_merges',
  'contacts',
  'contests',
  'decisions',
  'drafts',
  'entries',
  'environments',
  'files',
  'inbound_mail',
  'mail_privacy',
  'mail_switches',
  'matched_mail',
  'notification_choices',
  'notification_times',
  'notifications',
  'outgoing_mail',
  'pool_counters',
  'pool_entries',
  'priority_wishes',
  'quotes',
  'refusals',
  'reply_addresses',
  'seats',
  'service_approvals',
  'service_requests',
  'sign_in_links',
  'subscription_lines',
  'triage_decisions',
  'unsent_messages',
  'waivers',
]

let app: TestApp
let other: TestAccount
let insider: TestContact
let reader: TestContact
let reference: string

before(async () => {
  app = await startTestApp()
  const { agent } = await buildVendor(app)
  other = await buildAccount(app)
  insider = await buildContact(app, other, { certified: true })
  reader = await buildContact(app, await buildAccount(app))
  await addEnvironment(app.system(), {
    accountId: other.id,
    productCode: 'studio',
    name: 'Main',
    kind: 'production',
    version: '9.1',
  })
  const file = await storeFile(app.context(insider.actor), {
    name: 'log.txt',
    mediaType: 'text/plain',
    content: bytes('one line'),
  })
  const opened = await buildCase(app, {
    by: insider,
    type: 'consultation',
    topic: 'consultation.process',
    attachmentIds: [file.id],
  })
  reference = opened.reference
  await writeMessage(app.context(agent.actor), { reference, kind: 'note', body: 'Between us.' })
  const caseId = await idOf(reference)
  await indexCaseWords(app.system(), { caseId })
  await addWithoutVerb(caseId)
  await addWriting(caseId)
  await addSharing(reference)
  await addNotifications(caseId)
  await buildBreach(app, { reference })
  await addRanking(caseId)
  await inviteContact(app.system(), { id: insider.id })
  await issueQuote(app.system(), { id: other.agreementId, version: 2, validDays: 30 })
})
after(() => app.close())

async function addRanking(caseId: CaseId): Promise<void> {
  await app.ownerPool.query('insert into account_mail_policies values ($1, true, 1, now())', [other.id])
  const of = [other.id, caseId]
  await app.ownerPool.query('insert into account_rankings (account_id) values ($1)', [other.id])
  await app.ownerPool.query('insert into case_ranks (account_id, case_id, place) values ($1, $2, 1)', of)
  await app.ownerPool.query(
    `insert into contests (id, account_id, case_id, about, reason, at, by_name)
     values (gen_random_uuid(), $1, $2, 'rank', 'One page is slow.', now(), 'Us')`,
    of,
  )
}

async function addNotifications(caseId: CaseId): Promise<void> {
  const of = [insider.id, other.id]
  await app.ownerPool.query(
    `insert into notifications (id, person_id, event_key, contact_id, account_id, case_id, kind, at, in_app, mail)
     values ($1, $2, 'entry:1', $2, $3, $4, 'reply', now(), true, 'none')`,
    [randomUUID(), ...of, caseId],
  )
  await app.ownerPool.query(`insert into mail_privacy values ($1, true, 1, now(), 'Us')`, [other.id])
  await app.ownerPool.query(`insert into mail_switches values ('${'a'.repeat(26)}', $1, $2, 'reply')`, of)
  await app.ownerPool.query(`insert into notification_choices values ($1, $2, 'reply', true, 'off')`, of)
  await app.ownerPool.query(
    `insert into notification_times (person_id, account_id, digest, digest_hour) values ($1, $2, 'daily', 8)`,
    of,
  )
}

test('every table with rows of customers is known here and has row-level security', async () => {
  const { rows } = await app.ownerPool.query<{ name: string; secured: boolean }>(
    `select c.relname as name, c.relrowsecurity as secured from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and (c.relname = 'accounts'
       or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id'))
     order by 1`,
  )
  assert.deepEqual(
    rows.map((row) => row.name),
    customerTables,
  )
  assert.deepEqual(
    rows.filter((row) => !row.secured),
    [],
  )
})

for (const table of customerTables) {
  test(`a customer’s transaction finds no row of another account in ${table}, the vendor’s does`, async () => {
    const column = table === 'accounts' ? 'id' : 'account_id'
    const count = sql<{
      n: number
    }>`select count(*)::int n from ${sql.table(table)} where ${sql.ref(column)} = ${other.id}`
    const seen = await app.context(reader.actor).transaction((tx) => count.execute(tx))
    assert.equal(seen.rows[0]?.n, 0)
    const all = await app.system().transaction((tx) => count.execute(tx))
    assert.ok((all.rows[0]?.n ?? 0) > 0, `there is nothing in ${table} to be kept from anyone`)
  })
}

test('without who is asking a connection finds nothing of any account', async () => {
  for (const table of customerTables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int n from ${sql.table(table)}`.execute(
      app.shared.db,
    )
    assert.equal(rows[0]?.n, 0, table)
  }
})

test('a verb that forgot its account filter still finds nothing of another account', async () => {
  const unfiltered = app.system().actor
  const found = await app.context(reader.actor).transaction((tx) => visibleCases(tx, unfiltered).execute())
  assert.deepEqual(found, [])
  // The control: with the wall down as well, the same forgotten filter leaks.
  const leaked = await app.system().transaction((tx) => visibleCases(tx, unfiltered).execute())
  assert.equal(leaked.length, 1)
})

test('a customer reads no internal note even of their own account, whatever asks', async () => {
  const notes = sql<{ n: number }>`select count(*)::int n from entries where visibility = 'internal'`
  const own = await app.context(insider.actor).transaction((tx) => notes.execute(tx))
  assert.equal(own.rows[0]?.n, 0)
  const all = await app.system().transaction((tx) => notes.execute(tx))
  assert.equal(all.rows[0]?.n, 1)
})

test('a customer reads nothing of what staff write for themselves, whatever asks', async () => {
  for (const table of ['unsent_messages', 'drafts', 'presences', 'breaches']) {
    const rows = sql<{ n: number }>`select count(*)::int n from ${sql.table(table)}`
    const own = await app.context(insider.actor).transaction((tx) => rows.execute(tx))
    assert.equal(own.rows[0]?.n, 0, table)
  }
})

test('a customer reads nothing of which addresses get no mail, and how much has left', async () => {
  await buildSuspension(app, insider.email)
  await app.ownerPool.query(`insert into mail_gate values (true, 2000, 1, now())`)
  await app.ownerPool.query(`insert into mail_budgets values ('news', '', 'hour', now(), 1)`)
  for (const table of ['mail_suspensions', 'mail_gate', 'mail_budgets']) {
    const count = sql<{ n: number }>`select count(*)::int n from ${sql.table(table)}`
    const own = await app.context(insider.actor).transaction((tx) => count.execute(tx))
    const all = await app.system().transaction((tx) => count.execute(tx))
    assert.deepEqual([own.rows[0]?.n, all.rows[0]?.n], [0, 1], table)
  }
})

test('only who may submit reads what is matched to their account, and not even they the message itself', async () => {
  const colleague = await buildContact(app, other, { seat: false })
  const waiting = sql<{ n: number }>`select count(*)::int n from matched_mail`
  const whole = sql<{ n: number }>`select count(*)::int n from inbound_mail`
  const of = async (contact: TestContact, query: typeof waiting) =>
    (await app.context(contact.actor).transaction((tx) => query.execute(tx))).rows[0]?.n
  assert.deepEqual(
    [await of(insider, waiting), await of(colleague, waiting), await of(reader, waiting)],
    [1, 0, 0],
  )
  assert.equal(await of(insider, whole), 0)
  const locked = sql<{ n: boolean }>`select bool_or(lock_matched_mail(mail_id)) n from
    (select id as mail_id from inbound_mail union select ${(await mailOf()) ?? ''}::uuid) m`
  const locks = async (contact: TestContact) =>
    (await app.context(contact.actor).transaction((tx) => locked.execute(tx))).rows[0]?.n
  assert.deepEqual([await locks(insider), await locks(colleague), await locks(reader)], [true, false, false])
})

async function mailOf(): Promise<string | undefined> {
  return (await app.ownerPool.query<{ mail_id: string }>('select mail_id from matched_mail')).rows[0]?.mail_id
}

test('staff read no draft of a customer, and no other account does', async () => {
  const save = (body: string) =>
    saveDraft(app.context(insider.actor), { reference, mode: 'reply', body, attachmentIds: [], version: 0 })
  await save('Between me and myself')
  const drafts = sql<{ body: string }>`select body from drafts`
  const staff = await app.system().transaction((tx) => drafts.execute(tx))
  assert.deepEqual(staff.rows, [{ body: 'Unfinished' }])
  const stranger = await app.context(reader.actor).transaction((tx) => drafts.execute(tx))
  assert.deepEqual(stranger.rows, [])
})

test('a customer writes nothing into another account', async () => {
  const insert = app.context(reader.actor).transaction((tx) =>
    tx
      .insertInto('contacts')
      .values({
        id: randomUUID() as TestContact['id'],
        account_id: other.id,
        user_id: null,
        name: 'Intruder',
        email: 'intruder@customer.example',
        ended_at: null,
        created_at: app.now,
      })
      .execute(),
  )
  await assert.rejects(insert, /row-level security/)
  const update = await app
    .context(reader.actor)
    .transaction((tx) =>
      tx
        .updateTable('cases')
        .set({ subject: 'Taken over' })
        .where('account_id', '=', other.id)
        .executeTakeFirst(),
    )
  assert.equal(update.numUpdatedRows, 0n)
})

for (const table of [
  'agreement_amendments',
  'agreement_documents',
  'audit_log',
  'entries',
  'decisions',
  'pool_entries',
  'clock_policies',
  'quotes',
  'refusals',
  'triage_decisions',
  'waivers',
]) {
  test(`not even the product changes or removes what is written in ${table}`, async () => {
    for (const statement of [`update ${table} set id = id`, `delete from ${table}`]) {
      const attempt = app.system().transaction((tx) => sql.raw(statement).execute(tx))
      await assert.rejects(attempt, /permission denied/)
    }
  })
}

test('what clocks go by is told to nobody of another account, and what has gone before changed by none', async () => {
  const caseId = await idOf(reference)
  const facts = sql<{ visibility: string }>`select visibility from timeline_facts(${caseId})`
  const forget = sql`select keep_past_clocks(${caseId}, ${other.id}, '[]')`
  const past = sql`select from clock_history where case_id = ${caseId}`
  const stranger = app.context(reader.actor)
  assert.deepEqual((await stranger.transaction((tx) => facts.execute(tx))).rows, [])
  await stranger.transaction((tx) => forget.execute(tx))
  assert.equal((await app.system().transaction((tx) => past.execute(tx))).rows.length, 1)
  await assert.rejects(
    app.system().transaction((tx) => sql`delete from clock_history`.execute(tx)),
    /permission denied/,
  )
  // Whose case it is may: their message ends an exchange. They read nothing of the team's own on the way.
  const own = (await app.context(insider.actor).transaction((tx) => facts.execute(tx))).rows
  assert.ok(own.length > 0 && own.every(({ visibility }) => visibility === 'public'))
})

test('a pool’s counter moves with the ledger only', async () => {
  const attempt = app.system().transaction((tx) => sql`update pool_counters set used = 0`.execute(tx))
  await assert.rejects(attempt, /permission denied/)
})

async function idOf(reference: string): Promise<CaseId> {
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    reference,
  ])
  assert.ok(rows[0])
  return rows[0].id
}

/** Rows of tables that other verbs of the product fill. */
async function addWithoutVerb(caseId: CaseId): Promise<void> {
  await app.ownerPool.query(
    `with twice as (insert into contacts (id, account_id, name, email, ended_at, created_at)
       values (gen_random_uuid(), $1, 'Twice', 'twice@customer.example', now(), now()) returning id)
     insert into contact_merges (id, account_id, survivor_id, merged_id, at, by_name, moved)
     select gen_random_uuid(), $1, $2, id, now(), 'Ana', '{}' from twice`,
    [other.id, insider.id],
  )
  await app.ownerPool.query(
    `insert into clock_history (case_id, account_id, kind, started_at, state, guaranteed, target_minutes, stopped_at,
       elapsed_ms, line) values ($1, $2, 'line', now(), 'met', false, 60, now(), 0, 1)`,
    [caseId, other.id],
  )
  await app.ownerPool.query(
    `insert into clock_signals (case_id, account_id, kind, started_at, share, at, noticed_at)
     values ($1, $2, 'line', now(), 50, now(), now())`,
    [caseId, other.id],
  )
  await app.ownerPool.query(
    `insert into decisions (id, account_id, case_id, at, question, outcome, reasons, ways_forward, language, waived)
     values ('0197a000-0000-7000-8000-000000000001', $1, $2, now(), '{}', 'refused', '[]', '[]', 'en', true)`,
    [other.id, caseId],
  )
  await app.ownerPool.query(
    `insert into waivers (id, account_id, case_id, decision_id, reason, staff_id, staff_name, at)
     select gen_random_uuid(), $1, $2, '0197a000-0000-7000-8000-000000000001', 'Promised', id, name, now() from staff limit 1`,
    [other.id, caseId],
  )
  await app.ownerPool.query(
    `insert into refusals (id, account_id, at, last_at, occasion, outcome, codes, inputs, reasons, ways_forward,
       language, time_zone, once_key)
     values (gen_random_uuid(), $1, now(), now(), 'shown', 'refused', '{pool_exhausted}', '{}', '[]', '[]', 'en', 'UTC', 'k')`,
    [other.id],
  )
  await app.ownerPool.query(
    `insert into service_approvals (id, account_id, agreement_id, service, approved_at)
     values (gen_random_uuid(), $1, $2, 'release.early_bird', now())`,
    [other.id, other.agreementId],
  )
  await app.ownerPool.query(
    `insert into agreement_amendments (id, account_id, agreement_id, number, kind, effective_on, charges, reason, actor_name, created_at)
     values (gen_random_uuid(), $1, $2, 1, 'added_product', current_date + 10, '[]', 'More', 'Ana', now())`,
    [other.id, other.agreementId],
  )
  await app.ownerPool.query(
    `insert into agreement_documents (id, account_id, agreement_id, name, media_type, bytes, sha256, actor_name, added_at)
     values (gen_random_uuid(), $1, $2, 'signed.pdf', 'application/pdf', 1, repeat('a', 64), 'Ana', now())`,
    [other.id, other.agreementId],
  )
  await app.ownerPool.query(
    `insert into service_requests (id, account_id, agreement_id, case_id, contact_id, service, state, asked_at)
     values (gen_random_uuid(), $1, $2, $3, $4, 'release.early_bird', 'asked', now())`,
    [other.id, other.agreementId, caseId, insider.id],
  )
  await app.ownerPool.query(
    `insert into reply_addresses (token, account_id, case_id, contact_id) values (repeat('x', 26), $1, $2, $3)`,
    [other.id, caseId, insider.id],
  )
  await app.ownerPool.query(
    `insert into outgoing_mail (id, kind, account_id, to_address, from_address, subject, body, message_id, queued_at)
     values (gen_random_uuid(), 'reply', $1, 'a@customer.example', 'support@vendor.example', 's', 'b', '<1@vendor>', now())`,
    [other.id],
  )
  await app.ownerPool.query(
    `insert into inbound_mail (id, received_at, remote_address, envelope_from, envelope_to, raw_sha256, bytes, state, account_id)
     values (gen_random_uuid(), now(), '127.0.0.1', '', '{}', 'a', 1, 'triage', $1)`,
    [other.id],
  )
  await app.ownerPool.query(
    `insert into matched_mail (mail_id, account_id, matched_at, received_at, verified, subject, body)
     select id, $1, now(), now(), false, 's', 'b' from inbound_mail limit 1`,
    [other.id],
  )
  await app.ownerPool.query(
    `insert into triage_decisions (id, mail_id, act, at, by_name, account_id)
     select gen_random_uuid(), id, 'matched', now(), 'Us', $1 from inbound_mail limit 1`,
    [other.id],
  )
}

/** What customers decide among themselves. */
async function addSharing(reference: string): Promise<void> {
  const colleague = await buildContact(app, other, { seat: false })
  await addWatcher(app.context(insider.actor), { reference, contactId: colleague.id })
  await askPriority(app.context(insider.actor), { reference, priority: 'high', reason: 'It is urgent now.' })
  await askColleague(app.context(colleague.actor), {
    colleagueId: insider.id,
    type: 'problem',
    productCode: 'studio',
    priority: 'medium',
    subject: 'Down',
    description: 'It is down.',
  })
}

/** What staff are writing on a case, and what they have just sent. */
async function addWriting(caseId: CaseId): Promise<void> {
  await app.ownerPool.query(
    `insert into unsent_messages (id, case_id, account_id, author_id, author_name, sent_at, leaves_at, body)
     select gen_random_uuid(), $1, $2, id, name, now(), now() + interval '10 s', 'On its way.' from staff limit 1`,
    [caseId, other.id],
  )
  await app.ownerPool.query(
    'insert into clocks_until_sent (case_id, account_id, sent_at) values ($1, $2, now())',
    [caseId, other.id],
  )
  await app.ownerPool.query(
    `insert into drafts (id, author_kind, author_id, author_name, account_id, case_id, mode, body, version, saved_at)
     select gen_random_uuid(), 'staff', id, name, $2, $1, 'reply', 'Unfinished', 1, now() from staff limit 1`,
    [caseId, other.id],
  )
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
