import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { lockCase } from '#desk/cases/server/case-query.ts'
import { type NewEntry, recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { seed } from '../../../../tests/support/random-history.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

const received = new Date('2026-03-10T09:00:00Z')
const later = (minutes: number) => new Date(received.getTime() + minutes * 60_000)
/** Premium, high: the first reply within half an hour, at any time of the day. */
const due = later(30)

let app: TestApp
let vendor: TestVendor
let customer: TestContact

before(async () => {
  app = await startTestApp({ now: received })
  vendor = await buildVendor(app)
  await app.ownerPool.query(
    `insert into line_targets (line, priority, minutes) values (1, 'high', 60), (2, 'high', 90)`,
  )
  customer = await buildContact(app, await buildAccount(app, { package: 'premium' }))
})
after(() => app.close())

const open = async () => (await buildCase(app, { by: customer, at: received, priority: 'high' })).reference

/** Puts an entry on the timeline that is noticed at another time than it happened. */
async function note(reference: string, entry: NewEntry, noticedAt: Date): Promise<void> {
  const ctx = app.system(noticedAt)
  await ctx.transaction(async (tx) => recordOnCase(ctx, tx, await lockCase(ctx, tx, reference), [entry]))
}

const replied = (minutes: number): NewEntry => ({
  kind: 'message',
  body: 'We look into it.',
  channel: 'email',
  at: later(minutes),
  author: { kind: 'staff', id: null, name: 'Alex' },
})

async function firstReply(reference: string) {
  const { rows } = await app.ownerPool.query<Record<string, unknown>>(
    `select k.state, k.fired_at, k.stopped_at, k.next_alarm_at, k.warned, b.state breach
     from clocks k join cases c on c.id = k.case_id left join breaches b on b.case_id = k.case_id and b.kind = k.kind
     where c.reference = $1 and k.kind = 'first_response'`,
    [reference],
  )
  return rows[0]
}

/** What is left by a sweeper that found the first reply missing: it acted, and a breach is on record. */
async function foundMissing(reference: string): Promise<void> {
  await app.ownerPool.query(
    `with fired as (update clocks k set fired_at = $2, state = 'breached', warned = 80, warn_shares = '{}', warn_at = '{}'
       from cases c where c.id = k.case_id and c.reference = $1 and k.kind = 'first_response' returning k.*)
     insert into breaches (case_id, account_id, kind, started_at, due_at, noticed_at, priority, line, target_minutes)
     select case_id, account_id, kind, started_at, due_at, $2, 'high', 1, target_minutes from fired`,
    [reference, later(31)],
  )
}

describe('A reply that was written while nothing was running', () => {
  test('before it was due keeps the promise, and the breach that was noted is withdrawn', async () => {
    const reference = await open()
    await foundMissing(reference)
    assert.equal((await firstReply(reference))?.['breach'], 'open')
    await note(reference, replied(29), later(600))
    assert.deepEqual(await firstReply(reference), {
      state: 'met',
      fired_at: null,
      stopped_at: later(29),
      next_alarm_at: null,
      warned: 80,
      breach: 'withdrawn',
    })
  })

  test('after it was due leaves the breach as it stands', async () => {
    const reference = await open()
    await foundMissing(reference)
    await note(reference, replied(32), later(600))
    const { state, fired_at: firedAt, breach } = (await firstReply(reference)) ?? {}
    assert.deepEqual([state, firedAt, breach], ['breached', later(31), 'open'])
  })

  test('too late, where no sweeper ever came by, is still to be fired, at its own due time', async () => {
    const reference = await open()
    await writeAs(app, vendor.agent, { reference, at: later(40) })
    const { state, stopped_at: stoppedAt, next_alarm_at: alarmAt } = (await firstReply(reference)) ?? {}
    assert.deepEqual([state, stoppedAt, alarmAt], ['breached', later(40), due])
    // A solution changes nothing about that.
    await solveCase(app.context(vendor.agent.actor, later(50)), {
      reference,
      solution: 'Done.',
      cause: 'A bug.',
    })
    assert.deepEqual((await firstReply(reference))?.['next_alarm_at'], due)
  })
})

const statuses = ['in_progress', 'waiting_customer', 'waiting_other', 'solved'] as const
const happened = fc.oneof(
  fc.record({
    kind: fc.constant('message' as const),
    author: fc.constantFrom('contact' as const, 'staff' as const),
  }),
  fc.constantFrom(...statuses).map((to) => ({ kind: 'status' as const, to })),
  fc
    .constantFrom('high' as const, 'medium' as const, 'low' as const)
    .map((to) => ({ kind: 'priority' as const, to })),
  fc.integer({ min: 1, max: 3 }).map((to) => ({ kind: 'line' as const, to })),
)
type Happened = typeof happened extends fc.Arbitrary<infer T> ? T : never

function entryOf(what: Happened, at: Date | undefined): NewEntry {
  const common = { channel: 'desk', ...(at && { at }) }
  if (what.kind === 'message')
    return {
      ...common,
      kind: 'message',
      body: 'Hello.',
      author: { kind: what.author, id: null, name: 'Alex' },
    }
  if (what.kind === 'status')
    return { ...common, kind: 'event', event: { type: 'status', from: what.to, to: what.to } }
  if (what.kind === 'priority')
    return { ...common, kind: 'event', event: { type: 'priority', from: what.to, to: what.to } }
  return { ...common, kind: 'event', event: { type: 'line', from: what.to, to: what.to } }
}

/** The clocks of a case and what has gone before them; when they were acted on is no part of that. */
async function clocksOf(reference: string) {
  const { rows } = await app.ownerPool.query<{ clocks: unknown }>(
    `select jsonb_agg(to_jsonb(k) - '{case_id,account_id,fired_at,warned,next_alarm_at}'::text[] order by kind, started_at)
       clocks from (
         select case_id, account_id, kind, state, guaranteed, clause, target_minutes, started_at, due_at, stopped_at,
           elapsed_ms, over_ms, earlier_due_at, line, warn_shares, warn_at from clocks
         union all select case_id, account_id, kind, state, guaranteed, clause, target_minutes, started_at, due_at,
           stopped_at, elapsed_ms, over_ms, earlier_due_at, line, null, null from clock_history) k
     join cases c on c.id = k.case_id where c.reference = $1`,
    [reference],
  )
  return rows[0]?.clocks
}

describe(`Over random histories on PostgreSQL (seed ${seed})`, () => {
  const histories = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), happened, fc.nat(1_000)), {
    minLength: 2,
    maxLength: 6,
  })
  /** One case whose entries are noticed as they happen, and one whose entries are noticed in some other order. */
  async function twins(steps: [number, Happened, number][], says: (at: Date) => Date | undefined) {
    const [timely, late] = [await open(), await open()]
    let minutes = 0
    const entries = steps.map(([gap, what, order]) => ({ at: later((minutes += gap)), what, order }))
    for (const { at, what } of entries) {
      await note(timely, entryOf(what, at), at)
      await fireDueClocks(app.system(at))
    }
    const [end, looks] = [later(2_000), { kind: 'status', to: 'in_progress' } as const]
    for (const [index, { at, what }] of entries.toSorted((a, b) => a.order - b.order).entries()) {
      await note(late, entryOf(what, says(at)), later(1_300 + index))
      await fireDueClocks(app.system(later(1_300 + index)))
    }
    for (const reference of [timely, late]) await note(reference, entryOf(looks, end), end)
    return [await clocksOf(timely), await clocksOf(late)] as const
  }
  test('a solution that is noticed late leaves no stays on lines that were told before it', async () => {
    const [timely, late] = await twins(
      [
        [1, { kind: 'status', to: 'solved' }, 1],
        [1, { kind: 'line', to: 2 }, 0],
        [1, { kind: 'line', to: 1 }, 0],
        [1, { kind: 'line', to: 1 }, 0],
      ],
      (at) => at,
    )
    assert.deepEqual(late, timely)
  })

  const property = (says: (at: Date) => Date | undefined) =>
    fc.asyncProperty(histories, async (steps) => {
      const [timely, late] = await twins(steps, says)
      assert.deepEqual(late, timely)
    })

  test('what is noticed late counts by its own time, in whatever order, with a sweeper in between', async () => {
    await fc.assert(
      property((at) => at),
      { seed, numRuns: 15 },
    )
  })
  test('what counts by the time it is noticed is found out', async () => {
    assert.ok(
      (
        await fc.check(
          property(() => undefined),
          { seed, numRuns: 15, endOnFailure: true },
        )
      ).failed,
    )
  })
})
