import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { buildAccount } from '../support/build-account.ts'
import { buildAnsweredCase, buildCase, buildSolvedCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import type { Answer, Client } from '../support/test-client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const v1 = '/api/v1'
const hour = 3_600_000

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let customer: Client
let agent: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  contact = await buildContact(app, await buildAccount(app, { package: 'business' }))
  customer = await app.as(contact.email)
  agent = await app.as(vendor.agent.email)
})
after(() => app.close())

type Page = { items: { reference: string; nextDueAt: string | null; status: string }[]; next: string | null }

async function pages(client: Client, query: string): Promise<Page[]> {
  const found: Page[] = []
  for (let after = ''; ;) {
    const answer = await client.get(`${v1}/cases?${query}${after === '' ? '' : `&after=${after}`}`)
    assert.equal(answer.status, 200, answer.text)
    const page = answer.json as Page
    found.push(page)
    if (page.next === null) return found
    after = encodeURIComponent(page.next)
  }
}

const body = (answer: Answer) => Object(answer.json)
const codes = (answer: Answer) => body(answer).decision.reasons.map(({ code }: { code: string }) => code)

describe('GET /cases', () => {
  /** Cases of one account, twelve of them received, and so due, at the same two instants. */
  async function buildMany(): Promise<{ client: Client; references: string[] }> {
    const by = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    const references: string[] = []
    for (let index = 0; index < 17; index++) {
      const at = new Date(app.now.getTime() - hour + (index < 6 ? 0 : index < 12 ? 1 : index * 1_000))
      const priority = index % 5 === 4 ? 'low' : 'high'
      references.push((await buildCase(app, { by, at, priority })).reference)
    }
    return { client: await app.as(by.email), references }
  }

  for (const sort of ['due', 'newest'] as const) {
    for (const limit of [1, 5, 17, 100]) {
      test(`sorted by ${sort}, pages of ${limit} hold every case once, also where times are equal`, async () => {
        const { client, references } = await buildMany()
        const found = await pages(client, `sort=${sort}&limit=${limit}`)
        const seen = found.flatMap((page) => page.items.map((item) => item.reference))
        assert.deepEqual(seen.toSorted(), references.toSorted())
        assert.ok(found.every((page) => page.items.length <= limit))
        assert.equal(found.length, Math.ceil(17 / limit))
      })
    }
  }

  test('by due time the earliest is first and what is never due is last', async () => {
    const { client } = await buildMany()
    const items = (await pages(client, 'sort=due')).flatMap((page) => page.items)
    const times = items.map(({ nextDueAt }) => (nextDueAt === null ? Infinity : Date.parse(nextDueAt)))
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    )
    assert.equal(times.at(-1), Infinity)
  })

  test('a page holds fifty cases unless it is asked for another number', async () => {
    const by = await buildContact(app, await buildAccount(app))
    for (let index = 0; index < 51; index++) await buildCase(app, { by })
    const [first, second] = await pages(await app.as(by.email), '')
    assert.deepEqual([first?.items.length, second?.items.length], [50, 1])
  })

  test('a status, several, and `open` choose what they say', async () => {
    const by = await buildContact(app, await buildAccount(app))
    const client = await app.as(by.email)
    const fresh = await buildCase(app, { by })
    const answered = await buildAnsweredCase(app, { by, agent: vendor.agent })
    const solved = await buildSolvedCase(app, { by, agent: vendor.agent })
    const listed = async (status: string) =>
      (await pages(client, `status=${status}`))
        .flatMap((page) => page.items.map((item) => item.reference))
        .toSorted()
    assert.deepEqual(await listed('new'), [fresh.reference])
    assert.deepEqual(await listed('open'), [fresh.reference, answered.reference].toSorted())
    assert.deepEqual(await listed('in_progress,solved'), [answered.reference, solved.reference].toSorted())
  })

  test('staff choose by line and by owner: a person, themselves, or nobody', async () => {
    const by = await buildContact(app, await buildAccount(app))
    const { reference } = await buildCase(app, { by })
    const taken = await agent.patch(`${v1}/cases/${reference}`, { line: 3, assigneeId: vendor.agent.id })
    assert.deepEqual([body(taken).line, body(taken).assignee.id], [3, vendor.agent.id])
    const accountId = body(taken).account.id
    const finds = async (query: string) =>
      (await pages(agent, `accountId=${accountId}&${query}`))[0]?.items.length
    assert.deepEqual(
      [
        await finds('line=3'),
        await finds('line=2'),
        await finds('assigneeId=me'),
        await finds(`assigneeId=${vendor.agent.id}`),
        await finds('assigneeId=none'),
      ],
      [1, 0, 1, 1, 0],
    )
  })

  test('a reference finds its case, in whichever letters', async () => {
    const { reference } = await buildCase(app, { by: contact })
    const [page] = await pages(customer, `q=${reference.toLowerCase()}`)
    assert.deepEqual(
      page?.items.map((item) => item.reference),
      [reference],
    )
  })
})

describe('POST /cases', () => {
  const good = {
    type: 'problem',
    productCode: 'studio',
    priority: 'high',
    subject: 'Nothing loads',
    description: 'The **list** stays empty.',
  }

  test('a contact’s case is there with its clocks, each with a sentence, and its decision', async () => {
    const answer = await customer.post(`${v1}/cases`, good)
    assert.equal(answer.status, 201)
    const view = body(answer)
    assert.match(view.reference, /^FL-\d+$/)
    assert.deepEqual(
      [view.status, view.type, view.topic, view.priority, view.subject, view.channel, view.handledBy],
      ['new', 'problem', null, 'high', good.subject, 'portal', 'support'],
    )
    assert.deepEqual(view.contact, { id: contact.id, name: contact.name })
    assert.deepEqual(
      view.clocks.map(({ kind, state, guaranteed }: Record<string, unknown>) => [kind, state, guaranteed]),
      [['first_response', 'running', true]],
    )
    assert.ok(Date.parse(view.clocks[0].dueAt) > Date.now())
    assert.ok(view.clocks[0].explanation.sentence.length > 20)
    assert.equal(view.decision.outcome, 'included')
    assert.deepEqual(body(await customer.get(`${v1}/cases/${view.reference}`)), view)
  })

  test('staff read each stretch that a due time was counted by', async () => {
    const { reference } = await buildCase(app, { by: contact, priority: 'high' })
    const [clock] = body(await agent.get(`${v1}/cases/${reference}`)).clocks
    assert.ok(clock.explanation.steps.length > 0)
    assert.equal(clock.explanation.timeZone, '+01:00')
    const parts: { part: string; lines: { text: string }[] }[] = clock.explanation.inFull
    assert.deepEqual(
      parts.map(({ part, lines }) => [part, lines.length > 0]),
      ['target', 'calendar', 'way', 'result'].map((part) => [part, true]),
    )
    assert.equal(parts[1]?.lines[0]?.text, clock.explanation.hours)
    // The customer reads one sentence of it, and staff read that sentence too.
    const seen = body(await customer.get(`${v1}/cases/${reference}`)).clocks[0].explanation
    assert.deepEqual(Object.keys(seen), ['sentence'])
    assert.equal(clock.explanation.customerReads, seen.sentence)
  })

  test('staff read the customer’s own sentence, also once a priority was raised', async () => {
    const at = new Date(app.now.getTime() - 10 * 60_000)
    const { reference } = await buildCase(app, { by: contact, priority: 'medium', at })
    const raised = await agent.patch(`${v1}/cases/${reference}`, { priority: 'high', reason: 'It grew.' })
    assert.equal(raised.status, 200, raised.text)
    const [clock] = body(await agent.get(`${v1}/cases/${reference}`)).clocks
    const [seen] = body(await customer.get(`${v1}/cases/${reference}`)).clocks
    assert.equal(clock.explanation.customerReads, seen.explanation.sentence)
    assert.match(JSON.stringify(clock.explanation.inFull), /priority high instead of medium/)
  })

  test('somebody without a seat is refused with the decision and ways forward', async () => {
    const account = await buildAccount(app)
    const holder = await buildContact(app, account, { name: 'Hanna Holder' })
    const colleague = await buildContact(app, account, { seat: false })
    const answer = await (await app.as(colleague.email)).post(`${v1}/cases`, good)
    assert.deepEqual([answer.status, body(answer).code], [403, 'decision_refused'])
    assert.deepEqual(codes(answer), ['contact_not_authorised'])
    assert.equal(body(answer).decision.reasons[0].clause, 'T4')
    assert.ok(body(answer).decision.waysForward.length > 0)
    assert.match(answer.text, new RegExp(holder.name))
  })

  test('a marketplace product is referred to its publisher’s terms', async () => {
    const answer = await customer.post(`${v1}/cases`, { ...good, productCode: 'mapviewer' })
    assert.equal(answer.status, 403)
    assert.equal(body(answer).decision.outcome, 'refer_elsewhere')
    assert.match(answer.text, /mapmakers\.example\/terms/)
  })

  test('the sixth consultation of the pool is refused with the count and ways forward', async () => {
    const by = await buildContact(app, await buildAccount(app, { package: 'basic' }))
    const client = await app.as(by.email)
    const ask = (topic: string) => client.post(`${v1}/cases`, { ...good, type: 'consultation', topic })
    for (const topic of ['process', 'interface_logic', 'analytics', 'process', 'analytics']) {
      const answer = await ask(`consultation.${topic}`)
      assert.deepEqual([answer.status, body(answer).decision.outcome], [201, 'included_from_pool'])
    }
    const sixth = await ask('consultation.interface_logic')
    assert.deepEqual([sixth.status, codes(sixth)], [403, ['pool_exhausted']])
    assert.match(body(sixth).detail, /5/)
    assert.ok(body(sixth).decision.waysForward.length > 0)
    assert.equal((await ask('consultation.administration')).status, 201)
  })

  test('staff open a case for a contact by the channel it came by; a contact says neither', async () => {
    const answer = await agent.post(`${v1}/cases`, { ...good, contactId: contact.id, channel: 'email' })
    assert.deepEqual([answer.status, body(answer).channel, body(answer).status], [201, 'email', 'new'])
    assert.equal((await agent.post(`${v1}/cases`, { ...good, channel: 'email' })).status, 400)
    assert.equal((await agent.post(`${v1}/cases`, { ...good, contactId: contact.id })).status, 400)
    const own = await customer.post(`${v1}/cases`, { ...good, channel: 'phone' })
    assert.deepEqual([own.status, body(own).errors[0].path], [400, 'channel'])
  })

  test('a phone case that staff took is answered at once and theirs', async () => {
    const by = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    const answer = await agent.post(`${v1}/cases`, { ...good, contactId: by.id, channel: 'phone' })
    const view = body(answer)
    assert.deepEqual([answer.status, view.status, view.assignee.id], [201, 'in_progress', vendor.agent.id])
    assert.deepEqual([view.clocks[0].kind, view.clocks[0].state], ['first_response', 'met'])
  })
})

describe('asking for a decision', () => {
  const question = { channel: 'phone', type: 'problem', productCode: 'studio', priority: 'high' }

  test('a Basic contact is told why phone is not included and what is', async () => {
    const by = await buildContact(app, await buildAccount(app, { package: 'basic' }))
    const answer = await (await app.as(by.email)).post(`${v1}/entitlement-decisions`, question)
    assert.equal(answer.status, 200)
    const decision = body(answer)
    assert.equal(decision.outcome, 'refused')
    const reason = decision.reasons.find(({ code }: { code: string }) => code === 'channel_not_included')
    assert.equal(reason.clause, 'channel.phone@basic@1')
    assert.ok(decision.waysForward.length > 0)
    assert.deepEqual(
      decision.pools.map((pool: object) => ({ ...pool, resetsOn: '' })),
      [
        {
          code: 'basic-consultations',
          used: 0,
          allowed: 5,
          resetsOn: '',
          services: ['consultation.process', 'consultation.interface_logic', 'consultation.analytics'],
        },
      ],
    )
  })

  test('the promise that is asked for is the promise that the case then has', async () => {
    const by = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    const client = await app.as(by.email)
    const asked = await client.post(`${v1}/entitlement-decisions`, { ...question, channel: 'portal' })
    assert.deepEqual([body(asked).promise.targetMinutes, body(asked).promise.guaranteed], [30, true])
    const opened = await client.post(`${v1}/cases`, {
      type: 'problem',
      productCode: 'studio',
      priority: 'high',
      subject: 'Down',
      description: 'Down',
    })
    const clock = body(opened).clocks[0]
    assert.deepEqual([clock.kind, clock.targetMinutes], ['first_response', 30])
    assert.equal(Date.parse(clock.dueAt) - Date.parse(clock.startedAt), 30 * 60_000)
  })
})

describe('the life of a case', () => {
  test('it is answered, solved, reopened, solved again and confirmed', async () => {
    const { reference } = await buildCase(app, { by: contact })
    const url = `${v1}/cases/${reference}`
    const solution = { solution: 'Refresh it.', cause: 'A stale cache.' }
    const early = await agent.post(`${url}/solve`, solution)
    assert.deepEqual([early.status, body(early).code], [409, 'public_reply_needed'])
    const reply = await agent.post(`${url}/messages`, { kind: 'reply', body: 'We look into it.' })
    assert.deepEqual([reply.status, body(reply).kind, body(reply).author.mine], [201, 'message', true])
    const solved = await agent.post(`${url}/solve`, solution)
    assert.deepEqual(
      [solved.status, body(solved).status, body(solved).solution, body(solved).cause],
      [200, 'solved', solution.solution, solution.cause],
    )
    const seen = body(await customer.get(url))
    assert.deepEqual([seen.solution, seen.cause], [solution.solution, null])
    assert.deepEqual(seen.allowed.toSorted(), ['confirm', 'reopen', 'reply'])
    const reopened = await customer.post(`${url}/reopen`, { body: 'It is back.' })
    assert.deepEqual(
      [reopened.status, body(reopened).status, body(reopened).reference],
      [200, 'in_progress', reference],
    )
    assert.equal((await customer.post(`${url}/confirm`)).status, 409)
    assert.equal((await agent.post(`${url}/solve`, solution)).status, 200)
    const confirmed = await customer.post(`${url}/confirm`)
    assert.deepEqual([confirmed.status, body(confirmed).status], [200, 'closed'])
    assert.equal((await agent.post(`${url}/messages`, { kind: 'reply', body: 'x' })).status, 409)
    assert.equal((await agent.post(`${url}/messages`, { kind: 'note', body: 'x' })).status, 201)
  })

  test('a closed case is not changed any more', async () => {
    const { reference } = await buildSolvedCase(app, { by: contact, agent: vendor.agent })
    assert.equal((await customer.post(`${v1}/cases/${reference}/confirm`)).status, 200)
    for (const change of [
      { priority: 'high' },
      { line: 2 },
      { type: 'request' },
      { status: 'in_progress' },
    ]) {
      const answer = await agent.patch(`${v1}/cases/${reference}`, change)
      assert.deepEqual([answer.status, body(answer).code], [409, 'closed_is_final'], JSON.stringify(change))
    }
  })

  test('a customer’s word on a closed case opens a linked follow-up, and each says where the other is', async () => {
    const { reference } = await buildSolvedCase(app, { by: contact, agent: vendor.agent })
    await customer.post(`${v1}/cases/${reference}/confirm`)
    const answer = await customer.post(`${v1}/cases/${reference}/reopen`, { body: 'It is back.' })
    assert.equal(answer.status, 200)
    const followUp = body(answer).reference
    assert.notEqual(followUp, reference)
    const [old, fresh] = [
      await customer.get(`${v1}/cases/${reference}/timeline`),
      await customer.get(`${v1}/cases/${followUp}/timeline`),
    ]
    assert.match(old.text, new RegExp(`"followed_up","reference":"${followUp}"`))
    assert.match(fresh.text, new RegExp(`"follows":"${reference}"`))
  })

  test('waiting for the customer begins with a message, and ends with theirs', async () => {
    const { reference } = await buildCase(app, { by: contact })
    const url = `${v1}/cases/${reference}`
    const silent = await agent.patch(url, { status: 'waiting_customer' })
    assert.deepEqual([silent.status, body(silent).code], [409, 'public_message_needed'])
    const asked = await agent.post(`${url}/messages`, {
      kind: 'reply',
      body: 'Which browser?',
      status: 'waiting_customer',
    })
    assert.equal(asked.status, 201)
    assert.equal(body(await agent.get(url)).status, 'waiting_customer')
    await customer.post(`${url}/messages`, { kind: 'reply', body: 'Firefox' })
    assert.equal(body(await agent.get(url)).status, 'in_progress')
  })

  test('a customer writes no note and sets no status', async () => {
    const { reference } = await buildCase(app, { by: contact })
    const url = `${v1}/cases/${reference}/messages`
    assert.equal((await customer.post(url, { kind: 'note', body: 'x' })).status, 403)
    assert.equal((await customer.post(url, { kind: 'reply', body: 'x', status: 'in_progress' })).status, 403)
  })

  test('the priority is lowered only with a reason, and the customer reads it', async () => {
    const { reference } = await buildCase(app, { by: contact, priority: 'high' })
    const url = `${v1}/cases/${reference}`
    const silent = await agent.patch(url, { priority: 'low' })
    assert.deepEqual([silent.status, body(silent).errors[0].path], [400, 'reason'])
    const lowered = await agent.patch(url, { priority: 'low', reason: 'A way around it exists.' })
    assert.deepEqual([lowered.status, body(lowered).priority], [200, 'low'])
    assert.match((await customer.get(`${url}/timeline`)).text, /A way around it exists\./)
    assert.equal((await agent.patch(url, { priority: 'high' })).status, 200)
  })

  test('with priority management a contact changes the priority, and nothing else', async () => {
    const by = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    const client = await app.as(by.email)
    const { reference } = await buildCase(app, { by, priority: 'medium' })
    const url = `${v1}/cases/${reference}`
    assert.ok(body(await client.get(url)).allowed.includes('change_priority'))
    assert.equal(body(await client.patch(url, { priority: 'high' })).priority, 'high')
    assert.equal(body(await client.patch(url, { priority: 'low' })).priority, 'low')
    for (const change of [
      { line: 2 },
      { priority: 'high', type: 'request' },
      { assigneeId: null },
      { status: 'closed' },
    ])
      assert.equal((await client.patch(url, change)).status, 403, JSON.stringify(change))
    const refused = await customer.patch(`${v1}/cases/${(await buildCase(app, { by: contact })).reference}`, {
      priority: 'high',
    })
    assert.deepEqual([refused.status, body(refused).code], [403, 'priority_management_missing'])
  })
})

describe('GET /cases/{reference}/timeline', () => {
  test('pages hold every entry once, oldest first, also those of one instant', async () => {
    const { reference } = await buildAnsweredCase(app, { by: contact, agent: vendor.agent })
    const url = `${v1}/cases/${reference}`
    for (let index = 0; index < 5; index++)
      await customer.post(`${url}/messages`, { kind: 'reply', body: `${index}` })
    const whole = body(await agent.get(`${url}/timeline`)).items as { id: string; at: string }[]
    const seen: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const query: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`
      const page = body(await agent.get(`${url}/timeline?limit=2${query}`))
      assert.ok(page.items.length <= 2)
      seen.push(...page.items.map(({ id }: { id: string }) => id))
      next = page.next
    }
    assert.deepEqual(
      seen,
      whole.map(({ id }) => id),
    )
    const times = whole.map(({ at }) => Date.parse(at))
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    )
  })

  test('a customer reads messages and events, no notes, no lines and no owners', async () => {
    const { reference } = await buildAnsweredCase(app, { by: contact, agent: vendor.agent })
    const url = `${v1}/cases/${reference}`
    await agent.post(`${url}/messages`, { kind: 'note', body: 'Between us.' })
    await agent.patch(url, { line: 2, assigneeId: vendor.agent.id, reason: 'Needs a specialist' })
    const kinds = (answer: Answer) =>
      body(answer).items.map(
        (item: { kind: string; event?: { type: string } }) => item.event?.type ?? item.kind,
      )
    assert.deepEqual(kinds(await customer.get(`${url}/timeline`)), ['opened', 'message', 'message', 'status'])
    assert.deepEqual(kinds(await agent.get(`${url}/timeline`)), [
      'opened',
      'message',
      'message',
      'status',
      'note',
      'line',
      'assignee',
    ])
    assert.equal(body(await customer.get(url)).handledBy, 'product specialist')
  })
})

describe('files', () => {
  test('a file goes up, is attached, and comes down as it was', async () => {
    const sent = await customer.upload('a log — “1”.txt', 'Line one\n', 'text/plain')
    assert.equal(sent.status, 201)
    const { id, name, bytes } = body(sent)
    assert.deepEqual([name, bytes], ['a log — “1”.txt', 9])
    const { reference } = await buildCase(app, { by: contact, attachmentIds: [id] })
    const timeline = body(await agent.get(`${v1}/cases/${reference}/timeline`))
    const [attached] = timeline.items.find(({ kind }: { kind: string }) => kind === 'message').attachments
    assert.deepEqual([attached.id, attached.name], [id, name])
    const down = await agent.get(attached.url)
    assert.deepEqual([down.status, down.text], [200, 'Line one\n'])
    assert.match(down.headers['content-disposition'] ?? '', /^attachment/)
    assert.equal(down.headers['x-content-type-options'], 'nosniff')
  })

  test('a file is attached once, and only by who sent it', async () => {
    const id = body(await customer.upload('a.txt', 'x')).id
    const colleague = await buildContact(app, await buildAccount(app))
    const words = { kind: 'reply', body: 'See the file', attachmentIds: [id] }
    const foreign = await buildAnsweredCase(app, { by: colleague, agent: vendor.agent })
    const client = await app.as(colleague.email)
    assert.equal((await client.post(`${v1}/cases/${foreign.reference}/messages`, words)).status, 404)
    const { reference } = await buildAnsweredCase(app, { by: contact, agent: vendor.agent })
    assert.equal((await agent.post(`${v1}/cases/${reference}/messages`, words)).status, 404)
    assert.equal((await customer.post(`${v1}/cases/${reference}/messages`, words)).status, 201)
    assert.equal((await customer.post(`${v1}/cases/${reference}/messages`, words)).status, 404)
  })

  test('until it is attached only who sent it reads it; in a note no customer ever does', async () => {
    const id = body(await agent.upload('a.txt', 'secret')).id
    assert.equal((await agent.get(`${v1}/files/${id}`)).status, 200)
    assert.equal((await (await app.as(vendor.admin.email)).get(`${v1}/files/${id}`)).status, 404)
    const { reference } = await buildCase(app, { by: contact })
    await agent.post(`${v1}/cases/${reference}/messages`, { kind: 'note', body: 'x', attachmentIds: [id] })
    assert.equal((await (await app.as(vendor.admin.email)).get(`${v1}/files/${id}`)).status, 200)
    assert.equal((await customer.get(`${v1}/files/${id}`)).status, 404)
  })

  test('a name keeps nothing that a header, a disk or a reader trips over', async () => {
    const name = body(await customer.upload('../../etc/pass\u202ewd.txt', 'x')).name
    assert.equal(name, 'passwd.txt')
  })
})
