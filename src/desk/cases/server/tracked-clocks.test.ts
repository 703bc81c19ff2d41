import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { publishCatalogue } from '#promise/packages/server/publish-catalogue.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

/** A Tuesday, ten in the morning where the customers are. */
const received = new Date('2026-03-10T09:00:00Z')
const later = (minutes: number) => new Date(received.getTime() + minutes * 60_000)

let app: TestApp
let vendor: TestVendor
let customer: TestContact

before(async () => {
  app = await startTestApp({ now: received })
  vendor = await buildVendor(app)
  const catalogue: Record<string, object> = JSON.parse(shippedText)
  catalogue['nextResponseMinutes'] = { high: { basic: 90 } }
  catalogue['resolutionTimeMinutes'] = { ...catalogue['resolutionTimeMinutes'], high: { basic: 480 } }
  await publishCatalogue(app.system(), catalogue)
  await app.ownerPool.query(
    `insert into line_targets (line, priority, minutes) values (1, 'high', 30), (2, 'high', 120), (2, 'medium', 600)`,
  )
  customer = await buildContact(app, await buildAccount(app, { package: 'basic' }))
})
after(() => app.close())

const staff = (at: Date) => app.context(vendor.agent.actor, at)
const faces = ({ clocks }: CaseView) =>
  clocks.map(({ kind, state, guaranteed, dueAt }) => [
    kind,
    state,
    guaranteed ? 'promised' : 'tracked',
    dueAt === null ? null : (Date.parse(dueAt) - received.getTime()) / 60_000,
  ])

async function rowsOf(table: 'clocks' | 'clock_history', reference: string) {
  const { rows } = await app.ownerPool.query<{ kind: string; state: string; line: number; started: number }>(
    `select k.kind, k.state, k.line, extract(epoch from k.started_at - c.received_at)::int / 60 started
     from ${table} k join cases c on c.id = k.case_id where c.reference = $1 order by k.kind, k.started_at`,
    [reference],
  )
  return rows.map(({ kind, state, line, started }) => [kind, state, line, started])
}

test('staff see tracked targets beside what was promised, and customers only what was promised', async () => {
  const { reference } = await buildCase(app, { by: customer, at: received, priority: 'high' })
  await writeAs(app, vendor.agent, { reference, at: later(10) })
  await writeAs(app, customer, { reference, at: later(20) })
  assert.deepEqual(faces(await readCase(staff(later(25)), { reference })), [
    ['first_response', 'met', 'promised', 240],
    ['line', 'running', 'tracked', 30],
    ['next_response', 'running', 'tracked', 110],
    ['resolution', 'running', 'tracked', 480],
  ])
  const seen = await readCase(app.context(customer.actor, later(25)), { reference })
  assert.deepEqual(faces(seen), [['first_response', 'met', 'promised', 240]])
  assert.equal(seen.nextDueAt, null)
  const client = await app.as(customer.email)
  const paths = [
    [`/api/v1/cases/${reference}`, reference],
    ['/api/v1/cases?limit=50', reference],
    [`/api/v1/cases/${reference}/timeline`, 'We look into it'],
  ] as const
  for (const [path, known] of paths) {
    const { text } = await client.get(path)
    assert.ok(text.includes(known), path)
    assert.doesNotMatch(text, /line_target|next_response|"line"|"resolution"/, path)
  }
})

test('a customer who writes does not bring the case back to the line that had it before', async () => {
  const { reference } = await buildCase(app, { by: customer, at: received, priority: 'high' })
  await changeCase(staff(later(10)), { reference, line: 2 })
  await writeAs(app, customer, { reference, at: later(20) })
  const due = ['line', 'running', 'tracked', 130]
  assert.deepEqual(faces(await readCase(staff(later(25)), { reference })).at(1), due)
  assert.deepEqual(await rowsOf('clock_history', reference), [['line', 'met', 1, 0]])
  assert.deepEqual((await rowsOf('clocks', reference)).at(1), ['line', 'running', 2, 10])
})

test('each exchange and each stay is kept once, whoever ends it, and the solved case says who had it', async () => {
  const { reference } = await buildCase(app, { by: customer, at: received, priority: 'high' })
  await writeAs(app, vendor.agent, { reference, at: later(5) })
  await writeAs(app, customer, { reference, at: later(10) })
  await writeAs(app, vendor.agent, { reference, at: later(15) })
  await changeCase(staff(later(20)), { reference, line: 2 })
  // The customer's own question is what ends the exchange before it.
  await writeAs(app, customer, { reference, at: later(30) })
  await writeAs(app, vendor.agent, { reference, at: later(35) })
  await solveCase(staff(later(40)), { reference, solution: 'Restart it.', cause: 'A full disk.' })
  assert.deepEqual(await rowsOf('clock_history', reference), [
    ['line', 'met', 1, 0],
    ['next_response', 'met', 1, 10],
  ])
  assert.deepEqual(await rowsOf('clocks', reference), [
    ['first_response', 'met', 1, 0],
    ['line', 'met', 2, 20],
    ['next_response', 'met', 2, 30],
    ['resolution', 'met', 2, 0],
  ])
})

test('a target that is taken away leaves no clock that would be missed later', async () => {
  const { reference } = await buildCase(app, { by: customer, at: received, priority: 'high' })
  await changeCase(staff(later(5)), { reference, priority: 'low', reason: 'Agreed.' })
  // What was promised stays on record, beside nothing that runs.
  assert.deepEqual(await rowsOf('clocks', reference), [['first_response', 'cancelled', 1, 0]])
  await changeCase(staff(later(6)), { reference, line: 4, priority: 'high' })
  await changeCase(staff(later(7)), { reference, line: 3 })
  assert.deepEqual(
    (await rowsOf('clocks', reference)).map(([kind]) => kind),
    ['first_response', 'resolution'],
  )
})
