import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answerWish } from '#desk/cases/server/answer-wish.ts'
import { askPriority } from '#desk/cases/server/ask-priority.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { listWishes } from '#desk/cases/server/priority-wishes.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase, buildSolvedCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type Person } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let agent: Person
let contact: Person

before(async () => {
  app = await startTestApp()
  agent = (await buildVendor(app)).agent
  contact = await buildContact(app, await buildAccount(app))
})
after(() => app.close())

const reason = 'Our whole warehouse waits.'
const ask = (by: Person, reference: string, priority: 'high' | 'medium' | 'low' = 'high') =>
  askPriority(app.context(by.actor), { reference, priority, reason })

async function eventsOf(reference: string): Promise<string[]> {
  const { items } = await readTimeline(app.context(contact.actor), { reference, limit: 100 })
  return items.flatMap((item) => item.event?.type ?? [])
}

test('a wish that is accepted raises the case, once, and the customer reads it', async () => {
  const { reference } = await buildCase(app, { by: contact })
  const wish = await ask(contact, reference)
  assert.equal((await readCase(app.context(agent.actor), { reference })).priority, 'medium')
  const answer = { reference, id: wish.id, outcome: 'accepted' as const }
  const answered = await answerWish(app.context(agent.actor), answer)
  assert.deepEqual([answered.state, answered.answeredBy], ['accepted', agent.name])
  assert.equal((await readCase(app.context(contact.actor), { reference })).priority, 'high')
  await assert.rejects(answerWish(app.context(agent.actor), answer), { code: 'answered_already' })
  const events = await eventsOf(reference)
  assert.deepEqual(
    events.filter((type) => type.startsWith('priority')),
    ['priority_asked', 'priority'],
  )
})

test('raising a case on a wish never makes its promise later (SPEC 4.5)', async () => {
  const { reference, clocks } = await buildCase(app, { by: contact })
  const before = clocks.find((clock) => clock.kind === 'first_response')?.dueAt
  const { id } = await ask(contact, reference)
  await answerWish(app.context(agent.actor), { reference, id, outcome: 'accepted' })
  const after = (await readCase(app.context(contact.actor), { reference })).clocks.find(
    (clock) => clock.kind === 'first_response',
  )?.dueAt
  assert.ok(before != null && after != null && Date.parse(after) <= Date.parse(before))
})

test('a wish that is declined says why, and changes no priority', async () => {
  const { reference } = await buildCase(app, { by: contact })
  const { id } = await ask(contact, reference)
  const answer = 'Only one page is slow.'
  await answerWish(app.context(agent.actor), { reference, id, outcome: 'declined', reason: answer })
  const { items } = await listWishes(app.context(contact.actor), { reference })
  assert.deepEqual([items[0]?.state, items[0]?.answer], ['declined', answer])
  assert.equal((await readCase(app.context(contact.actor), { reference })).priority, 'medium')
  assert.ok((await eventsOf(reference)).includes('priority_declined'))
})

test('a lower priority is taken with the customer’s own reason', async () => {
  const { reference } = await buildCase(app, { by: contact })
  const { id } = await ask(contact, reference, 'low')
  await answerWish(app.context(agent.actor), { reference, id, outcome: 'accepted' })
  assert.equal((await readCase(app.context(contact.actor), { reference })).priority, 'low')
})

test('one wish is open at a time, and none for what the case has', async () => {
  const { reference } = await buildCase(app, { by: contact })
  await assert.rejects(ask(contact, reference, 'medium'), { code: 'priority_is_that' })
  await ask(contact, reference)
  await assert.rejects(ask(contact, reference, 'low'), { code: 'wish_is_open' })
})

test('of two who ask at the same moment one has asked', async () => {
  const { reference } = await buildCase(app, { by: contact })
  const asked = await Promise.allSettled([ask(contact, reference), ask(contact, reference)])
  assert.equal(asked.filter((one) => one.status === 'fulfilled').length, 1)
  assert.equal((await listWishes(app.context(contact.actor), { reference })).items.length, 1)
})

test('staff who set the priority that is asked for have answered', async () => {
  const { reference } = await buildCase(app, { by: contact })
  await ask(contact, reference)
  await changeCase(app.context(agent.actor), { reference, priority: 'high' })
  const { items } = await listWishes(app.context(contact.actor), { reference })
  assert.equal(items[0]?.state, 'accepted')
})

test('a case that is solved takes no wish', async () => {
  const { reference } = await buildSolvedCase(app, { by: contact, agent })
  await assert.rejects(ask(contact, reference), { code: 'case_is_over' })
})

test('with priority management a contact changes the priority and has nobody to ask', async () => {
  const premium = await buildContact(app, await buildAccount(app, { package: 'premium' }))
  const { reference } = await buildCase(app, { by: premium })
  await assert.rejects(ask(premium, reference), { code: 'change_it_yourself' })
  const changed = await changeCase(app.context(premium.actor), { reference, priority: 'high' })
  assert.equal(changed.priority, 'high')
})

test('customers answer no wish, staff ask none', async () => {
  const { reference } = await buildCase(app, { by: contact })
  const { id } = await ask(contact, reference)
  const answer = { reference, id, outcome: 'accepted' as const }
  await assert.rejects(answerWish(app.context(contact.actor), answer), { kind: 'forbidden' })
  await assert.rejects(ask(agent, reference), { kind: 'forbidden' })
})
