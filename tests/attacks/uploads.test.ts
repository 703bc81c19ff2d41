import assert from 'node:assert/strict'
import { readdir, utimes } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { acceptMail } from '#channels/email/server/accept-mail.ts'
import { removeUnattachedFiles } from '#desk/messages/server/remove-unattached-files.ts'
import { removeUnnamedFiles } from '#platform/files/remove-unnamed-files.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { Client } from '../support/test-client.ts'

let app: TestApp
let customer: Client
let reference: string

before(async () => {
  app = await startTestApp()
  await buildVendor(app)
  const contact = await buildContact(app, await buildAccount(app))
  customer = await app.as(contact.email)
  reference = (await buildCase(app, { by: contact })).reference
})
after(() => app.close())

/** Every file there is, by its path below the folder. */
async function stored(): Promise<string[]> {
  const entries = await readdir(app.filesFolder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

async function ageAll(): Promise<void> {
  const longAgo = new Date(app.now.getTime() - 48 * 3_600_000)
  for (const file of await stored()) await utimes(file, longAgo, longAgo)
}

async function upload(name: string): Promise<string> {
  const answer = await customer.upload(`${name}.log`, `the bytes of ${name}`)
  assert.equal(answer.status, 201)
  return Object(answer.json).id
}

/** What runs by itself, two days from now. */
async function tidyUp(): Promise<void> {
  const later = app.system(new Date(app.now.getTime() + 48 * 3_600_000))
  await removeUnattachedFiles(later)
  await removeUnnamedFiles(later, app.ownerPool)
}

test('UP-04: nothing is left of uploads that came to nothing, and what a row names stays', async () => {
  const attachmentIds = [await upload('sent')]
  const sent = await customer.post(`/api/v1/cases/${reference}/messages`, {
    kind: 'reply',
    body: 'See the file.',
    attachmentIds,
  })
  assert.equal(sent.status, 201, sent.text)
  await acceptMail(app.system(), {
    way: 'smtp',
    remoteAddress: '192.0.2.1',
    helo: null,
    envelopeFrom: 'a@customer.example',
    envelopeTo: ['support@vendor.example'],
    content: (async function* () {
      yield Buffer.from('From: a@customer.example\r\nSubject: Raw\r\n\r\nRaw\r\n')
    })(),
  })
  const named = (await stored()).toSorted()
  assert.equal(named.length, 2)
  await upload('lost')
  await upload('lost too')
  assert.equal((await stored()).length, 4)
  await ageAll()
  await tidyUp()
  assert.deepEqual((await stored()).toSorted(), named)
})

test('control: bytes that no row names yet are left alone on the day they came', async () => {
  const { rows } = await app.ownerPool.query<{ sha256: string }>(
    `delete from files where id = $1 returning sha256`,
    [await upload('under way')],
  )
  await removeUnnamedFiles(app.system(), app.ownerPool)
  assert.ok((await stored()).some((file) => file.endsWith(rows[0]?.sha256 ?? 'none')))
})
