import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { CallInput } from '#desk/cases/domain/call.ts'
import { logCall } from '#desk/cases/server/log-call.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { openCaseOnline } from '#desk/cases/server/open-case-online.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import type { Context } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { clockStates } from '#promise/clocks/domain/clock-states.ts'
import { readPolicy } from '#promise/clocks/server/keep-policy.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

// A Tuesday, in the support hours of +01:00.
const now = new Date('2026-03-10T10:00:00Z')
const startedAt = '2026-03-10T09:40:00.000Z'
const call: CallInput = { by: 'phone', startedAt, minutes: 12, spokeWith: 'Ana' }

let app: TestApp
let vendor: TestVendor
let basic: TestContact
let premium: TestContact
before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
  basic = await buildContact(app, await buildAccount(app, { package: 'basic' }))
  premium = await buildContact(app, await buildAccount(app, { package: 'premium' }))
})
after(() => app.close())

const agent = (at?: Date) => app.context(vendor.agent.actor, at)
const codeOf = (code: string) => (error: unknown) => error instanceof FourlineError && error.code === code

const open = (contact: TestContact, channel: 'phone' | 'portal', told: CallInput | undefined = call) =>
  openCase(agent(), {
    type: 'problem',
    productCode: 'studio',
    priority: 'high',
    subject: 'The server is down',
    description: 'Told on the phone.',
    contactId: contact.id,
    channel,
    call: told,
  })

/** The calls on a case, as far as somebody sees its entries. */
async function callsOn(ctx: Context, reference: string): Promise<Extract<EntryEvent, { type: 'call' }>[]> {
  const rows = await ctx.transaction((tx) =>
    tx
      .selectFrom('entries')
      .innerJoin('cases', 'cases.id', 'entries.case_id')
      .select('event')
      .where('cases.reference', '=', reference)
      .execute(),
  )
  return rows.flatMap(({ event }) => (event?.type === 'call' ? [event] : []))
}

/** The clocks as the pure rules have them, of a case received and answered at one instant. */
async function byTheRules(reference: string) {
  const { rows } = await app.ownerPool.query<{ id: string }>(
    'select clock_policy_id id from cases where reference = $1',
    [reference],
  )
  const policy = await app.system().transaction((tx) => readPolicy(tx, rows[0]?.id ?? ''))
  const at = Date.parse(startedAt)
  const events = [
    { at, type: 'created' as const, priority: 'high' as const },
    { at, type: 'agent_reply' as const },
  ]
  return clockStates(policy, events, now.getTime())
}

describe('a case opened in a call', () => {
  test('is received and answered as the call begins, by the pure rules', async () => {
    const { reference } = await open(premium, 'phone')
    const view = await readCase(agent(), { reference })
    const rules = await byTheRules(reference)
    const first = view.clocks.find(({ kind }) => kind === 'first_response')
    assert.equal(view.receivedAt, startedAt)
    assert.deepEqual([first?.state, first?.stoppedAt], ['met', startedAt])
    assert.equal(rules.firstResponse.state, 'met')
    const resolution = view.clocks.find(({ kind }) => kind === 'resolution')
    assert.equal(Date.parse(resolution?.dueAt ?? ''), rules.resolution.dueAt)
    assert.deepEqual([view.status, view.assignee?.id], ['in_progress', vendor.agent.id])
  })

  test('has the call on its timeline, with its length and who spoke', async () => {
    const { reference } = await open(premium, 'phone')
    const [logged] = await callsOn(agent(), reference)
    assert.ok(logged)
    const { reasons: _, ...told } = logged
    assert.deepEqual(told, { type: 'call', ...call, opened: true, outcome: 'included' })
  })

  test('without phone support goes through the right channel, answered all the same', async () => {
    await assert.rejects(open(basic, 'phone'), codeOf('decision_refused'))
    const view = await open(basic, 'portal')
    assert.equal(view.channel, 'portal')
    assert.equal(view.clocks.find(({ kind }) => kind === 'first_response')?.stoppedAt, startedAt)
    const [logged] = await callsOn(agent(), view.reference)
    assert.equal(logged?.outcome, 'refused')
  })

  test('that has not been over, or was long ago, is refused and opens nothing', async () => {
    const wrong = [
      [{ ...call, startedAt: '2026-03-10T09:55:00.000Z' }, 'call_not_over'],
      [{ ...call, startedAt: '2026-03-03T09:00:00.000Z' }, 'call_too_old'],
    ] as const
    for (const [told, code] of wrong) await assert.rejects(open(premium, 'phone', told), codeOf(code))
  })

  test('is never told by a customer', async () => {
    const input = {
      type: 'problem' as const,
      productCode: 'studio',
      priority: 'high' as const,
      subject: 'Down',
      description: 'Down.',
      call,
    }
    await assert.rejects(openCaseOnline(app.context(premium.actor), input), codeOf('invalid_input'))
  })
})

describe('a call about a case that is there', () => {
  test('is logged also where its contact has left since, with what is decided about them', async () => {
    const contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    const { reference } = await buildCase(app, { by: contact })
    await endContact(app.system(), { contactId: contact.id })
    const { decision } = await logCall(agent(), { reference, ...call })
    assert.deepEqual(
      [decision.outcome, decision.reasons.some(({ code }) => code === 'contact_not_authorised')],
      ['refused', true],
    )
    assert.equal((await callsOn(agent(), reference)).length, 1)
    await assert.rejects(open(contact, 'phone'), codeOf('not_found'))
  })

  test('is logged with the decision of its channel, and answers nothing', async () => {
    const { reference } = await buildCase(app, { by: premium, priority: 'high' })
    const before = await readCase(agent(), { reference })
    const { decision } = await logCall(agent(), { reference, ...call })
    assert.equal(decision.outcome, 'included')
    const after = await readCase(agent(), { reference })
    assert.equal(after.status, 'new')
    assert.deepEqual(
      after.clocks.map(({ state, dueAt }) => [state, dueAt]),
      before.clocks.map(({ state, dueAt }) => [state, dueAt]),
    )
    assert.deepEqual(after.decision, before.decision, 'the case shows what was decided about the case')
  })

  test('is logged and its refusal kept where the package has no phone support', async () => {
    const { reference } = await buildCase(app, { by: basic })
    const { decision, entryId } = await logCall(agent(), { reference, ...call })
    assert.deepEqual(
      [decision.outcome, decision.reasons.map(({ code }) => code)],
      ['refused', ['channel_not_included']],
    )
    const { rows } = await app.ownerPool.query('select outcome from decisions where entry_id = $1', [entryId])
    assert.deepEqual(rows, [{ outcome: 'refused' }])
  })

  test('is the desk’s own: customers neither log one nor read of it', async () => {
    const { reference } = await buildCase(app, { by: premium })
    await logCall(agent(), { reference, ...call })
    assert.equal((await callsOn(agent(), reference)).length, 1)
    assert.deepEqual(await callsOn(app.context(premium.actor), reference), [])
    await assert.rejects(
      logCall(app.context(premium.actor), { reference, ...call }),
      codeOf('permission_missing'),
    )
  })
})
