import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addCertification } from '#people/accounts/server/add-certification.ts'
import { changeCertification, revokeCertification } from '#people/accounts/server/change-certification.ts'
import { askEntitlement } from '#promise/clocks/server/ask-entitlement.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { changeCase } from './change-case.ts'

const topic = 'consultation.development'
const wanted = { type: 'consultation', topic } as const

let app: TestApp
before(async () => {
  app = await startTestApp({ now: new Date('2026-06-15T10:00:00Z') })
  await buildVendor(app)
})
after(() => app.close())

/** What each way of asking answers at an instant: the decision asked for, a case opened, a case reclassified. */
async function answersAt(contact: TestContact, at: Date): Promise<string[]> {
  const question = { channel: 'portal', ...wanted, productCode: 'studio', priority: 'medium' } as const
  const asked = await askEntitlement(app.context(contact.actor, at), question)
  const { reference } = await buildCase(app, { by: contact, at })
  return [
    asked.outcome,
    await outcomeOf(buildCase(app, { by: contact, at, ...wanted })),
    await outcomeOf(changeCase(app.system(at), { reference, ...wanted })),
  ]
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'included'
  } catch (error) {
    const decision = error instanceof Error && 'decision' in error ? error.decision : undefined
    assert.ok(typeof decision === 'object' && decision !== null && 'outcome' in decision, String(error))
    assert.match(JSON.stringify(decision), /certification_required/)
    return String(decision.outcome)
  }
}

const yes = ['included', 'included', 'included']
const no = ['refused', 'refused', 'refused']

// The days of a certification are those of the coverage zone, whatever day it is where the contact is.
for (const zone of ['+10:00', '-05:00', '+01:00', 'Europe/Berlin', 'America/New_York'])
  describe(`development consultation in ${zone}`, () => {
    const midnight = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
    let contact: TestContact
    before(async () => {
      contact = await buildContact(app, await buildAccount(app, { package: 'premium', zone }))
      const held = { kind: 'developer', validFrom: '2026-03-29', validUntil: '2026-06-20' }
      await addCertification(app.system(), { contactId: contact.id, ...held })
    })
    for (const [when, at, expected] of [
      ['a millisecond before its first day', midnight('2026-03-29') - 1, no],
      ['at midnight of its first day', midnight('2026-03-29'), yes],
      ['a millisecond before its end', midnight('2026-06-20') - 1, yes],
      ['at midnight of its end', midnight('2026-06-20'), no],
    ] as const)
      test(`${when}: ${expected[0]}`, async () => {
        assert.deepEqual(await answersAt(contact, new Date(at)), expected)
      })
  })

test('without a certification, with another kind, and with one of a colleague it is refused (ID-12)', async () => {
  const account = await buildAccount(app, { package: 'premium' })
  const contact = await buildContact(app, account)
  await buildContact(app, account, { certified: true })
  assert.deepEqual(await answersAt(contact, app.now), no)
  await addCertification(app.system(), {
    contactId: contact.id,
    kind: 'administrator',
    validFrom: '2026-01-01',
  })
  assert.deepEqual(await answersAt(contact, app.now), no)
})

test('a package without it says so, certified or not', async () => {
  const contact = await buildContact(app, await buildAccount(app, { package: 'business' }), {
    certified: true,
  })
  const question = { channel: 'portal', ...wanted, productCode: 'studio', priority: 'medium' } as const
  const { outcome, reasons } = await askEntitlement(app.context(contact.actor), question)
  assert.deepEqual([outcome, reasons.map((reason) => reason.code)], ['refused', ['service_not_included']])
})

test('it follows a correction and a revocation at once', async () => {
  const contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
  const held = { kind: 'developer', validFrom: '2026-01-01', validUntil: '2027-01-01', proof: null }
  const { id } = await addCertification(app.system(), { contactId: contact.id, ...held })
  assert.deepEqual(await answersAt(contact, app.now), yes)
  const past = { ...held, validUntil: '2026-06-15', reason: 'It ended yesterday.' }
  const corrected = await changeCertification(app.system(), { id, ...past })
  assert.deepEqual(await answersAt(contact, app.now), no)
  const again = await changeCertification(app.system(), { id: corrected.id, ...held, reason: 'It did not.' })
  assert.deepEqual(await answersAt(contact, app.now), yes)
  await revokeCertification(app.system(), { id: again.id, reason: 'It was withdrawn.' })
  assert.deepEqual(await answersAt(contact, app.now), no)
})
