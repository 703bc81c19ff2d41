import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { logCall } from '#desk/cases/server/log-call.ts'
import { openCaseOnline } from '#desk/cases/server/open-case-online.ts'
import type { ComparisonView, RefusalRow, ResponseRow } from '#desk/comparisons/domain/contract.ts'
import { FourlineError } from '#platform/errors.ts'
import { noteRefusal } from '#promise/entitlements/server/note-refusal.ts'
import { RefusedByDecision } from '#promise/entitlements/server/refused-by-decision.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'
import { comparePackage } from './compare-package.ts'

// A Tuesday, in the support hours of +01:00.
const now = new Date('2026-03-10T16:00:00Z')
const morning = new Date('2026-03-10T09:00:00Z')
const minutesLater = (count: number) => new Date(morning.getTime() + count * 60_000)

let app: TestApp
let vendor: TestVendor
let account: TestAccount
let contact: TestContact
let reference: string
before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
  account = await buildAccount(app, { package: 'basic' })
  contact = await buildContact(app, account)
  // Answered after an hour and a half: in time for Basic, late for Business and Premium.
  reference = (await buildCase(app, { by: contact, priority: 'high', at: morning })).reference
  await writeAs(app, vendor.agent, { reference, at: minutesLater(90) })
  await logCall(app.context(vendor.agent.actor, minutesLater(100)), {
    reference,
    by: 'phone',
    startedAt: minutesLater(95).toISOString(),
    minutes: 4,
    spokeWith: contact.name,
  })
  const asked = {
    type: 'consultation' as const,
    topic: 'consultation.development',
    productCode: 'studio',
    priority: 'low' as const,
    subject: 'Our own plug-in',
    description: 'How do we write one?',
  }
  const asking = app.context(contact.actor, minutesLater(120))
  await openCaseOnline(asking, asked).catch(async (error: unknown) => {
    assert.ok(error instanceof RefusedByDecision)
    await asking.transaction((tx) => noteRefusal(tx, error.refused, error.taken, 'count'))
  })
})
after(() => app.close())

const compare = (by: 'manager' | 'agent', asked: object = {}, most?: number): Promise<ComparisonView> =>
  comparePackage(app.context(vendor[by].actor), { id: account.id, ...asked }, most)
const refusals = ({ items }: ComparisonView) =>
  items.filter((item): item is RefusalRow => item.part === 'refusal')
const responses = ({ items }: ComparisonView) =>
  items.filter((item): item is ResponseRow => item.part === 'first_response')

describe('What if', () => {
  it('compares with the next package up over the last twelve months, where nothing else is asked', async () => {
    const found = await compare('manager')
    assert.deepEqual([found.now?.code, found.package.code], ['basic', 'business'])
    assert.deepEqual([found.from, found.until, found.zone], ['2025-03-11', '2026-03-11', '+01:00'])
    assert.deepEqual([found.cases, found.cut], [1, false])
  })

  it('names the refusals that would fall away, with the words that were said, each once', async () => {
    const rows = refusals(await compare('manager'))
    assert.deepEqual(
      rows.map(({ change, reference: on, reasons }) => [change, on, reasons[0]?.code]),
      [['falls_away', reference, 'channel_not_included']],
    )
    assert.match(rows[0]?.reasons[0]?.text ?? '', /phone/i)
  })

  it('names what opened no case from the log of refusals, which managers alone may read', async () => {
    // Certified people only: even in Premium this contact is refused, until they are certified.
    const refused = refusals(await compare('manager', { package: 'premium' }))
    assert.equal(
      refused.some(({ reference: on }) => on === null),
      false,
    )
    await app.ownerPool.query(
      `update refusals set inputs = jsonb_set(inputs, '{contact,certifications}',
        '[{"kind": "developer", "from": "2020-01-01", "lastDay": "2030-01-01"}]') where case_id is null`,
    )
    const certified = await compare('manager', { package: 'premium' })
    const opened = refusals(certified).filter(({ reference: on }) => on === null)
    assert.deepEqual(
      opened.map(({ change, contact: who, asked }) => [change, who, asked]),
      [['falls_away', contact.name, 'Development consultation for users certified as developers']],
    )
    const read = await compare('agent', { package: 'premium' })
    assert.equal(
      refusals(read).some(({ reference: on }) => on === null),
      false,
    )
    assert.equal(read.isWhole, false)
  })

  it('re-aims first responses over the recorded timeline', async () => {
    const found = await compare('manager')
    assert.deepEqual(found.firstResponse, {
      thenMet: 1,
      thenMissed: 0,
      otherMet: 0,
      otherMissed: 1,
      notTaken: 0,
    })
    assert.deepEqual(
      responses(found).map(({ change, reference: on, was, would }) => [
        change,
        on,
        was.targetMinutes,
        would.targetMinutes,
        would.dueAt,
      ]),
      [['would_be_missed', reference, 240, 60, minutesLater(60).toISOString()]],
    )
  })

  it('shows the difference in price to managers, and none to agents', async () => {
    const priced = async (by: 'manager' | 'agent') =>
      (await compare(by)).items.filter(({ part }) => part === 'price')
    const [price] = await priced('manager')
    assert.ok(price?.part === 'price')
    assert.deepEqual([price.yearlyThenMinor, price.yearlyOtherMinor], [0, 100_000])
    assert.ok(price.periodOtherMinor > 0 && price.periodOtherMinor < 100_000)
    assert.deepEqual(await priced('agent'), [])
  })

  it('changes nothing with the package that was there', async () => {
    const { items, firstResponse } = await compare('manager', { package: 'basic' })
    assert.deepEqual(
      items.filter(({ part }) => part !== 'price'),
      [],
    )
    assert.equal(firstResponse.otherMet, firstResponse.thenMet)
  })

  it('changes nothing with the package that was there in hours that were published, holidays and all', async () => {
    const zone = '+04:00'
    const closed = {
      timeZone: zone,
      week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]])),
      holidays: ['2026-03-10'],
    }
    await app.ownerPool.query(
      `insert into support_calendars (package_code, zone, version, hours, reason, starts_at, published_at, published_by)
       values ('business', $1, 1, $2, 'A holiday', '2026-01-01', '2026-01-01', 'Alex'),
         ('business', $1, 2, null, 'As sold', '2026-03-11', '2026-01-01', 'Alex')`,
      [zone, JSON.stringify(closed)],
    )
    const other = await buildAccount(app, { package: 'business', zone })
    const by = await buildContact(app, other)
    const { reference: onHoliday } = await buildCase(app, { by, priority: 'high', at: morning })
    await writeAs(app, vendor.agent, { reference: onHoliday, at: minutesLater(90) })
    const call = { by: 'phone' as const, minutes: 4, spokeWith: by.name }
    await logCall(app.context(vendor.agent.actor, minutesLater(100)), {
      reference: onHoliday,
      startedAt: minutesLater(95).toISOString(),
      ...call,
    })
    const whatIf = (code: string) =>
      comparePackage(app.context(vendor.manager.actor), { id: other.id, package: code })
    const same = await whatIf('business')
    assert.deepEqual(
      same.items.filter(({ part }) => part !== 'price'),
      [],
    )
    assert.deepEqual([same.cases, same.decisions, same.firstResponse.otherMet], [1, 2, 1])
    // Nothing is published for the other one: it has no such holiday.
    assert.deepEqual(
      (await whatIf('premium')).items
        .flatMap((item) => (item.part === 'price' ? [] : [item.change]))
        .toSorted(),
      ['falls_away', 'would_be_missed'],
    )
  })

  it('says when there is more than it looks at', async () => {
    await buildCase(app, { by: contact, at: minutesLater(200) })
    const found = await compare('manager', {}, 1)
    assert.deepEqual([found.cases, found.decisions, found.cut], [1, 1, true])
    assert.equal((await compare('manager')).cut, false)
  })

  it('refuses a package that is not published, and a period that is not over or has no days', async () => {
    const wrong = [{ package: 'gold' }, { until: '2026-03-12' }, { from: '2026-03-01', until: '2026-03-01' }]
    for (const asked of wrong)
      await assert.rejects(
        compare('manager', asked),
        (error) => error instanceof FourlineError && error.kind === 'invalid',
      )
  })

  it('reads by the account alone: what others have on record is not looked at', async () => {
    const tables = [
      ['decisions', 'at', 'decisions_account'],
      ['refusals', 'at', 'refusals_account'],
      ['cases', 'received_at', 'cases_account_newest'],
    ] as const
    for (const [table, instant, index] of tables) {
      const client = await app.ownerPool.connect()
      try {
        await client.query('begin; set local enable_seqscan = off')
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `explain select * from ${table} where account_id = $1 and ${instant} >= $2 and ${instant} < $3
           order by ${instant}, id limit 5001`,
          [account.id, new Date(0), now],
        )
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
        assert.ok(plan.includes(index), plan)
        assert.match(plan, /Index Cond: \(\(account_id =/)
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
  })
})
