import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findBreach } from '#desk/breaches/server/breach-query.ts'
import { creditOfBreach } from '#desk/breaches/server/credit-of-breach.ts'
import { recordBreach } from '#desk/breaches/server/record-breach.ts'
import { reviewBreach } from '#desk/breaches/server/review-breach.ts'
import { buildAccountWithCredit, buildBreach } from '../support/build-breach.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { meetingPoint } from './meeting-point.ts'

const atOnce = 12
/** €25.00 each, €125.00 in a month. */
const cap = 12_500

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp({ connections: atOnce + 2 })
  vendor = await buildVendor(app)
})
after(() => app.close())

test(`${atOnce} approvals at once give back what the cap of the month allows, and no more`, async () => {
  const { ids, sum } = await recordedBreaches()
  const ctx = app.context(vendor.manager.actor)
  await Promise.all(ids.map((id) => reviewBreach(ctx, { id, version: 2, outcome: 'approved', note: '' })))
  assert.equal(await sum(), cap)
})

test('what was reckoned before others were approved is refused by the database', async () => {
  const { ids, sum } = await recordedBreaches()
  const outcomes = await reckonThenApprove(ids)
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, cap / 2500)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') assert.match(String(outcome.reason), /credit_cap_reached/)
  assert.equal(await sum(), cap)
})

test('control: without the trigger, reckoning first gives back too much', async () => {
  const { ids, sum } = await recordedBreaches()
  await app.ownerPool.query('alter table breaches disable trigger breaches_credit_within_cap')
  try {
    await reckonThenApprove(ids)
  } finally {
    await app.ownerPool.query('alter table breaches enable trigger breaches_credit_within_cap')
  }
  assert.equal(await sum(), atOnce * 2500)
})

/** All reckon with what they see, meet, and write it. */
async function reckonThenApprove(ids: string[]) {
  const meet = meetingPoint(atOnce)
  return Promise.allSettled(
    ids.map((id) =>
      app.system().transaction(async (tx) => {
        const proposal = await creditOfBreach(tx, await findBreach(tx, id))
        assert.ok(proposal.kind === 'proposed')
        await meet()
        await tx
          .updateTable('breaches')
          .set({
            state: 'approved',
            reviewed_by: vendor.manager.id,
            credit_minor: proposal.credit.given,
            credit_cap_minor: proposal.credit.cap,
            credit_currency: proposal.currency,
            credit_month: proposal.month,
            credit_rule: JSON.stringify(proposal.rule),
          })
          .where('id', '=', id)
          .execute()
      }),
    ),
  )
}

/** As many missed promises of one customer, recorded and waiting for review. */
async function recordedBreaches() {
  const account = await buildAccountWithCredit(app)
  const contact = await buildContact(app, account)
  const { reference } = await buildCase(app, { by: contact, priority: 'high' })
  const ids: string[] = []
  for (let index = 0; index < atOnce; index++) {
    const id = await buildBreach(app, { reference })
    const asked = { id, version: 1, causeCode: 'overlooked', causeNote: '' }
    await recordBreach(app.context(vendor.agent.actor), asked)
    ids.push(id)
  }
  return {
    ids,
    async sum() {
      const { rows } = await app.ownerPool.query<{ sum: number }>(
        `select sum(credit_minor)::int sum from breaches where account_id = $1 and state = 'approved'`,
        [account.id],
      )
      return rows[0]?.sum
    },
  }
}
