import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { buildAccount } from '../support/build-account.ts'
import { buildAnsweredCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { countRows } from '../support/count-rows.ts'
import { type Answer, type Client, multipart } from '../support/test-client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const v1 = '/api/v1'
const json = { 'content-type': 'application/json' }
const nowhere = '01890000-0000-7000-8000-000000000000'
const good = {
  type: 'problem',
  productCode: 'studio',
  priority: 'medium',
  subject: 'Down',
  description: 'It is down.',
}

let app: TestApp
let contact: TestContact
let customer: Client
let agent: Client
let reference: string

before(async () => {
  app = await startTestApp()
  const vendor = await buildVendor(app)
  contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
  customer = await app.as(contact.email)
  agent = await app.as(vendor.agent.email)
  reference = (await buildAnsweredCase(app, { by: contact, agent: vendor.agent })).reference
})
after(() => app.close())

type Expected = { status: number; code: string; path?: string }

/** The request is answered by this problem, and nothing in the database has changed. */
async function refuses(ask: () => Promise<Answer>, expected: Expected): Promise<void> {
  const earlier = await countRows(app)
  const answer = await ask()
  const problem = Object(answer.json)
  assert.equal(answer.status, expected.status, answer.text.slice(0, 500))
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/)
  assert.deepEqual(
    { status: problem.status, code: problem.code, detail: typeof problem.detail },
    { status: expected.status, code: expected.code, detail: 'string' },
  )
  if (expected.path !== undefined) {
    const paths = (problem.errors as { path: string }[]).map(({ path }) => path)
    assert.ok(paths.includes(expected.path), `${expected.path} is not among ${paths.join()}`)
  }
  assert.deepEqual(await countRows(app), earlier)
}

const open = (change: object) => customer.post(`${v1}/cases`, { ...good, ...change })
const field = (path: string, code = 'invalid_input'): Expected => ({ status: 400, code, path })
const at = (more: string) => `${v1}/cases/${reference}${more}`

describe('a new case is refused, and leaves nothing behind, when', () => {
  const cases: [string, object, Expected][] = [
    ['its subject has 201 characters', { subject: 'x'.repeat(201) }, field('subject')],
    ['its subject is empty', { subject: '   ' }, field('subject')],
    ['its subject is missing', { subject: undefined }, field('subject')],
    ['its description is over 100 kB', { description: 'x'.repeat(100_001) }, field('description')],
    ['its description is over 100 kB in bytes', { description: 'é'.repeat(50_001) }, field('description')],
    ['its priority is made up', { priority: 'urgent' }, field('priority')],
    ['its type is a number', { type: 7 }, field('type')],
    ['its description is a list', { description: ['x'] }, field('description')],
    ['it has a field that is not known', { dueAt: '2030-01-01T00:00:00Z' }, field('dueAt')],
    ['it sets its own account', { accountId: nowhere }, field('accountId')],
    ['it sets its own status', { status: 'closed' }, field('status')],
    ['its product is made up', { productCode: 'nothing' }, field('productCode', 'unknown_product')],
    [
      'its topic is made up',
      { type: 'consultation', topic: 'consultation.nothing' },
      field('topic', 'unknown_topic'),
    ],
    [
      'its service is made up',
      { type: 'request', service: 'service.nothing' },
      field('service', 'unknown_service'),
    ],
    ['its contact is no id', { contactId: '7' }, field('contactId')],
    ['an attachment is no id', { attachmentIds: ['7'] }, field('attachmentIds.0')],
    ['an attachment is not there', { attachmentIds: [nowhere] }, { status: 404, code: 'not_found' }],
    ['it has 21 attachments', { attachmentIds: Array(21).fill(nowhere) }, field('attachmentIds')],
    ['its subject has a NUL character', { subject: 'a\0b' }, { status: 400, code: 'invalid_text' }],
    ['its description has a NUL character', { description: 'a\0b' }, { status: 400, code: 'invalid_text' }],
  ]
  for (const [when, change, expected] of cases) test(when, () => refuses(() => open(change), expected))
})

describe('a request is refused when its body', () => {
  const send = (payload: string | Buffer, headers: Record<string, string> = json) =>
    customer.send('POST', `${v1}/cases`, payload, headers)
  const malformed: Expected = { status: 400, code: 'malformed_json' }
  test('is malformed JSON', () => refuses(() => send('{"type": '), malformed))
  test('is empty', () => refuses(() => send(''), malformed))
  test('is a list', () => refuses(() => send('[]'), { status: 400, code: 'invalid_input' }))
  test('is null', () => refuses(() => send('null'), { status: 400, code: 'invalid_input' }))
  test('sets a prototype', () => refuses(() => send('{"__proto__": {"type": "problem"}}'), malformed))
  test('is nested a hundred thousand deep', () =>
    refuses(() => send('['.repeat(100_000) + ']'.repeat(100_000)), { status: 400, code: 'invalid_input' }))
  test('is not JSON', () =>
    refuses(() => send('type=problem', { 'content-type': 'application/x-www-form-urlencoded' }), {
      status: 400,
      code: 'media_type',
    }))
  test('is plain text, as another site could send it', () =>
    refuses(() => send(JSON.stringify(good), { 'content-type': 'text/plain' }), {
      status: 400,
      code: 'media_type',
    }))
  test('has 50 MB', () =>
    refuses(() => send(Buffer.alloc(50_000_000, 0x20)), { status: 413, code: 'body_too_large' }))
  test('has half a character that JSON allows and text does not', () =>
    refuses(() => agent.send('PATCH', at(''), String.raw`{"priority": "low", "reason": "\ud800"}`, json), {
      status: 400,
      code: 'invalid_text',
    }))
})

describe('an address is refused when', () => {
  const missing: Expected = { status: 404, code: 'not_found' }
  test('its reference is made up', () => refuses(() => agent.get(`${v1}/cases/FL-999999999`), missing))
  test('its reference is long', () =>
    refuses(() => agent.get(`${v1}/cases/${'x'.repeat(60)}`), field('reference')))
  test('its reference is longer than any', () =>
    refuses(() => agent.get(`${v1}/cases/${'x'.repeat(500)}`), { status: 400, code: 'bad_request' }))
  test('its reference has a NUL character', () =>
    refuses(() => agent.get(`${v1}/cases/FL%00`), { status: 400, code: 'invalid_text' }))
  test('its escapes are broken', () =>
    refuses(() => agent.get(`${v1}/cases/%zz`), { status: 400, code: 'bad_request' }))
  test('its id is no UUID', () => refuses(() => agent.get(`${v1}/files/7`), field('id')))
  test('it leads nowhere', () => refuses(() => agent.get(`${v1}/nothing`), missing))
  test('its method is not there', () => refuses(() => agent.send('DELETE', at(''), '', {}), missing))
})

describe('a list is refused when', () => {
  const list = (query: string) => agent.get(`${v1}/cases?${query}`)
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const queries: [string, string, Expected][] = [
    ['its limit is 0', 'limit=0', field('limit')],
    ['its limit is 101', 'limit=101', field('limit')],
    ['its limit is a word', 'limit=many', field('limit')],
    ['its limit comes twice', 'limit=1&limit=2', field('limit')],
    ['its status is made up', 'status=lost', field('status')],
    ['its sort is made up', 'sort=best', field('sort')],
    ['its line is 5', 'line=5', field('line')],
    ['its text is too long', `q=${'x'.repeat(201)}`, field('q')],
    ['its text has a NUL character', 'q=%00', { status: 400, code: 'invalid_text' }],
    ['a parameter is not known', 'colour=red', field('colour')],
    ['it sorts closed cases by due time', 'sort=due&status=closed', field('sort')],
    ['its cursor is made up', 'after=abc', field('after', 'invalid_cursor')],
    [
      'its cursor has no id',
      `after=${cursor(['2026-01-01T00:00:00.000Z', '7'])}`,
      field('after', 'invalid_cursor'),
    ],
    [
      'its cursor has a number for a time',
      `after=${cursor(['1', nowhere])}`,
      field('after', 'invalid_cursor'),
    ],
    [
      'its cursor has words for a time',
      `after=${cursor(['May 2026', nowhere])}`,
      field('after', 'invalid_cursor'),
    ],
    [
      'its cursor has a day that never was',
      `after=${cursor(['2026-02-31T00:00:00.000Z', nowhere])}`,
      field('after', 'invalid_cursor'),
    ],
    [
      'its cursor has the year 0, which no calendar has',
      `after=${cursor(['0000-06-01T00:00:00.000Z', nowhere])}`,
      field('after', 'invalid_cursor'),
    ],
    [
      'its cursor has a year of five digits',
      `after=${cursor(['+010000-01-01T00:00:00.000Z', nowhere])}`,
      field('after', 'invalid_cursor'),
    ],
  ]
  for (const [when, query, expected] of queries) test(when, () => refuses(() => list(query), expected))
})

describe('a change is refused when', () => {
  const change = (body: object) => agent.patch(at(''), body)
  test('it changes nothing', () => refuses(() => change({}), { status: 400, code: 'invalid_input' }))
  test('its line is not there', () => refuses(() => change({ line: 9 }), field('line')))
  test('its owner is nobody', () =>
    refuses(() => change({ assigneeId: nowhere }), { status: 404, code: 'not_found' }))
  test('its owner is a contact', () =>
    refuses(() => change({ assigneeId: contact.id }), { status: 404, code: 'not_found' }))
  test('its version is an old one', () =>
    refuses(() => change({ line: 2, version: 0 }), { status: 409, code: 'changed_meanwhile' }))
  test('a message is of no known kind', () =>
    refuses(() => agent.post(at('/messages'), { kind: 'shout', body: 'x' }), field('kind')))
  test('a message is over 100 kB', () =>
    refuses(() => agent.post(at('/messages'), { kind: 'reply', body: 'x'.repeat(100_001) }), field('body')))
  test('a solution has no cause', () =>
    refuses(() => agent.post(at('/solve'), { solution: 'Restart it.' }), field('cause')))
  test('an Idempotency-Key is too long', () =>
    refuses(() => customer.post(`${v1}/cases`, good, { 'idempotency-key': 'x'.repeat(201) }), {
      status: 400,
      code: 'invalid_key',
    }))
  test('it comes from another site', () =>
    refuses(() => customer.post(`${v1}/cases`, good, { origin: 'https://evil.example' }), {
      status: 403,
      code: 'foreign_origin',
    }))
})

describe('a file is refused when', () => {
  const send = (payload: string | Buffer, type: string) =>
    customer.send('POST', `${v1}/files`, payload, { 'content-type': type })
  test('it is larger than 25 MB', () =>
    refuses(() => customer.upload('big.bin', Buffer.alloc(25_000_001)), {
      status: 413,
      code: 'file_too_large',
    }))
  test('it is sent as JSON', () =>
    refuses(() => customer.post(`${v1}/files`, {}), { status: 400, code: 'media_type' }))
  test('its form has no boundary', () =>
    refuses(() => send('nonsense', 'multipart/form-data'), { status: 400, code: 'malformed_form' }))
  test('its form is nonsense', () =>
    refuses(() => send('nonsense', 'multipart/form-data; boundary=x'), {
      status: 400,
      code: 'malformed_form',
    }))
  test('its form ends half way', () => {
    const { payload, headers } = multipart('file', 'a.txt', 'x'.repeat(10_000), 'text/plain')
    return refuses(() => send(payload.subarray(0, 5_000), headers['content-type']), {
      status: 400,
      code: 'malformed_form',
    })
  })
  test('it is in another field', () => {
    const { payload, headers } = multipart('picture', 'a.txt', 'x', 'text/plain')
    return refuses(() => send(payload, headers['content-type']), field('file'))
  })
  test('it has no name', () => refuses(() => customer.upload('\u200b', 'x'), field('file')))
})

describe('over a real connection', () => {
  const send = async (path: string, body: Buffer, type: string): Promise<Answer> => {
    const answer = await fetch(`${await app.listen()}${v1}${path}`, {
      method: 'POST',
      headers: { cookie: customer.cookie ?? '', 'content-type': type },
      body: new Uint8Array(body),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      text,
      json: JSON.parse(text),
      headers: Object.fromEntries(answer.headers),
    }
  }
  test('a body of 50 MB is refused with a problem', () =>
    refuses(() => send('/cases', Buffer.alloc(50_000_000, 0x20), 'application/json'), {
      status: 413,
      code: 'body_too_large',
    }))
  test('a file of 50 MB is refused with a problem', () => {
    const { payload, headers } = multipart('file', 'big.bin', Buffer.alloc(50_000_000), 'text/plain')
    return refuses(() => send('/files', payload, headers['content-type']), {
      status: 413,
      code: 'file_too_large',
    })
  })
})

test('a file of 25 MB is taken', async () => {
  const answer = await customer.upload('big.bin', Buffer.alloc(25_000_000, 7))
  assert.equal(answer.status, 201)
})

test('a case with the longest texts is taken', async () => {
  const answer = await open({ subject: 'x'.repeat(200), description: 'é'.repeat(50_000) })
  assert.equal(answer.status, 201)
})

test('nothing that was refused was an accident, and no half of a file stays', async () => {
  assert.deepEqual(
    app.logged.filter((line) => line.includes('"level":"error"')),
    [],
  )
  assert.deepEqual(await readdir(`${app.filesFolder}/incoming`), [])
})
