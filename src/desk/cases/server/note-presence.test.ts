import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { notePresence, readPresences } from '#desk/cases/server/note-presence.ts'
import { FourlineError } from '#platform/errors.ts'
import pg from 'pg'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const now = new Date('2026-03-10T09:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let maya: Awaited<ReturnType<typeof buildStaff>>

before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
  maya = await buildStaff(app, 'agent', 'Maya Lindqvist')
  contact = await buildContact(app, await buildAccount(app))
})
after(() => app.close())

type Doing = 'viewing' | 'replying' | 'noting' | 'gone'
const open = async () => (await buildCase(app, { by: contact })).reference
const say = (reference: string, doing: Doing, seconds = 0, who = maya) =>
  notePresence(app.context(who.actor, later(seconds)), { reference, doing })
const others = async (reference: string, seconds: number) =>
  (await say(reference, 'viewing', seconds, vendor.agent)).others.map(({ name, doing }) => `${name} ${doing}`)

test('whoever has a case before them is seen by colleagues, with what they do, and not by themselves', async () => {
  const reference = await open()
  assert.deepEqual((await say(reference, 'viewing')).others, [])
  assert.deepEqual(await others(reference, 1), ['Maya Lindqvist viewing'])
  await say(reference, 'replying', 2)
  assert.deepEqual(await others(reference, 3), ['Maya Lindqvist replying'])
  await say(reference, 'gone', 4)
  assert.deepEqual(await others(reference, 5), [])
})

test('fifteen seconds of silence end it, for the case and for the queue', async () => {
  const reference = await open()
  await say(reference, 'replying')
  const inQueue = async (seconds: number) =>
    (await readPresences(app.context(vendor.agent.actor, later(seconds)))).present
      .filter((one) => one.reference === reference && one.staffId === maya.id)
      .map(({ until }) => until)
  assert.deepEqual(await inQueue(14.9), [later(15).toISOString()])
  assert.deepEqual(await others(reference, 14.9), ['Maya Lindqvist replying'])
  assert.deepEqual(await inQueue(15), [])
  assert.deepEqual(await others(reference, 15), [])
})

test('colleagues are told of what changes, and not of every word that somebody is still there', async () => {
  const reference = await open()
  const listener = new pg.Client(app.ownerUrl)
  await listener.connect()
  const heard: string[] = []
  listener.on('notification', ({ payload }) => {
    if (payload?.includes(`"id": "${reference}"`) === true) heard.push(payload)
  })
  await listener.query('listen fourline_live')
  for (const [doing, seconds] of [
    ['viewing', 0],
    ['viewing', 5],
    ['replying', 10],
    ['replying', 15],
    ['replying', 31],
    ['gone', 32],
    ['gone', 33],
  ] as const)
    await say(reference, doing, seconds)
  await listener.query('select 1')
  assert.equal(heard.length, 4)
  assert.ok(
    heard.every((payload) => payload.includes('"accountId": null')),
    'customers hear of none',
  )
  await listener.end()
})

test('a customer neither says nor sees it', async () => {
  const reference = await open()
  await say(reference, 'replying')
  const client = await app.as(contact.email)
  assert.equal((await client.get('/api/v1/presence')).status, 403)
  await assert.rejects(
    notePresence(app.context(contact.actor), { reference, doing: 'viewing' }),
    (error) => error instanceof FourlineError && error.kind === 'forbidden',
  )
})
