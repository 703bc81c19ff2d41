import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { confirmCase } from '#desk/cases/server/confirm-case.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { letMessageLeave } from '#desk/cases/server/send-off.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { readDrafts } from '#desk/messages/server/read-drafts.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { takeBackMessage } from '#desk/messages/server/take-back-message.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const received = new Date('2026-03-10T09:00:00Z')
const later = (seconds: number) => new Date(received.getTime() + seconds * 1000)

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let colleague: Awaited<ReturnType<typeof buildStaff>>

before(async () => {
  app = await startTestApp({ now: received, sendingDelayMs: 10_000, connections: 12 })
  vendor = await buildVendor(app)
  colleague = await buildStaff(app, 'agent', 'Maya Lindqvist')
  contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
})
after(() => app.close())

const agent = (seconds: number) => app.context(vendor.agent.actor, later(seconds))
const customer = (seconds: number) => app.context(contact.actor, later(seconds))
const open = async () => (await buildCase(app, { by: contact, at: received, priority: 'high' })).reference
const send = (
  reference: string,
  at: number,
  more: { status?: 'waiting_customer'; attachmentIds?: string[] } = {},
) => writeMessage(agent(at), { reference, kind: 'reply', body: 'We look into it.', ...more })
const leave = (entryId: string, at: number) => letMessageLeave(app.system(later(at)), { entryId })
const takeBack = (reference: string, id: string, at: number) => takeBackMessage(agent(at), { reference, id })
const timeline = async (ctx: ReturnType<typeof agent>, reference: string) =>
  (await readTimeline(ctx, { reference, limit: 100 })).items
const texts = async (ctx: ReturnType<typeof agent>, reference: string) =>
  (await timeline(ctx, reference)).flatMap(({ body }) => body ?? [])
const firstReply = (view: CaseView) => view.clocks.find(({ kind }) => kind === 'first_response')
const refused = (code: string) => (error: unknown) => error instanceof FourlineError && error.code === code

const jobs = async (name: string, entryId: string) =>
  (
    await app.ownerPool.query(
      `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = $1 and j.payload->>'entryId' = $2`,
      [name, entryId],
    )
  ).rowCount

/** The clocks of a case as they are stored, and what the case has of its replies. A running clock counts on. */
async function stored(reference: string) {
  const { rows } = await app.ownerPool.query(
    `select k.kind, k.state, k.started_at, k.due_at, k.stopped_at, k.over_ms,
       case when k.stopped_at is not null then k.elapsed_ms end as elapsed_ms, k.fired_at,
       c.status, c.first_replied_at, c.solved_at, c.solution, c.cause, c.close_reason, c.next_due_at
     from clocks k join cases c on c.id = k.case_id where c.reference = $1 order by k.kind`,
    [reference],
  )
  return rows
}

describe('a reply that can still be taken back', () => {
  test('counts from the click for staff: clock, status and conversation', async () => {
    const reference = await open()
    const sent = await send(reference, 60, { status: 'waiting_customer' })
    assert.equal(sent.leavesAt, later(70).toISOString())
    const view = await readCase(agent(61), { reference })
    assert.equal(view.status, 'waiting_customer')
    assert.deepEqual(view.unsent, { id: sent.id, leavesAt: later(70).toISOString(), mine: true })
    assert.equal(firstReply(view)?.state, 'met')
    assert.equal(firstReply(view)?.stoppedAt, later(60).toISOString())
    assert.deepEqual((await texts(agent(61), reference)).at(-1), 'We look into it.')
    assert.equal((await readCase(app.context(colleague.actor, later(61)), { reference })).unsent?.mine, false)
  })

  test('is nothing to customers: no text, no status, no met clock, no word that it waits', async () => {
    const reference = await open()
    const seen = async () => {
      const { version: _, clocks, ...view } = await readCase(customer(61), { reference })
      // How much a running clock has used is as of when it was written.
      return { ...view, clocks: clocks.map((clock) => ({ ...clock, elapsedMs: 0 })) }
    }
    const before = await seen()
    await send(reference, 60, { status: 'waiting_customer' })
    assert.deepEqual(await seen(), before)
    assert.equal((await texts(customer(61), reference)).length, 1)
  })

  test('is no entry of the timeline, and nobody is told, until it leaves', async () => {
    const reference = await open()
    const { id } = await send(reference, 60)
    assert.equal((await app.ownerPool.query('select from entries where id = $1', [id])).rowCount, 0)
    assert.equal(await jobs('queue-reply-mail', id), 0)
    await leave(id, 70)
    assert.equal(await jobs('queue-reply-mail', id), 1)
    assert.deepEqual((await texts(customer(71), reference)).at(-1), 'We look into it.')
    const view = await readCase(customer(71), { reference })
    assert.equal(view.status, 'in_progress')
    assert.equal(firstReply(view)?.stoppedAt, later(60).toISOString())
  })

  test('leaves once, however often its job runs', async () => {
    const reference = await open()
    const { id } = await send(reference, 60)
    await leave(id, 70)
    await leave(id, 71)
    assert.equal(await jobs('queue-reply-mail', id), 1)
    assert.equal((await timeline(agent(72), reference)).filter((item) => item.id === id).length, 1)
  })

  test('keeps its name and its place when it leaves', async () => {
    const reference = await open()
    const { id } = await send(reference, 60, { status: 'waiting_customer' })
    const waiting = (await timeline(agent(61), reference)).map((item) => item.id)
    await leave(id, 70)
    assert.deepEqual(
      (await timeline(agent(71), reference)).map((item) => item.id),
      waiting,
    )
  })

  test('leaves first when its author goes on with the case', async () => {
    const reference = await open()
    const { id } = await send(reference, 60)
    await solveCase(agent(62), { reference, solution: 'Restart it.', cause: 'A full disk.' })
    assert.equal((await texts(customer(63), reference)).at(-1), 'We look into it.')
    await assert.rejects(takeBack(reference, id, 63), refused('has_left'))
  })

  test('is still there to be taken back after a colleague has passed the case on', async () => {
    const reference = await open()
    const { id } = await send(reference, 60)
    await changeCase(app.context(colleague.actor, later(62)), {
      reference,
      line: 2,
      priority: 'medium',
      reason: 'x',
    })
    await takeBack(reference, id, 63)
    const view = await readCase(agent(64), { reference })
    assert.deepEqual(
      [view.line, view.priority, view.status, firstReply(view)?.state],
      [2, 'medium', 'new', 'running'],
    )
  })
})

describe('taken back', () => {
  test('it has never been: clocks, status and conversation are as before', async () => {
    const reference = await open()
    const before = await stored(reference)
    const seen = await timeline(agent(59), reference)
    const { id } = await send(reference, 60, { status: 'waiting_customer' })
    assert.notDeepEqual(await stored(reference), before)
    await takeBack(reference, id, 65)
    assert.deepEqual(await stored(reference), before)
    assert.deepEqual(await timeline(agent(66), reference), seen)
    await leave(id, 70)
    assert.deepEqual(await stored(reference), before)
    assert.equal(await jobs('queue-reply-mail', id), 0)
  })

  test('the text and the files are in the draft again, before what has been begun since', async () => {
    const reference = await open()
    const file = await storeFile(agent(50), { name: 'a.txt', mediaType: 'text/plain', content: bytes('x') })
    const { id } = await send(reference, 60, { attachmentIds: [file.id] })
    const { draft } = await takeBack(reference, id, 65)
    assert.equal(draft?.body, 'We look into it.')
    assert.deepEqual(
      draft?.attachments.map(({ name }) => name),
      ['a.txt'],
    )
    assert.deepEqual((await readDrafts(agent(66), { reference })).own, [draft])
    const again = await send(reference, 70, { attachmentIds: [file.id] })
    await leave(again.id, 80)
    assert.deepEqual(
      (await timeline(customer(81), reference)).at(-2)?.attachments?.map(({ id }) => id),
      [file.id],
    )
  })

  test('a solution gives back its words, and the case is open as it was', async () => {
    const reference = await open()
    await leave((await send(reference, 60)).id, 70)
    const before = await stored(reference)
    await solveCase(agent(80), { reference, solution: 'Restart it.', cause: 'A full disk.' })
    const view = await readCase(agent(81), { reference })
    assert.deepEqual([view.status, view.solution], ['solved', 'Restart it.'])
    assert.deepEqual((await readCase(customer(81), { reference })).solution, null)
    const back = await takeBack(reference, view.unsent?.id ?? '', 82)
    assert.deepEqual(back, { draft: null, solution: 'Restart it.', cause: 'A full disk.' })
    assert.deepEqual(await stored(reference), before)
  })

  test('by nobody but its author', async () => {
    const reference = await open()
    const { id } = await send(reference, 60)
    const input = { reference, id }
    await assert.rejects(
      takeBackMessage(app.context(colleague.actor, later(61)), input),
      refused('not_yours'),
    )
    await takeBack(reference, id, 62)
    await assert.rejects(takeBack(reference, id, 62), refused('not_found'))
  })
})

describe('what customers do while a message waits to leave', () => {
  test('an answer of theirs ends the wait that the message asks for', async () => {
    const reference = await open()
    const { id } = await send(reference, 60, { status: 'waiting_customer' })
    await writeMessage(customer(63), { reference, kind: 'reply', body: 'It is the same today.' })
    assert.equal(firstReply(await readCase(agent(64), { reference }))?.state, 'met')
    assert.equal(firstReply(await readCase(customer(64), { reference }))?.state, 'running')
    await leave(id, 70)
    const view = await readCase(customer(71), { reference })
    assert.deepEqual([view.status, firstReply(view)?.stoppedAt], ['in_progress', later(60).toISOString()])
  })

  test('a case they close in between stays closed, and the message arrives', async () => {
    const reference = await open()
    await leave((await send(reference, 60)).id, 70)
    await solveCase(agent(80), { reference, solution: 'Restart it.', cause: 'A full disk.' })
    await leave((await readCase(agent(81), { reference })).unsent?.id ?? '', 90)
    const { id } = await send(reference, 100)
    await confirmCase(customer(101), { reference })
    await leave(id, 110)
    assert.equal((await readCase(customer(111), { reference })).status, 'closed')
    assert.equal((await texts(customer(111), reference)).at(-1), 'We look into it.')
  })
})

test('taking back against leaving: always exactly one of them happens', async () => {
  const outcomes = { left: 0, takenBack: 0 }
  for (let round = 0; round < 24; round++) {
    const reference = await open()
    const { id } = await send(reference, 60, { status: 'waiting_customer' })
    const [, back] = await Promise.allSettled(
      round % 2 === 0
        ? [leave(id, 70), takeBack(reference, id, 70)]
        : [takeBack(reference, id, 70), leave(id, 70)].toReversed(),
    )
    const isEntry = (await app.ownerPool.query('select from entries where id = $1', [id])).rowCount === 1
    const isDraft = (await readDrafts(agent(71), { reference })).own.length === 1
    assert.notEqual(isEntry, isDraft, `round ${round}: ${isEntry ? 'both' : 'neither'}`)
    assert.equal(await jobs('queue-reply-mail', id), isEntry ? 1 : 0)
    assert.equal(back?.status, isEntry ? 'rejected' : 'fulfilled')
    outcomes[isEntry ? 'left' : 'takenBack'] += 1
  }
  assert.equal(outcomes.left + outcomes.takenBack, 24)
})

test('the clocks of a case on which messages were taken back are those of one where they never were', async () => {
  const random = seeded(20260310)
  for (let round = 0; round < 12; round++) {
    const [one, other] = [await open(), await open()]
    let at = 60
    for (let step = 0; step < 7; step++) {
      at += 20 + Math.floor(random() * 4000)
      const kind = Math.floor(random() * 5)
      const status = random() < 0.5 ? ('waiting_customer' as const) : undefined
      if (kind < 2) {
        const { id } = await send(one, at, { status })
        if (random() < 0.5) await changeCase(agent(at + 3), { reference: one, assigneeId: vendor.agent.id })
        await takeBack(one, id, at + 5)
        continue
      }
      for (const reference of [one, other]) {
        if (kind === 2) await leave((await send(reference, at, { status })).id, at + 10)
        else if (kind === 3) await writeMessage(customer(at), { reference, kind: 'reply', body: 'And now?' })
        else {
          const { priority } = await readCase(agent(at), { reference })
          const next = priority === 'high' ? 'medium' : 'high'
          await changeCase(agent(at), { reference, priority: next, reason: 'As agreed' })
        }
      }
    }
    assert.deepEqual(await stored(one), await stored(other), `round ${round}`)
    const clocksOf = async (reference: string) => (await readCase(agent(at + 60), { reference })).clocks
    assert.deepEqual(await clocksOf(one), await clocksOf(other), `round ${round}, explained`)
  }
})

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
