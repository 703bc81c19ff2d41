import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { FourlineError } from '#platform/errors.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { changeDraft } from '#promise/agreements/server/change-draft.ts'
import { chooseSeats } from '#promise/agreements/server/choose-seats.ts'
import { endSeat } from '#promise/agreements/server/end-seat.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { readSeats } from '#promise/agreements/server/read-seats.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const rounds = 40

let app: TestApp
before(async () => {
  app = await startTestApp({ connections: 12 })
  await buildVendor(app)
})
after(() => app.close())

/** Five seats now, four of them held; the drafted renewal has two. */
async function buildBeforeDowngrade() {
  const account = await buildAccount(app, { package: 'business' })
  const people: string[] = []
  for (let n = 0; n < 6; n++) people.push(await person(account))
  for (const contactId of people.slice(0, 4))
    await giveSeat(app.system(), { agreementId: account.agreementId, contactId })
  const { id: renewalId } = await renewAgreement(app.system(), { id: account.agreementId })
  const { rows } = await app.ownerPool.query<{ start: string; end: string; zone: string }>(
    'select starts_on::text start, ends_on::text "end", coverage_zone zone from agreements where id = $1',
    [renewalId],
  )
  const [row] = rows
  assert.ok(row)
  const line = {
    productCode: 'studio',
    yearlyNetMinor: 1_000_000,
    currency: 'EUR',
    startsOn: null,
    endsOn: null,
  }
  await changeDraft(app.system(), {
    id: renewalId,
    version: 1,
    terms: {
      packageCode: 'basic',
      coverageZone: row.zone,
      startsOn: row.start,
      endsOn: row.end,
      lines: [line],
    },
  })
  return { account, people, renewalId }
}

async function person({ id: accountId }: TestAccount): Promise<string> {
  const email = `${randomUUID()}@crowd.example`
  return (await addContact(app.system(), { accountId, name: 'Somebody', email })).id
}

async function heldBy(agreementId: string): Promise<{ active: number; people: string[] }> {
  const { items } = await readSeats(app.system(), { id: agreementId })
  const held = items.filter((seat) => seat.state !== 'ended')
  return {
    active: held.filter((seat) => seat.state === 'active').length,
    people: held.map((seat) => seat.contact.id).toSorted(),
  }
}

test(`${rounds} rounds of giving and ending seats while a downgrade is agreed: nobody is lost, no cap exceeded`, async () => {
  for (let round = 0; round < rounds; round++) {
    const { account, people, renewalId } = await buildBeforeDowngrade()
    const [first, , , , fifth, sixth] = people
    const seats = await readSeats(app.system(), { id: account.agreementId })
    const firstSeat = seats.items.find((seat) => seat.contact.id === first)?.id ?? ''
    const give = (contactId: string | undefined) =>
      giveSeat(app.system(), { agreementId: account.agreementId, contactId: contactId ?? '' })
    const deeds = [
      () => activateAgreement(app.system(), { id: renewalId }),
      () => give(fifth),
      () => give(sixth),
      () => endSeat(app.system(), { id: firstSeat }),
    ]
    // Each order has its turn at being first.
    const turned = [...deeds.slice(round % 4), ...deeds.slice(0, round % 4)]
    for (const outcome of await Promise.allSettled(turned.map((deed) => deed()))) {
      if (outcome.status === 'rejected') {
        assert.ok(outcome.reason instanceof FourlineError, String(outcome.reason))
        assert.equal(outcome.reason.code, 'seat_cap_reached')
      }
    }
    const now = await heldBy(account.agreementId)
    const next = await heldBy(renewalId)
    assert.ok(now.active <= 5 && !now.people.includes(first ?? ''))
    assert.deepEqual(next.people, now.people, 'whoever holds a seat now holds or awaits one then')
    assert.equal(next.active, 2)
  }
})

test('of choices at the same moment each is whole: the cap holds and nobody is between', async () => {
  for (let round = 0; round < 10; round++) {
    const { account, renewalId } = await buildBeforeDowngrade()
    await activateAgreement(app.system(), { id: renewalId })
    const ids = (await readSeats(app.system(), { id: renewalId })).items.map((seat) => seat.id)
    const late = await person(account)
    const choose = (keep: string[]) =>
      chooseSeats(app.system(), { id: renewalId, keep, end: ids.filter((id) => !keep.includes(id)) })
    const outcomes = await Promise.allSettled([
      choose(ids.slice(0, 2)),
      choose(ids.slice(2, 4)),
      giveSeat(app.system(), { agreementId: account.agreementId, contactId: late }),
    ])
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        assert.ok(outcome.reason instanceof FourlineError, String(outcome.reason))
        assert.equal(outcome.reason.code, 'seats_changed')
      }
    }
    const { active, people } = await heldBy(renewalId)
    assert.equal(active, 2)
    assert.ok(people.includes(late))
  }
})
