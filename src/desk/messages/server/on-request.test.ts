import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { FourlineError } from '#platform/errors.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { changeDraft } from '#promise/agreements/server/change-draft.ts'
import { readAgreement } from '#promise/agreements/server/read-agreement.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { askEntitlement } from '#promise/clocks/server/ask-entitlement.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type Person, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { approveService, declineService } from '#desk/services/server/answer-service-request.ts'
import { listOnRequest } from '#desk/services/server/list-on-request.ts'
import { askApproval } from '#desk/services/server/ask-approval.ts'
import { revokeApproval } from '#desk/services/server/revoke-approval.ts'
import { listCapacities, setCapacity } from '#desk/services/server/service-capacities.ts'
import { listServiceRequests, readCaseService } from '#desk/services/server/service-requests.ts'

const service = 'release.early_bird'
const now = new Date('2026-06-15T10:00:00Z')
let app: TestApp
let manager: Person
let agent: Person

before(async () => {
  app = await startTestApp({ now })
  const vendor = await buildVendor(app)
  manager = vendor.manager
  agent = vendor.agent
})
after(() => app.close())

const staff = (at = now) => app.context(manager.actor, at)

type Customer = { account: TestAccount; contact: TestContact }

async function buildCustomer(wanted: Parameters<typeof buildAccount>[1] = {}): Promise<Customer> {
  const account = await buildAccount(app, { package: 'business', ...wanted })
  return { account, contact: await buildContact(app, account) }
}

async function ask({ contact }: Customer, at = now) {
  const purpose = 'We test every release on our own flows.'
  const { reference } = await askApproval(app.context(contact.actor, at), { service, purpose })
  const { request } = await readCaseService(staff(), { reference })
  assert.ok(request)
  return request
}

async function stateOf({ account, contact }: Customer, at = now) {
  const { items } = await listOnRequest(app.context(contact.actor, at), { id: account.id })
  const found = items.find((one) => one.service === service)
  assert.ok(found)
  return found
}

async function decided({ contact }: Customer, at = now): Promise<string> {
  const question = {
    channel: 'portal',
    type: 'request',
    service,
    productCode: 'studio',
    priority: 'low',
  } as const
  return (await askEntitlement(app.context(contact.actor, at), question)).outcome
}

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof FourlineError && error.code === code

test('a service is asked for as a case, approved with a note, used, and revoked with a reason', async () => {
  const customer = await buildCustomer()
  assert.equal((await stateOf(customer)).state, 'not_asked')
  assert.equal(await decided(customer), 'needs_request')
  const request = await ask(customer)
  const asked = await stateOf(customer)
  assert.deepEqual(
    [asked.state, asked.reference, asked.by],
    ['asked', request.reference, customer.contact.name],
  )

  const note = 'Welcome: the next build comes on Friday.'
  const approved = await approveService(staff(), { id: request.id, note })
  assert.deepEqual([approved.state, approved.answeredBy, approved.note], ['approved', manager.name, note])
  const after = await stateOf(customer)
  assert.deepEqual([after.state, after.note, after.until], ['approved', note, null])
  assert.equal(await decided(customer), 'included')

  const { items } = await readTimeline(app.context(customer.contact.actor), {
    reference: request.reference,
    limit: 50,
  })
  assert.ok(items.some((item) => item.event?.type === 'service_approved'))
  assert.ok(items.some((item) => item.kind === 'message' && item.body === note))
  // A person has answered: the promise of a first reply is kept.
  const clocks = (await readCase(staff(), { reference: request.reference })).clocks
  assert.equal(clocks.find((clock) => clock.kind === 'first_response')?.state, 'met')

  const id = approved.approval?.id ?? ''
  await revokeApproval(staff(), { id, reason: 'The test environment is gone.' })
  const revoked = await stateOf(customer)
  assert.deepEqual([revoked.state, revoked.note], ['revoked', 'The test environment is gone.'])
  assert.equal(await decided(customer), 'needs_request')
  await assert.rejects(revokeApproval(staff(), { id, reason: 'Again' }), refusedWith('revoked_already'))
})

test('a service is declined with a note, and can be asked for again', async () => {
  const customer = await buildCustomer()
  const { id } = await ask(customer)
  await declineService(staff(), { id, note: 'Your version is too old for it.' })
  const declined = await stateOf(customer)
  assert.deepEqual([declined.state, declined.note], ['declined', 'Your version is too old for it.'])
  await assert.rejects(approveService(staff(), { id }), refusedWith('answered_already'))
  await ask(customer)
  assert.equal((await stateOf(customer)).state, 'asked')
})

test('a service is asked for once at a time, by the page or by a case', async () => {
  const customer = await buildCustomer()
  const { id } = await ask(customer)
  const again = {
    type: 'request',
    service,
    productCode: 'studio',
    priority: 'low',
    subject: 'Early bird',
    description: 'Please.',
  } as const
  const ctx = app.context(customer.contact.actor)
  await assert.rejects(ask(customer), refusedWith('service_asked_already'))
  await assert.rejects(openCase(ctx, again), refusedWith('service_asked_already'))
  await approveService(staff(), { id })
  await assert.rejects(ask(customer), refusedWith('approved_already'))
})

test('what a package has anyway is not asked for, and what it does not have is refused with ways forward', async () => {
  const { contact } = await buildCustomer()
  const wish = (wanted: string) =>
    askApproval(app.context(contact.actor), { service: wanted, purpose: 'We need it.' })
  await assert.rejects(wish('success.onboarding'), refusedWith('not_on_request'))
  await assert.rejects(wish('release.individual_schedule'), refusedWith('decision_refused'))
  await assert.rejects(wish('release.nothing'), refusedWith('unknown_service'))
})

test('who has no seat cannot ask, and agents cannot decide', async () => {
  const customer = await buildCustomer()
  const seatless = await buildContact(app, customer.account, { seat: false })
  await assert.rejects(ask({ ...customer, contact: seatless }), refusedWith('decision_refused'))
  const { id } = await ask(customer)
  const asAgent = app.context(agent.actor)
  await assert.rejects(approveService(asAgent, { id }), { kind: 'forbidden' })
  await assert.rejects(declineService(asAgent, { id, note: 'No.' }), { kind: 'forbidden' })
  await assert.rejects(setCapacity(asAgent, { service, places: 1, version: 0 }), { kind: 'forbidden' })
})

for (const zone of ['+10:00', '-05:00', 'Europe/Berlin'])
  test(`an approval ends at midnight of the coverage zone ${zone}`, async () => {
    const customer = await buildCustomer({ zone })
    const { id } = await ask(customer)
    await approveService(staff(), { id, endsOn: '2026-07-01' })
    const midnight = Temporal.PlainDate.from('2026-07-01').toZonedDateTime(zone).epochMilliseconds
    assert.equal(await decided(customer, new Date(midnight - 1)), 'included')
    assert.equal(await decided(customer, new Date(midnight)), 'needs_request')
    assert.equal((await stateOf(customer, new Date(midnight - 1))).state, 'approved')
    assert.equal((await stateOf(customer, new Date(midnight))).state, 'ended')
    await assert.rejects(
      approveService(staff(), { id, endsOn: '2026-06-15' }),
      refusedWith('answered_already'),
    )
  })

test('an approval does not end before it begins', async () => {
  const { id } = await ask(await buildCustomer())
  await assert.rejects(approveService(staff(), { id, endsOn: '2026-06-15' }), { kind: 'invalid' })
})

test('a full service takes no further approval until one is revoked, and lowering the places takes nobody’s', async () => {
  const full = 'success.quarterly_report'
  const customers = [await buildCustomer(), await buildCustomer(), await buildCustomer()]
  const ids: string[] = []
  for (const { contact } of customers) {
    const ctx = app.context(contact.actor)
    const { reference } = await askApproval(ctx, { service: full, purpose: 'For our board.' })
    ids.push((await readCaseService(staff(), { reference })).request?.id ?? '')
  }
  const [one = '', two = '', three = ''] = ids
  await setCapacity(staff(), { service: full, places: 2, version: 0 })
  await assert.rejects(
    setCapacity(staff(), { service: full, places: 3, version: 0 }),
    refusedWith('changed_meanwhile'),
  )
  const first = await approveService(staff(), { id: one })
  await approveService(staff(), { id: two })
  await assert.rejects(approveService(staff(), { id: three }), refusedWith('places_taken'))
  const waiting = (await listServiceRequests(staff(), { state: 'waiting', limit: 50 })).items
  assert.deepEqual(waiting.find((item) => item.id === three)?.places, { taken: 2, of: 2 })
  await setCapacity(staff(), { service: full, places: 1, version: 1 })
  const row = (await listCapacities(staff())).items.find((item) => item.service === full)
  assert.deepEqual([row?.places, row?.taken], [1, 2])
  await revokeApproval(staff(), { id: first.approval?.id ?? '', reason: 'No longer used.' })
  await assert.rejects(approveService(staff(), { id: three }), refusedWith('places_taken'))
  await setCapacity(staff(), { service: full, places: null, version: 2 })
  assert.equal((await approveService(staff(), { id: three })).state, 'approved')
})

test('a case that is closed asks no longer; a service that waits can then be asked for anew', async () => {
  const customer = await buildCustomer()
  const { reference, id } = await ask(customer)
  const { version } = await readCase(staff(), { reference })
  await closeCase(staff(), { reference, reason: 'withdrawn', version })
  assert.equal((await stateOf(customer)).state, 'not_asked')
  await assert.rejects(approveService(staff(), { id }), refusedWith('answered_already'))
  await ask(customer)
})

test('a renewal carries approvals where its package still offers the service, also one given after it was signed', async () => {
  const kept = await buildCustomer({ startsOn: '2025-07-01' })
  const { id } = await ask(kept)
  await approveService(staff(), { id })
  const renewed = await renew(kept)
  assert.equal(await decided(kept, new Date(renewed.startsAt)), 'included')
  await assertOneEach(kept)

  const late = await buildCustomer({ startsOn: '2025-07-01' })
  const second = await ask(late)
  const after = await renew(late)
  const approved = await approveService(staff(), { id: second.id })
  assert.equal(await decided(late, new Date(after.startsAt)), 'included')
  await revokeApproval(staff(), { id: approved.approval?.id ?? '', reason: 'No longer used.' })
  assert.equal(await decided(late, new Date(after.startsAt)), 'needs_request')

  const lower = await buildCustomer({ startsOn: '2025-07-01' })
  await approveService(staff(), { id: (await ask(lower)).id })
  const basic = await renew(lower, 'basic')
  assert.equal(await decided(lower, new Date(basic.startsAt)), 'refused')
  assert.equal((await approvalsOf(lower)).length, 1)
})

async function approvalsOf({ account }: Customer) {
  const { rows } = await app.ownerPool.query<{ agreement_id: string }>(
    'select agreement_id from service_approvals where account_id = $1 and revoked_at is null',
    [account.id],
  )
  return rows
}

async function assertOneEach(customer: Customer): Promise<void> {
  const rows = await approvalsOf(customer)
  assert.equal(new Set(rows.map((row) => row.agreement_id)).size, 2)
  assert.equal(rows.length, 2)
}

async function renew({ account }: Customer, packageCode = 'business'): Promise<{ startsAt: number }> {
  const { id } = await renewAgreement(staff(), { id: account.agreementId })
  const draft = await readAgreement(staff(), { id })
  if (packageCode !== 'business') {
    const { coverageZone, startsOn, endsOn, lines, version } = draft
    await changeDraft(staff(), { id, version, terms: { packageCode, coverageZone, startsOn, endsOn, lines } })
  }
  await activateAgreement(staff(), { id })
  return { startsAt: Temporal.PlainDate.from(draft.startsOn).toZonedDateTime('+01:00').epochMilliseconds }
}

test('lists come in pages: waiting from the oldest, answered from the newest', async () => {
  const first = await buildCustomer()
  const second = await buildCustomer()
  const one = await ask(first, new Date('2026-06-14T08:00:00Z'))
  const two = await ask(second, new Date('2026-06-14T09:00:00Z'))
  const oldest = await listServiceRequests(staff(), { state: 'waiting', limit: 1 })
  assert.equal(oldest.items[0]?.id, one.id)
  const next = await listServiceRequests(staff(), { state: 'waiting', limit: 1, after: oldest.next ?? '' })
  assert.equal(next.items[0]?.id, two.id)
  await approveService(staff(new Date('2026-06-15T11:00:00Z')), { id: one.id })
  await declineService(staff(new Date('2026-06-15T12:00:00Z')), { id: two.id, note: 'Not this year.' })
  const answered = await listServiceRequests(staff(), { state: 'answered', limit: 2 })
  assert.deepEqual(
    answered.items.map((item) => item.id),
    [two.id, one.id],
  )
  await assert.rejects(
    listServiceRequests(app.context(first.contact.actor), { state: 'waiting', limit: 1 }),
    {
      kind: 'forbidden',
    },
  )
})

test('another account’s services are not to be seen', async () => {
  const { contact } = await buildCustomer()
  const { account } = await buildCustomer()
  await assert.rejects(listOnRequest(app.context(contact.actor), { id: account.id }), {
    kind: 'not_found',
  })
})

test('a service is declined also once the agreement is over, and can be approved no more', async () => {
  const { id } = await ask(await buildCustomer({ startsOn: '2023-07-01' }))
  const over = staff(new Date('2026-07-02T10:00:00Z'))
  await assert.rejects(approveService(over, { id }), refusedWith('agreement_not_in_force'))
  const { state, note } = await declineService(over, { id, note: 'Your agreement ended in June.' })
  assert.deepEqual([state, note], ['declined', 'Your agreement ended in June.'])
})
