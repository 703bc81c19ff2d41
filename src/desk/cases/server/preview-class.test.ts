import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { previewClass } from '#desk/cases/server/preview-class.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { countRows } from '../../../../tests/support/count-rows.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

type Class = {
  type: 'problem' | 'consultation' | 'request' | null
  topic: string | null
  productCode: string
}
const classes: Class[] = [
  { type: 'problem', topic: null, productCode: 'studio' },
  { type: 'consultation', topic: 'consultation.analytics', productCode: 'studio' },
  { type: 'consultation', topic: 'consultation.process', productCode: 'studio' },
  { type: 'consultation', topic: 'consultation.development', productCode: 'studio' },
  { type: 'consultation', topic: null, productCode: 'studio' },
  { type: 'consultation', topic: 'consultation.analytics', productCode: 'mapviewer' },
]
const agent = () => app.context(vendor.agent.actor)

async function usedBy({ id }: TestAccount): Promise<number> {
  const { rows } = await app.ownerPool.query<{ used: number }>(
    'select coalesce(sum(used), 0)::int used from pool_counters where account_id = $1',
    [id],
  )
  return rows[0]?.used ?? 0
}

async function changes(reference: string, { type, topic, productCode }: Class) {
  const what = { ...(type === null ? {} : { type }), topic, productCode }
  try {
    return { accepted: true, view: await changeCase(agent(), { reference, ...what }) }
  } catch (error) {
    assert.ok(error instanceof FourlineError)
    return { accepted: false, view: null }
  }
}

const unitsOf = { draws: 1, gives_back: -1, keeps: 0 }

async function foretells(account: TestAccount, reference: string, wanted: Class): Promise<void> {
  const rows = await countRows(app)
  const told = await previewClass(agent(), { reference, ...wanted })
  assert.deepEqual(await countRows(app), rows, 'a preview changes nothing')
  const used = await usedBy(account)
  for (const pool of told.pools) assert.equal(pool.used, used)
  const foretold = told.pools.reduce((sum, { effect }) => sum + unitsOf[effect], used)
  const done = await changes(reference, wanted)
  assert.equal(done.accepted, told.accepted)
  assert.equal(await usedBy(account), foretold)
  if (done.view?.decision != null) assert.equal(done.view.decision.outcome, told.decision.outcome)
}

test('what a preview says is what happens, from every class to every other', async () => {
  for (const from of classes) {
    for (const to of classes.filter((one) => one !== from)) {
      const account = await buildAccount(app, { package: 'basic' })
      const contact = await buildContact(app, account)
      const { reference } = await buildCase(app, { by: contact })
      await changes(reference, from)
      await foretells(account, reference, to)
    }
  }
})

test('with nothing left a pool topic is refused with ways forward, and what holds a unit keeps it', async () => {
  const account = await buildAccount(app, { package: 'basic' })
  const contact: TestContact = await buildContact(app, account)
  const consultation = { type: 'consultation', topic: 'consultation.analytics' } as const
  const open = () => buildCase(app, { by: contact, ...consultation })
  const holding = await open()
  for (let n = 1; n < 5; n += 1) await open()
  const { reference } = await buildCase(app, { by: contact })
  const refused = await previewClass(agent(), { reference, ...consultation, productCode: 'studio' })
  assert.deepEqual([refused.accepted, refused.pools], [false, []])
  assert.ok(refused.decision.waysForward.length > 0)
  const kept = await previewClass(agent(), {
    reference: holding.reference,
    type: 'consultation',
    topic: 'consultation.process',
    productCode: 'studio',
  })
  assert.deepEqual(
    [kept.accepted, kept.pools.map(({ effect, used, allowed }) => [effect, used, allowed])],
    [true, [['keeps', 5, 5]]],
  )
})

test('customers do not ask', async () => {
  const contact = await buildContact(app, await buildAccount(app))
  const { reference } = await buildCase(app, { by: contact })
  const asked = { reference, type: 'problem' as const, topic: null, productCode: 'studio' }
  await assert.rejects(previewClass(app.context(contact.actor), asked), /vendor/)
})
