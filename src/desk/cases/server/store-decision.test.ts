import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readCase } from '#desk/cases/server/read-case.ts'
import { askEntitlement } from '#promise/clocks/server/ask-entitlement.ts'
import { parseCatalogue } from '#promise/packages/domain/catalogue.ts'
import { publishCatalogue } from '#promise/packages/server/publish-catalogue.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { countRows } from '../../../../tests/support/count-rows.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

let app: TestApp
before(async () => {
  app = await startTestApp()
  await buildVendor(app)
})
after(() => app.close())

const consultation = { type: 'consultation', topic: 'consultation.analytics' } as const

test('a decision is read again word for word after the catalogue and the use of the pool have changed', async () => {
  const contact = await buildContact(app, await buildAccount(app, { package: 'basic' }))
  const opened = await buildCase(app, { by: contact, ...consultation })
  assert.match(opened.decision?.reasons[0]?.text ?? '', /\d/)
  for (let unit = 0; unit < 4; unit++) await buildCase(app, { by: contact, ...consultation })
  await publishCatalogue(app.system(), await renamedCatalogue())
  const again = await readCase(app.context(contact.actor), { reference: opened.reference })
  assert.deepEqual(again.decision, opened.decision)
})

test('a decision is kept with what it was decided on', async () => {
  const account = await buildAccount(app, { package: 'basic' })
  const contact = await buildContact(app, account)
  await buildCase(app, { by: contact, ...consultation })
  await buildCase(app, { by: contact, ...consultation })
  const { rows } = await app.ownerPool.query<{ question: Record<string, unknown>; language: string }>(
    'select question, language from decisions where account_id = $1 order by at desc, id desc limit 1',
    [account.id],
  )
  const { question, language } = rows[0] ?? { question: {}, language: '' }
  assert.equal(language, 'en')
  assert.deepEqual(
    [question.type, question.topic, question.channel, question.priority, question.used, question.at],
    [
      'consultation',
      'consultation.analytics',
      'portal',
      'medium',
      { 'basic-consultations': 1 },
      app.now.getTime(),
    ],
  )
})

test('asking stores nothing', async () => {
  const contact = await buildContact(app, await buildAccount(app, { package: 'basic' }))
  const earlier = await countRows(app)
  const answer = await askEntitlement(app.context(contact.actor), {
    ...consultation,
    channel: 'portal',
    productCode: 'studio',
    priority: 'low',
  })
  assert.equal(answer.outcome, 'included_from_pool')
  assert.deepEqual(await countRows(app), earlier)
})

/** The catalogue as it ships, with other names. */
async function renamedCatalogue(): Promise<unknown> {
  const file = path.resolve(import.meta.dirname, '../../../../catalogue/support-packages.json')
  const catalogue: unknown = JSON.parse((await readFile(file, 'utf8')).replaceAll('Analytics', 'Numbers'))
  parseCatalogue(catalogue)
  return catalogue
}
