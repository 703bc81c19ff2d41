import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { contactsOf } from '#channels/email/server/inbound-facts.ts'
import { mergeContacts } from '#desk/cases/server/merge-contacts.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { within } from '#platform/context.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { meetingPoint } from './meeting-point.ts'

const rounds = 12

let app: TestApp
before(async () => {
  app = await startTestApp({ connections: 12 })
  await buildVendor(app)
})
after(() => app.close())

const merging = (id: string, into: string) =>
  mergeContacts(app.system(), { id, into, version: 1, intoVersion: 1 })

async function activeSeats({ id }: TestAccount): Promise<string[]> {
  const { rows } = await app.ownerPool.query<{ contact_id: string }>(
    `select contact_id from seats where account_id = $1 and state = 'active'`,
    [id],
  )
  return rows.map((row) => row.contact_id)
}

test(`${rounds} times, two merges in opposite directions leave one person with one seat`, async () => {
  for (let round = 0; round < rounds; round++) {
    const account = await buildAccount(app)
    const [one, other] = [await buildContact(app, account), await buildContact(app, account)]
    const outcomes = await Promise.allSettled([merging(one.id, other.id), merging(other.id, one.id)])
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    const { rows } = await app.ownerPool.query<{ id: string }>(
      'select id from contacts where account_id = $1 and ended_at is null',
      [account.id],
    )
    assert.equal(rows.length, 1)
    assert.deepEqual(await activeSeats(account), [rows[0]?.id])
  }
})

/** A mail from an address is placed as `placeInboundMail` does it: who it is, then their case, in one transaction. */
function openByMail(email: string, subject: string): Promise<string> {
  return app.system().transaction(async (tx) => {
    const [contact] = await contactsOf(tx, email)
    if (contact === undefined) throw new Error('Nobody has this address')
    const ctx = within(app.system().as(contact.actor), tx)
    const opened = await openCase(ctx, {
      channel: 'email',
      type: 'consultation',
      topic: 'consultation.analytics',
      productCode: 'studio',
      priority: 'low',
      subject,
      description: 'How do I sum by month?',
    })
    return opened.reference
  })
}

/** The queue tries again what failed. */
async function untilOpened(email: string, subject: string): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      await openByMail(email, subject)
      return attempt
    } catch (error) {
      if (attempt === 5) throw error
    }
  }
}

async function casesBySubject(subject: string): Promise<string[]> {
  const { rows } = await app.ownerPool.query<{ contact_id: string }>(
    'select contact_id from cases where subject = $1',
    [subject],
  )
  return rows.map((row) => row.contact_id)
}

async function twoOfOne(): Promise<{ account: TestAccount; merged: TestContact; survivor: TestContact }> {
  const account = await buildAccount(app, { visibility: 'own' })
  return { account, merged: await buildContact(app, account), survivor: await buildContact(app, account) }
}

test(`${rounds} times, a mail of the merged address at the moment of the merge is one case of who stays`, async () => {
  for (let round = 0; round < rounds; round++) {
    const { merged, survivor } = await twoOfOne()
    const subject = `Together ${round}`
    await Promise.all([untilOpened(merged.email, subject), merging(merged.id, survivor.id)])
    assert.deepEqual(await casesBySubject(subject), [survivor.id])
  }
})

/** The opening has decided who asks and waits for the pool; the merge is done; then the case is written. */
async function mergeInBetween(subject: string) {
  const { account, merged, survivor } = await twoOfOne()
  await openByMail(survivor.email, `${subject}, before`)
  const pool = await app.ownerPool.connect()
  await pool.query('begin')
  await pool.query('select 1 from pool_counters where account_id = $1 for update', [account.id])
  const opening = untilOpened(merged.email, subject)
  await somebodyWaits()
  await merging(merged.id, survivor.id)
  await pool.query('commit')
  pool.release()
  return { attempts: await opening, owners: await casesBySubject(subject), merged, survivor }
}

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await app.ownerPool.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await setTimeout(5)
  }
}

test('A case that is written just after the merge waits for it, and is opened by who stays', async () => {
  const { attempts, owners, survivor } = await mergeInBetween('Just after')
  assert.deepEqual([attempts, owners], [2, [survivor.id]])
})

test('Control: without its trigger that case is lost to a contact who is gone', async () => {
  await app.ownerPool.query('alter table cases disable trigger cases_of_who_stands')
  try {
    const { owners, merged } = await mergeInBetween('Control')
    assert.deepEqual(owners, [merged.id])
  } finally {
    await app.ownerPool.query('alter table cases enable trigger cases_of_who_stands')
  }
})

test(`${rounds} times, a seat given to the merged one at that moment never makes two for one person`, async () => {
  for (let round = 0; round < rounds; round++) {
    const account = await buildAccount(app)
    const merged = await buildContact(app, account, { seat: false })
    const survivor = await buildContact(app, account)
    const meet = meetingPoint(2)
    await Promise.allSettled([
      meet().then(() => giveSeat(app.system(), { agreementId: account.agreementId, contactId: merged.id })),
      meet().then(() => merging(merged.id, survivor.id)),
    ])
    assert.deepEqual(await activeSeats(account), [survivor.id])
  }
})
