import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { WireDecision } from '#promise/entitlements/domain/contract.ts'
import { addAccount } from '#people/accounts/server/add-account.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { decideAgain } from '#desk/cases/server/decide-again.ts'
import { listDecisions } from '#desk/cases/server/list-decisions.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { countRows } from '../../../../tests/support/count-rows.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp({ now: new Date('2026-03-10T10:00:00Z') })
  vendor = await buildVendor(app)
})
after(() => app.close())

const manager = () => app.context(vendor.manager.actor)
const agent = () => app.context(vendor.agent.actor)
const waiver = (reason = 'They were promised it on the phone.') => ({ id: randomUUID(), reason })
const topic = { type: 'consultation' as const, topic: 'consultation.analytics' }

/** A Basic customer whose five units are used. */
async function buildUsedUp(units = 5): Promise<{ account: TestAccount; contact: TestContact }> {
  const account = await buildAccount(app, { package: 'basic' })
  const contact = await buildContact(app, account)
  for (let unit = 0; unit < units; unit++) await buildCase(app, { by: contact, ...topic })
  return { account, contact }
}

const asked = (contact: Pick<TestContact, 'id'>, more: Partial<OpenCase> = {}): OpenCase => ({
  type: 'problem',
  productCode: 'studio',
  priority: 'medium',
  subject: 'A report',
  description: 'How do I build it?',
  contactId: contact.id,
  channel: 'portal',
  ...more,
})

const coded = (code: string) => (error: unknown) => error instanceof FourlineError && error.code === code

async function ledgerOf({ id }: TestAccount): Promise<{ used: number; entries: string[] } | undefined> {
  const { rows } = await app.ownerPool.query<{ used: number; entries: string[] }>(
    `select (select coalesce(sum(used)::int, 0) from pool_counters where account_id = $1) used,
       (select coalesce(array_agg(kind || ' ' || units || ' ' || reason order by at, id), '{}') from pool_entries
         where account_id = $1 and reason not in ('case_opened', 'topic_set')) entries`,
    [id],
  )
  return rows[0]
}

describe('a refusal that is waived', () => {
  test('opens the case, once: the pool tells of it with no unit, and the same question is refused again', async () => {
    const { account, contact } = await buildUsedUp()
    const opened = await openCase(manager(), asked(contact, { ...topic, waiver: waiver() }))
    assert.equal(opened.topic, 'consultation.analytics')
    assert.equal(opened.decision?.outcome, 'refused')
    assert.deepEqual(await ledgerOf(account), {
      used: 5,
      entries: ['waive 0 They were promised it on the phone.'],
    })
    await assert.rejects(openCase(agent(), asked(contact, topic)), coded('decision_refused'))
    await assert.rejects(
      openCase(app.context(contact.actor), asked(contact, { ...topic })),
      coded('decision_refused'),
    )
  })

  test('stands on the record, on the timeline and in the audit log with its reason', async () => {
    const { contact } = await buildUsedUp()
    const { reference } = await openCase(manager(), asked(contact, { ...topic, waiver: waiver('Goodwill') }))
    const { items } = await listDecisions(agent(), { reference })
    assert.equal(items.length, 1)
    assert.deepEqual([items[0]?.waiver?.reason, items[0]?.waiver?.by], ['Goodwill', vendor.manager.name])
    assert.equal(items[0]?.inputs?.agreement?.pools[0]?.used, 5)
    const { rows } = await app.ownerPool.query<{ event: { reason: string; reasons: { code: string }[] } }>(
      `select event from entries e join cases c on c.id = e.case_id
       where c.reference = $1 and event ->> 'type' = 'waived' and visibility = 'internal'`,
      [reference],
    )
    assert.deepEqual(
      rows.map(({ event }) => [event.reason, event.reasons.map(({ code }) => code)]),
      [['Goodwill', ['pool_exhausted']]],
    )
    const audited = await app.ownerPool.query(
      `select from audit_log where action = 'decision.waived' and subject_id = $1`,
      [reference],
    )
    assert.equal(audited.rowCount, 1)
  })

  test('is to its customer an exception that was made, and nothing of why', async () => {
    const { contact } = await buildUsedUp()
    const { reference } = await openCase(
      manager(),
      asked(contact, { ...topic, waiver: waiver('Internal words') }),
    )
    const customer = app.context(contact.actor)
    const words = 'We take this one as an exception.'
    assert.deepEqual((await readCase(customer, { reference })).decision?.reasons[0]?.text, words)
    const { items } = await listDecisions(customer, { reference })
    assert.deepEqual(
      items.map(({ outcome, reasons }) => [outcome, reasons.map(({ text }) => text)]),
      [['included', [words]]],
    )
    assert.doesNotMatch(JSON.stringify(items), /Internal words|inputs|waiver|The manager/)
  })

  test('draws its unit all the same where it was something else that refused', async () => {
    const account = await buildAccount(app, { package: 'basic' })
    const seatless = await buildContact(app, account, { seat: false })
    await openCase(manager(), asked(seatless, { ...topic, waiver: waiver() }))
    assert.deepEqual(await ledgerOf(account), { used: 1, entries: [] })
  })

  test('lets a case be what it turned out to be, once', async () => {
    const { account, contact } = await buildUsedUp()
    const { reference } = await buildCase(app, { by: contact })
    await assert.rejects(changeCase(agent(), { reference, ...topic }), coded('decision_refused'))
    const changed = await changeCase(manager(), { reference, ...topic, waiver: waiver() })
    assert.equal(changed.topic, 'consultation.analytics')
    assert.equal((await ledgerOf(account))?.used, 5)
    const again = changeCase(manager(), { reference, ...topic, waiver: waiver() })
    await assert.rejects(again, coded('nothing_to_waive'))
    await assert.rejects(
      changeCase(agent(), { reference, type: 'consultation', topic: 'consultation.process' }),
      coded('decision_refused'),
    )
  })

  for (const [name, more] of Object.entries<Partial<OpenCase>>({
    'a channel': { channel: 'phone' },
    'a service': { type: 'request', service: 'release.early_bird' },
    'a topic': { type: 'consultation', topic: 'consultation.development' },
    'a product': { productCode: 'orders' },
  }))
    test(`may be of ${name}`, async () => {
      if (more.productCode !== undefined)
        await app.ownerPool.query(
          `insert into products (code, name, kind) values ('orders', 'Orders', 'platform') on conflict do nothing`,
        )
      const contact = await buildContact(app, await buildAccount(app, { package: 'basic' }))
      const opened = await openCase(manager(), asked(contact, { ...more, waiver: waiver() }))
      assert.equal(opened.decision?.outcome, 'refused')
    })
})

test('who has no agreement at all may be let in once: their case has no promise to be late with', async () => {
  const { id } = await addAccount(app.system(), { name: 'New there' })
  const { id: contactId } = await addContact(app.system(), {
    accountId: id,
    name: 'Nia',
    email: 'nia@new.example',
  })
  const wanted = { ...asked({ id: contactId }), waiver: waiver() }
  const opened = await openCase(manager(), wanted)
  assert.deepEqual(
    [opened.decision?.reasons.map(({ code }) => code), opened.clocks],
    [['agreement_missing', 'contact_not_authorised'], []],
  )
  const [decision] = (await listDecisions(agent(), { reference: opened.reference })).items
  assert.equal(decision?.inputs?.agreement, null)
})

describe('a waiver', () => {
  test('is not given for a Marketplace product, and nothing changes', async () => {
    const contact = await buildContact(app, await buildAccount(app))
    const before = await countRows(app)
    const wanted = asked(contact, { productCode: 'mapviewer', waiver: waiver() })
    await assert.rejects(openCase(manager(), wanted), coded('decision_refer_elsewhere'))
    assert.deepEqual(await countRows(app), before)
  })

  test('opens no closed door: what is only closed now opens by itself', async () => {
    const contact = await buildContact(app, await buildAccount(app, { package: 'business' }))
    const night = new Date('2026-03-10T22:00:00Z')
    const wanted = asked(contact, { channel: 'phone', waiver: waiver() })
    await assert.rejects(
      openCase(app.context(vendor.manager.actor, night), wanted),
      coded('decision_not_now'),
    )
  })

  test('is not spent where nothing is refused', async () => {
    const contact = await buildContact(app, await buildAccount(app))
    const before = await countRows(app)
    await assert.rejects(openCase(manager(), asked(contact, { waiver: waiver() })), coded('nothing_to_waive'))
    assert.deepEqual(await countRows(app), before)
  })

  test('is no agent’s, no customer’s, no key’s and no job’s', async () => {
    const contact = await buildContact(app, await buildAccount(app))
    const wanted = () => asked(contact, { channel: 'phone', waiver: waiver() })
    const { actor } = vendor.manager
    assert.ok(actor.kind === 'staff')
    const keyed = { ...actor, key: { id: randomUUID(), permissions: ['case.open', 'decision.waive'] } }
    const { reference } = await buildCase(app, { by: contact })
    const others = [agent(), app.context(contact.actor), app.context(keyed), app.system()]
    for (const ctx of others) {
      await assert.rejects(openCase(ctx, wanted()), coded('permission_missing'))
      if (ctx.actor.kind === 'contact') continue
      const class_ = { type: 'consultation' as const, topic: 'consultation.development' }
      await assert.rejects(
        changeCase(ctx, { reference, ...class_, waiver: waiver() }),
        coded('permission_missing'),
      )
    }
  })

  test('is one however often it is sent, also at the same moment', async () => {
    const contact = await buildContact(app, await buildAccount(app))
    const given = waiver()
    const send = () => openCase(manager(), asked(contact, { channel: 'phone', waiver: given }))
    const answers = await Promise.allSettled([send(), send(), send()])
    const codes = answers.map((one) =>
      one.status === 'fulfilled'
        ? 'opened'
        : one.reason instanceof FourlineError
          ? one.reason.code
          : 'broken',
    )
    assert.deepEqual(codes.toSorted(), ['already_waived', 'already_waived', 'opened'])
    await assert.rejects(send(), coded('already_waived'))
    const { rows } = await app.ownerPool.query(
      `select (select count(*)::int from cases where contact_id = $1) cases,
         (select count(*)::int from waivers where id = $2) waivers`,
      [contact.id, given.id],
    )
    assert.deepEqual(rows, [{ cases: 1, waivers: 1 }])
  })

  test('given to one case by two managers at the same moment is one', async () => {
    const { account, contact } = await buildUsedUp()
    const { reference } = await buildCase(app, { by: contact })
    const give = (ctx = manager()) => changeCase(ctx, { reference, ...topic, waiver: waiver() })
    const answers = await Promise.allSettled([give(), give(app.context(vendor.admin.actor))])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.equal((await ledgerOf(account))?.entries.length, 1)
  })

  test('is of a decision that refused, says the database', async () => {
    const contact = await buildContact(app, await buildAccount(app))
    const { reference } = await buildCase(app, { by: contact })
    const attempt = app.ownerPool.query(
      `insert into waivers (id, account_id, case_id, decision_id, reason, staff_id, staff_name, at)
       select gen_random_uuid(), c.account_id, c.id, d.id, 'Why not', $2, 'Ana', now()
       from cases c join decisions d on d.case_id = c.id where c.reference = $1`,
      [reference, vendor.manager.id],
    )
    await assert.rejects(attempt, /Only a refusal can be waived/)
  })
})

describe('a decision on record', () => {
  test('is taken again with the same words, in the reader’s language and zone of then', async () => {
    const account = await buildAccount(app, { package: 'business' })
    const contact = await buildContact(app, account, { timeZone: 'Asia/Tokyo' })
    const { reference } = await buildCase(app, { by: contact })
    await changeCase(agent(), { reference, type: 'consultation', topic: 'consultation.platform' })
    const { items } = await listDecisions(agent(), { reference })
    assert.deepEqual(
      items.map(({ occasion }) => occasion),
      ['opening', 'classification'],
    )
    assert.deepEqual(
      items.map(({ timeZone }) => timeZone),
      ['Asia/Tokyo', 'UTC'],
    )
    assert.deepEqual(
      items.map(({ actorName }) => actorName),
      [contact.name, vendor.agent.name],
    )
    for (const { id } of items) {
      const { result } = await decideAgain(agent(), { reference, id })
      assert.equal(result, 'same')
    }
  })

  test('with ways forward is taken again after the catalogue has moved on', async () => {
    const { contact } = await buildUsedUp()
    const { reference } = await openCase(manager(), asked(contact, { ...topic, waiver: waiver() }))
    const [decision] = (await listDecisions(agent(), { reference })).items
    assert.ok(decision !== undefined)
    assert.ok(decision.waysForward.some(({ code }) => code === 'upgrade'))
    // A later edition, in which nobody has the service any more.
    await app.ownerPool.query(
      `insert into package_versions (id, code, version, terms, published_at)
       select gen_random_uuid(), code, 900, jsonb_set(jsonb_set(terms::jsonb, '{version}', '900'),
         '{services,consultation.analytics,availability}', '{"kind": "not_included"}')::json, now()
       from package_versions where version = 1`,
    )
    const again = await decideAgain(agent(), { reference, id: decision.id })
    assert.equal(again.result, 'same')
    assert.deepEqual(again.decision?.waysForward, decision.waysForward)
    await app.ownerPool.query('alter table package_versions disable trigger user')
    await app.ownerPool.query('delete from package_versions where version = 900')
    await app.ownerPool.query('alter table package_versions enable trigger user')
  })

  test('says where the rules have changed since, and that an old one was not kept in full', async () => {
    const contact = await buildContact(app, await buildAccount(app))
    const { reference } = await buildCase(app, { by: contact })
    const [decision] = (await listDecisions(agent(), { reference })).items
    assert.ok(decision)
    const read = () => decideAgain(agent(), { reference, id: decision.id })
    await app.ownerPool.query(
      `update decisions set reasons = jsonb_set(reasons, '{0,text}', '"Other words."') where id = $1`,
      [decision.id],
    )
    const changed = await read()
    assert.equal(changed.result, 'different')
    assert.equal(changed.decision?.reasons[0]?.text, 'This is part of Basic.')
    await app.ownerPool.query('update decisions set editions = null where id = $1', [decision.id])
    assert.deepEqual(await read(), { result: 'not_kept', decision: null })
  })

  test('of a call is staff’s own', async () => {
    const contact = await buildContact(app, await buildAccount(app))
    const { reference } = await buildCase(app, { by: contact })
    const { logCall } = await import('#desk/cases/server/log-call.ts')
    await logCall(agent(), {
      reference,
      by: 'phone',
      startedAt: '2026-03-10T09:00:00.000Z',
      minutes: 4,
      spokeWith: 'Ana',
    })
    const staff = await listDecisions(agent(), { reference })
    assert.deepEqual(staff.items.map(({ occasion }) => occasion).toSorted(), ['call', 'opening'])
    const customer = await listDecisions(app.context(contact.actor), { reference })
    const shown: Pick<WireDecision, 'outcome'>[] = customer.items
    assert.deepEqual(
      shown.map(({ outcome }) => outcome),
      ['included'],
    )
  })
})
