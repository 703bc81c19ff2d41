import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openCase } from '#desk/cases/server/open-case.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import { letMessageLeave } from '#desk/cases/server/send-off.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { receiveMessage } from '#desk/messages/server/receive-message.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import type { CaseId } from '#platform/ids.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

/** A Tuesday morning. Premium counts at any time of the day, and guarantees the resolution. */
const received = new Date('2026-03-10T09:00:00Z')
const seconds = (n: number) => new Date(received.getTime() + n * 1_000)

let app: TestApp
let vendor: TestVendor
let customer: TestContact

before(async () => {
  app = await startTestApp({ now: received })
  vendor = await buildVendor(app)
  customer = await buildContact(app, await buildAccount(app, { package: 'premium' }))
})
after(() => app.close())

const agent = (at: Date) => app.context(vendor.agent.actor, at)
const minutes = (n: number) => seconds(60 * n)
const open = async (at = received) => (await buildCase(app, { by: customer, at, priority: 'high' })).reference

type Row = {
  state: string
  started_at: Date
  stopped_at: Date | null
  elapsed_ms: string
  is_queued: boolean
  status: string
}

/** A clock as it is kept, with what its case says. */
async function clock(reference: string, kind: 'first_response' | 'resolution') {
  const { rows } = await app.ownerPool.query<Row>(
    `select k.state, k.started_at, k.stopped_at, k.elapsed_ms, c.next_due_at < 'infinity' is_queued, c.status
     from cases c left join clocks k on k.case_id = c.id and k.kind = $2 where c.reference = $1`,
    [reference, kind],
  )
  assert.ok(rows[0])
  return rows[0]
}

/** A mail of the customer that is read later than it was received. */
async function mail(reference: string, { at, readAt }: { at: Date; readAt: Date }) {
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    reference,
  ])
  const caseId = rows[0]?.id ?? ('' as CaseId)
  return receiveMessage(app.context(customer.actor, readAt), { caseId, body: 'It is back.', at })
}

const solution = { solution: 'Restart it.', cause: 'A stale cache.' }

describe('What lies a moment after the clock of the process that records it', () => {
  const told: Omit<OpenCase, 'contactId'> = {
    type: 'problem',
    productCode: 'studio',
    priority: 'high',
    subject: 'The server is down',
    description: 'Told on the phone.',
  }

  test('is a call like any other: the case has its clocks and its place in the queue', async () => {
    const call = { by: 'phone' as const, startedAt: seconds(60).toISOString(), minutes: 1, spokeWith: 'Ana' }
    const input = { ...told, contactId: customer.id, channel: 'phone' as const, call }
    const { reference } = await openCase(agent(received), input)
    const { state, stopped_at: stoppedAt } = await clock(reference, 'first_response')
    assert.deepEqual([state, stoppedAt], ['met', seconds(60)])
    const { state: left, is_queued: isQueued } = await clock(reference, 'resolution')
    assert.deepEqual([left, isQueued], ['running', true])
  })

  test('is mail like any other: its case has the clock of the first reply', async () => {
    const input = { ...told, channel: 'email' as const, receivedAt: seconds(1) }
    const { reference } = await openCase(app.context(customer.actor, received), input)
    const { state, started_at: startedAt } = await clock(reference, 'first_response')
    assert.deepEqual([state, startedAt], ['running', seconds(1)])
  })

  test('is a reply that counts: a note by somebody whose clock is behind changes nothing about it', async () => {
    const reference = await open()
    await writeAs(app, vendor.agent, { reference, at: seconds(1) })
    await writeAs(app, vendor.agent, { reference, at: received, kind: 'note' })
    const { state, stopped_at: stoppedAt } = await clock(reference, 'first_response')
    assert.deepEqual([state, stoppedAt], ['met', seconds(1)])
  })

  test('is a case that is answered: a reply by a clock that is behind comes after the case was opened', async () => {
    const reference = await open(seconds(30))
    await writeAs(app, vendor.agent, { reference, at: received })
    const { state } = await clock(reference, 'first_response')
    assert.equal(state, 'met')
  })
})

describe('Mail that is read after staff went on', () => {
  const waiting = (reference: string, minute: number) =>
    writeAs(app, vendor.agent, { reference, at: minutes(minute), status: 'waiting_customer' })

  test('ends a wait that began after it was received: the case is open, and so its clock runs', async () => {
    const reference = await open()
    await waiting(reference, 10)
    await mail(reference, { at: minutes(5), readAt: minutes(30) })
    const { state, status } = await clock(reference, 'resolution')
    assert.deepEqual([state, status], ['running', 'in_progress'])
  })

  test('reopens what was solved after it was received, with the clock of its solution', async () => {
    const reference = await open()
    await writeAs(app, vendor.agent, { reference, at: minutes(9) })
    await solveCase(agent(minutes(10)), { reference, ...solution })
    assert.equal((await clock(reference, 'resolution')).state, 'met')
    await mail(reference, { at: minutes(5), readAt: minutes(30) })
    const { state, status } = await clock(reference, 'resolution')
    assert.deepEqual([state, status], ['running', 'in_progress'])
  })

  test('ends a wait that was there before it when it was received, whatever was noted in between', async () => {
    const reference = await open()
    await waiting(reference, 10)
    await writeAs(app, vendor.agent, { reference, at: minutes(25), kind: 'note' })
    await mail(reference, { at: minutes(20), readAt: minutes(30) })
    const { state, elapsed_ms: elapsed } = await clock(reference, 'resolution')
    assert.deepEqual([state, Number(elapsed)], ['running', 20 * 60_000])
  })
})

describe('Mail that is read while a message can still be taken back', () => {
  const sending = (at: Date) => ({ ...agent(at), sendingDelayMs: 10_000 })

  /** The message that waits on a case leaves. */
  async function leave(reference: string, at: Date): Promise<void> {
    const { rows } = await app.ownerPool.query<{ id: string }>(
      'select u.id from unsent_messages u join cases c on c.id = u.case_id where c.reference = $1',
      [reference],
    )
    await letMessageLeave(app.system(at), { entryId: rows[0]?.id ?? '' })
  }

  async function solved(mailAt: { at: Date; readAt: Date } | null): Promise<string> {
    const reference = await open(minutes(-10))
    await writeAs(app, vendor.agent, { reference, at: minutes(-5) })
    await solveCase(sending(seconds(3)), { reference, ...solution })
    if (mailAt !== null) await mail(reference, mailAt)
    await leave(reference, seconds(13))
    return (await clock(reference, 'resolution')).status
  }

  test('is not solved away, though it was received before the click', async () => {
    assert.equal(await solved({ at: received, readAt: seconds(5) }), 'in_progress')
    assert.equal(await solved(null), 'solved')
  })

  test('ends the wait that the message begins', async () => {
    const reference = await open(minutes(-10))
    const input = { reference, kind: 'reply' as const, body: 'And now?', status: 'waiting_customer' as const }
    await writeMessage(sending(seconds(3)), input)
    await mail(reference, { at: received, readAt: seconds(5) })
    await leave(reference, seconds(13))
    const { state, status } = await clock(reference, 'resolution')
    assert.deepEqual([state, status], ['running', 'in_progress'])
  })
})
