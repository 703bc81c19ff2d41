import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { approveService } from '#desk/services/server/answer-service-request.ts'
import { askApproval } from '#desk/services/server/ask-approval.ts'
import { setCapacity } from '#desk/services/server/service-capacities.ts'
import { readCaseService } from '#desk/services/server/service-requests.ts'
import { within } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { meetingPoint } from './meeting-point.ts'

const atOnce = 24
const places = 5
const service = 'release.early_bird'

let app: TestApp
before(async () => {
  app = await startTestApp({ connections: atOnce + 2 })
  await buildVendor(app)
})
after(() => app.close())

test(`${atOnce} simultaneous approvals take ${places} places, and no more`, async () => {
  const ids = await buildRequests(app)
  await setCapacity(app.system(), { service, places, version: 0 })
  const outcomes = await Promise.allSettled(ids.map((id) => approveService(app.system(), { id })))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, places)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') {
      assert.ok(outcome.reason instanceof FourlineError, String(outcome.reason))
      assert.equal(outcome.reason.code, 'places_taken')
    }
  assert.equal(await inForce(app), places)
})

test('control: counting first, without the trigger, approves them all', async () => {
  const bare = await startTestApp({ connections: atOnce + 2 })
  try {
    await buildVendor(bare)
    await bare.ownerPool.query('drop trigger approvals_stay_within_places on service_approvals')
    const ids = await buildRequests(bare)
    await setCapacity(bare.system(), { service, places, version: 0 })
    const meet = meetingPoint(atOnce)
    await Promise.all(
      ids.map((id) =>
        bare.system().transaction(async (tx) => {
          const taken = await tx
            .selectFrom('service_approvals')
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .where('revoked_at', 'is', null)
            .executeTakeFirstOrThrow()
          await meet()
          if (Number(taken.n) < places) await approveService(within(bare.system(), tx), { id })
        }),
      ),
    )
    assert.equal(await inForce(bare), atOnce)
  } finally {
    await bare.close()
  }
})

/** Requests of as many customers as come at once. */
async function buildRequests(of: TestApp): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < atOnce; index++) {
    const contact = await buildContact(of, await buildAccount(of, { package: 'business' }))
    const asked = { service, purpose: 'We test every release.' }
    const { reference } = await askApproval(of.context(contact.actor), asked)
    ids.push((await readCaseService(of.system(), { reference })).request?.id ?? '')
  }
  return ids
}

async function inForce(of: TestApp): Promise<number> {
  const { rows } = await of.ownerPool.query<{ n: number }>(
    'select count(*)::int n from service_approvals where service = $1 and revoked_at is null',
    [service],
  )
  return rows[0]?.n ?? 0
}
