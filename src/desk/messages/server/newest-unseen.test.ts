import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { lastToCome } from '#desk/messages/domain/last-to-come.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { receiveMessage } from '#desk/messages/server/receive-message.ts'
import { takeBackMessage } from '#desk/messages/server/take-back-message.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { type Context } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { countRows } from '../../../../tests/support/count-rows.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const now = new Date('2026-03-10T09:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let maya: Awaited<ReturnType<typeof buildStaff>>

before(async () => {
  app = await startTestApp({ now, sendingDelayMs: 10_000 })
  vendor = await buildVendor(app)
  maya = await buildStaff(app, 'agent', 'Maya Lindqvist')
  contact = await buildContact(app, await buildAccount(app))
})
after(() => app.close())

const agent = (seconds: number) => app.context(vendor.agent.actor, later(seconds))
const colleague = (seconds: number) => app.context(maya.actor, later(seconds))
const write = (ctx: Context, reference: string, body: string, more: object = {}) =>
  writeMessage(ctx, { reference, kind: 'reply', body, ...more })

async function openAndSee() {
  const { reference } = await buildCase(app, { by: contact })
  const { items } = await readTimeline(agent(1), { reference, limit: 100 })
  return { reference, seenEntryId: items.at(-1)?.id ?? '' }
}

/** The refusal of a reply, with the entry and the words it names. */
async function refusal(sending: Promise<unknown>) {
  const [one] = await Promise.allSettled([sending])
  assert.ok(one.status === 'rejected' && one.reason instanceof FourlineError)
  assert.equal(one.reason.code, 'newer_message')
  return one.reason.errors?.[0]
}

describe('a reply after a newer message of somebody else', () => {
  test('is refused with what is new, changes nothing, and goes when it has been seen', async () => {
    const { reference, seenEntryId } = await openAndSee()
    const newer = await write(colleague(5), reference, 'Restart it, please.')
    const before = await countRows(app)
    const named = await refusal(write(agent(6), reference, 'My answer', { seenEntryId }))
    assert.deepEqual(named, { path: newer.id, message: 'Restart it, please.' })
    assert.deepEqual(await countRows(app), before)
    const sent = await write(agent(7), reference, 'My answer', { seenEntryId: newer.id })
    assert.equal(sent.body, 'My answer')
  })

  test('is refused for a customer’s message as well', async () => {
    const { reference, seenEntryId } = await openAndSee()
    await write(app.context(contact.actor, later(5)), reference, 'It works again!')
    const named = await refusal(write(agent(6), reference, 'My answer', { seenEntryId }))
    assert.equal(named?.message, 'It works again!')
  })

  test('is refused for mail that is read late, though what was seen happened after its receipt, and once', async () => {
    const { reference } = await openAndSee()
    const note = await writeMessage(colleague(5), { reference, kind: 'note', body: 'Careful' })
    const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
      reference,
    ])
    const caseId = rows[0]?.id ?? ('' as CaseId)
    const mail = { caseId, body: 'It works again!', at: later(3) }
    const { entryId } = await receiveMessage(app.context(contact.actor, later(6)), mail)
    const named = await refusal(write(agent(7), reference, 'My answer', { seenEntryId: note.id }))
    assert.deepEqual(named, { path: entryId, message: 'It works again!' })
    const { items } = await readTimeline(agent(8), { reference, limit: 100 })
    assert.equal(items.at(-1)?.id, note.id)
    await write(agent(9), reference, 'My answer', { seenEntryId: lastToCome(items)?.id })
  })

  test('goes when what was new has been taken back', async () => {
    const { reference, seenEntryId } = await openAndSee()
    const { id } = await write(colleague(5), reference, 'Restart it, please.')
    await takeBackMessage(colleague(6), { reference, id })
    await write(agent(7), reference, 'My answer', { seenEntryId })
  })

  test('goes after one’s own message, after notes, and where nobody says what was seen', async () => {
    const { reference, seenEntryId } = await openAndSee()
    await write(agent(5), reference, 'First half')
    await writeMessage(colleague(6), { reference, kind: 'note', body: 'Careful' })
    await write(agent(7), reference, 'Second half', { seenEntryId })
    await write(colleague(8), reference, 'And from me')
    await write(agent(9), reference, 'Without a word of what was seen')
  })

  test('a note is never refused', async () => {
    const { reference, seenEntryId } = await openAndSee()
    await write(colleague(5), reference, 'Restart it, please.')
    await writeMessage(agent(6), { reference, kind: 'note', body: 'Noted', seenEntryId })
  })
})
