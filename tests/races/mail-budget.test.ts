import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { placesOf } from '#channels/email/domain/mail-budget.ts'
import { passGate } from '#channels/email/server/pass-gate.ts'
import { queueOutgoing } from '#channels/email/server/queue-outgoing.ts'
import type { Outgoing } from '#channels/email/server/mail-turn.ts'
import type { OutgoingKind } from '#channels/email/server/tables.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
let vendor: TestVendor
let count = 0

before(async () => {
  app = await startTestApp({ connections: 12 })
  vendor = await buildVendor(app)
})
after(() => app?.close())

/** Mails of a kind that wait to leave to an address. */
async function waiting(n: number, to: string, kind: OutgoingKind): Promise<Outgoing[]> {
  const run = (count += 1)
  const ctx = app.system(new Date())
  for (let at = 0; at < n; at++)
    await ctx.transaction((tx) =>
      queueOutgoing(ctx, tx, {
        kind,
        account_id: null,
        case_id: null,
        entry_id: null,
        to_address: to,
        to_name: null,
        from_address: 'support@vendor.example',
        reply_to: null,
        subject: `Run ${run}`,
        body: '',
        message_id: `<run-${run}-${at}@vendor.example>`,
        in_reply_to: null,
        unsubscribe_url: null,
      }),
    )
  const { rows } = await app.ownerPool.query<Outgoing>('select * from outgoing_mail where subject = $1', [
    `Run ${run}`,
  ])
  return rows
}

const pass = (mails: readonly Outgoing[], at = new Date()) =>
  Promise.all(mails.map((mail) => passGate(app.system(at), mail)))
const heldFor = async (mails: readonly Outgoing[]) => {
  const { rows } = await app.ownerPool.query<{ held_reason: string; until: Date; n: number }>(
    `select held_reason, held_until as until, count(*)::int n from outgoing_mail where id = any($1) and state = 'held'
     group by 1, 2`,
    [mails.map(({ id }) => id)],
  )
  return rows
}
const forget = () => app.ownerPool.query('delete from mail_budgets')

test('of many mails to one address at once, as many leave as may, and the rest wait for the hour to end', async () => {
  await forget()
  const now = new Date('2026-11-23T10:20:00Z')
  const mails = await waiting(30, vendor.agent.email, 'sign_in_link')
  const passed = await pass(mails, now)
  assert.equal(passed.filter(Boolean).length, 10)
  const until = new Date('2026-11-23T11:00:00Z')
  assert.deepEqual(await heldFor(mails), [{ held_reason: 'recipient_budget', until, n: 20 }])
})

test('who counts first and writes then lets more pass: the control', async () => {
  await forget()
  const now = new Date()
  const [place] = placesOf('getting_in', 'control@vendor.example', 2_000, now)
  assert.ok(place !== undefined)
  const used = async () => {
    const { rows } = await app.ownerPool.query<{ n: number }>(
      `select coalesce(sum(used), 0)::int n from mail_budgets where address = 'control@vendor.example'`,
    )
    return rows[0]?.n ?? 0
  }
  const counts = await Promise.all(Array.from({ length: 15 }, used))
  const passing = counts.filter((n) => n < place.most)
  for (const _ of passing)
    await app.ownerPool.query(
      `insert into mail_budgets values ('getting_in', 'control@vendor.example', 'hour', $1, 1)
       on conflict (share, address, span, begins_at) do update set used = mail_budgets.used + 1`,
      [place.beginsAt],
    )
  assert.ok((await used()) > place.most)
})

test('a flood of notifications keeps nobody from signing in, and no reply from leaving', async () => {
  await forget()
  await app.ownerPool.query('insert into mail_gate values (true, 20, 1, now())')
  try {
    const news = await waiting(40, vendor.manager.email, 'notification')
    assert.equal((await pass(news)).filter(Boolean).length, 16)
    assert.deepEqual(
      (await heldFor(news)).map(({ held_reason, n }) => [held_reason, n]),
      [['installation_budget', 24]],
    )
    const replies = await waiting(6, vendor.agent.email, 'reply')
    assert.equal((await pass(replies)).filter(Boolean).length, 4)
    const links = await waiting(3, vendor.manager.email, 'sign_in_link')
    assert.deepEqual(await pass(links), [true, true, true])
  } finally {
    await app.ownerPool.query('delete from mail_gate')
  }
})

test('a mail that has its place takes no second one, however often it is tried', async () => {
  await forget()
  const [mail] = await waiting(1, vendor.agent.email, 'security_notice')
  assert.ok(mail !== undefined)
  for (let n = 0; n < 12; n++) {
    const found: { rows: Outgoing[] } = await app.ownerPool.query(
      'select * from outgoing_mail where id = $1',
      [mail.id],
    )
    assert.deepEqual(await pass(found.rows), [true])
  }
  const { rows } = await app.ownerPool.query<{ used: number }>(
    `select used from mail_budgets where address <> ''`,
  )
  assert.deepEqual(rows, [{ used: 1 }, { used: 1 }])
})
