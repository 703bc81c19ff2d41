import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { type Calendar, calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import type { CaseEffect } from '#promise/clocks/domain/case-effect-contract.ts'
import { startCatalogueDraft } from '#promise/packages/server/start-catalogue-draft.ts'
import { readDraftCaseEffect } from './read-draft-case-effect.ts'
import { readHoursEffect } from './read-hours-effect.ts'

type Json = Record<string, Record<string, never>>

const zone = '+01:00'
/** A Tuesday, 10:00 in the coverage zone. */
const now = new Date('2026-11-24T09:00:00Z')
const there = { reply: { raw: { destroyed: false } } }
const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const week = (from: string, to: string, holidays: string[] = []): Calendar =>
  calendarFromSupportHours({ days: [...everyDay], from, to }, zone, holidays)

let app: TestApp
let business: TestAccount
let contact: TestContact
let references: Record<'early' | 'high' | 'medium' | 'low', string>

before(async () => {
  app = await startTestApp({ now })
  const vendor = await buildVendor(app)
  business = await buildAccount(app, { package: 'business', name: 'Birch', zone })
  contact = await buildContact(app, business)
  const open = async (priority: 'high' | 'medium' | 'low', at = now) =>
    (await buildCase(app, { by: contact, priority, at })).reference
  references = {
    early: await open('high', new Date('2026-11-24T08:10:00Z')),
    high: await open('high'),
    medium: await open('medium'),
    low: await open('low'),
  }
  // Closed, elsewhere, or of another package: the hours of this one are not theirs.
  const closed = await open('medium')
  const admin = await app.as(vendor.admin.email)
  const done = await admin.post(`/api/v1/cases/${closed}/close`, { reason: 'spam' })
  assert.equal(done.status, 200, done.text)
  const elm = await buildAccount(app, { package: 'business', name: 'Elm', zone: '-05:00' })
  await buildCase(app, { by: await buildContact(app, elm) })
  const alder = await buildAccount(app, { package: 'basic', name: 'Alder', zone })
  await buildCase(app, { by: await buildContact(app, alder) })
})
after(() => app.close())

const hoursEffect = (hours: Calendar | null) =>
  readHoursEffect(app.system(), { packageCode: 'business', zone, hours }, there)

async function draftEffect(change: (json: Json) => void): Promise<CaseEffect> {
  await app.ownerPool.query('delete from catalogue_drafts')
  const json = JSON.parse(shippedText) as Json
  change(json)
  const { id } = await startCatalogueDraft(app.system(), { from: { text: JSON.stringify(json) } })
  return readDraftCaseEffect(app.system(), { id }, there)
}

const only = ({ kinds }: CaseEffect) =>
  kinds.map(({ kind, guaranteed, clocks, effects }) => ({
    kind,
    guaranteed,
    clocks,
    ...Object.fromEntries(Object.entries(effects).filter(([, count]) => count > 0)),
  }))
const shifts = ({ examples }: CaseEffect) =>
  examples.map(({ reference, effect, dueAt, wouldBeDueAt }) => [reference, effect, dueAt, wouldBeDueAt])

describe('What other support hours would mean for open cases', () => {
  it('is nothing under the hours they have, stated or published', async () => {
    for (const hours of [null, week('09:00', '18:00')]) {
      const effect = await hoursEffect(hours)
      assert.equal(effect.cases, 4)
      assert.deepEqual(only(effect), [{ kind: 'first_response', guaranteed: true, clocks: 3, unchanged: 3 }])
      assert.deepEqual(effect.examples, [])
    }
  })

  it('is a later due time where support closes before it, for the cases of that package and zone alone', async () => {
    const effect = await hoursEffect(week('09:00', '12:00'))
    assert.equal(effect.cases, 4)
    assert.deepEqual(only(effect), [
      { kind: 'first_response', guaranteed: true, clocks: 3, unchanged: 2, later: 1 },
    ])
    assert.deepEqual(shifts(effect), [
      [references.medium, 'later', '2026-11-24T13:00:00.000Z', '2026-11-25T10:00:00.000Z'],
    ])
    assert.deepEqual(effect.largest, { earlierMs: null, laterMs: 21 * 3_600_000 })
    assert.equal(effect.examples[0]?.account, 'Birch')
    assert.equal(effect.at, now.toISOString())
  })

  it('counts a holiday', async () => {
    const effect = await hoursEffect(week('09:00', '18:00', ['2026-11-24']))
    assert.deepEqual(only(effect), [{ kind: 'first_response', guaranteed: true, clocks: 3, later: 3 }])
  })

  it('leaves out the cases of agreements that negotiated their hours, and says how many they are', async () => {
    const deviation = { path: 'supportHours', value: { always: true }, note: '' }
    const change = `update agreements set deviations = $2 where id = $1`
    const setAside = 'alter table agreements disable trigger user'
    await app.ownerPool.query(setAside)
    await app.ownerPool.query(change, [business.agreementId, JSON.stringify([deviation])])
    const effect = await hoursEffect(week('09:00', '12:00'))
    await app.ownerPool.query(change, [business.agreementId, '[]'])
    await app.ownerPool.query('alter table agreements enable trigger user')
    assert.deepEqual([effect.cases, effect.apart.negotiated, effect.kinds], [4, 4, []])
  })

  it('moves no clock', async () => {
    const clocks = async () => (await app.ownerPool.query('select * from clocks order by case_id, kind')).rows
    const asTheyWere = await clocks()
    await hoursEffect(week('09:00', '12:00'))
    assert.deepEqual(await clocks(), asTheyWere)
  })

  it('is refused where support would never open', async () => {
    await assert.rejects(hoursEffect({ timeZone: zone, week: {}, holidays: [] }), { code: 'never_open' })
  })

  it('is worked out no further once nobody waits for it', async () => {
    const gone = { reply: { raw: { destroyed: true } } }
    const asked = { packageCode: 'business', zone, hours: null }
    await assert.rejects(readHoursEffect(app.system(), asked, gone), { code: 'reader_gone' })
  })

  it('is for managers', async () => {
    const asked = { packageCode: 'business', zone, hours: null }
    await assert.rejects(readHoursEffect(app.context(contact.actor), asked, there), { kind: 'forbidden' })
  })
})

describe('What a draft edition would mean for open cases', () => {
  it('is nothing where no target and no hours differ', async () => {
    const effect = await draftEffect((json) => Object.assign(json, { about: 'Reworded.' }))
    assert.equal(effect.cases, 6)
    assert.deepEqual(only(effect), [{ kind: 'first_response', guaranteed: true, clocks: 5, unchanged: 5 }])
  })

  it('is earlier by as much as a target is shorter, and late at once where that time is over', async () => {
    const effect = await draftEffect((json) =>
      Object.assign(json['responseTimeMinutes']?.['high'] ?? {}, { business: 30 }),
    )
    assert.deepEqual(only(effect), [
      { kind: 'first_response', guaranteed: true, clocks: 5, unchanged: 3, earlier: 1, late: 1 },
    ])
    assert.deepEqual(shifts(effect), [
      [references.early, 'late', '2026-11-24T09:10:00.000Z', '2026-11-24T08:40:00.000Z'],
      [references.high, 'earlier', '2026-11-24T10:00:00.000Z', '2026-11-24T09:30:00.000Z'],
    ])
  })

  it('is no due time where the draft has no such target', async () => {
    const effect = await draftEffect((json) =>
      Object.assign(json['responseTimeMinutes']?.['medium'] ?? {}, { business: null }),
    )
    assert.deepEqual(
      effect.examples.map(({ effect: name, wouldBeDueAt }) => [name, wouldBeDueAt]),
      [
        ['dropped', null],
        ['dropped', null],
      ],
    )
  })

  it('is reckoned in the hours published for the zone, which stand over those of an edition', async () => {
    await app.ownerPool.query(
      `insert into support_calendars (package_code, zone, version, hours, reason, starts_at, published_at, published_by)
       values ('business', $1, 1, $2, 'A test', $3, $3, 'The admin')`,
      [zone, JSON.stringify(week('09:00', '12:00')), now],
    )
    const effect = await draftEffect((json) => Object.assign(json, { about: 'Reworded.' }))
    await app.ownerPool.query('delete from support_calendars')
    assert.deepEqual(only(effect), [
      { kind: 'first_response', guaranteed: true, clocks: 5, unchanged: 4, later: 1 },
    ])
  })
})
