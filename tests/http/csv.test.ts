import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fastify from 'fastify'
import { csvRow, csvTable } from '#platform/http/csv.ts'
import { sendCsv } from '#platform/http/send-csv.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { receiveTriage } from '../support/build-triage.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import type { Answer, Client } from '../support/test-client.ts'

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let agent: Client
let customer: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  contact = await buildContact(app, await buildAccount(app, { name: '@SUM(1+9)' }))
  agent = await app.as(vendor.agent.email)
  customer = await app.as(contact.email)
})
after(() => app.close())

/** Reads RFC 4180 strictly: rows end with CR LF, a quote stands only around a whole cell. */
function parseCsv(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  const rows: string[][] = [[]]
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const found = cell.exec(text)
    assert.ok(found, `no cell at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === '\r\n') rows.push([])
  }
  assert.deepEqual(rows.pop(), [])
  return rows
}

function tableOf(answer: Answer): Record<string, string>[] {
  assert.equal(answer.status, 200, answer.text)
  assert.match(answer.headers['content-type'] ?? '', /^text\/csv; charset=utf-8/)
  assert.ok(answer.text.startsWith('\u{FEFF}'))
  const [head = [], ...rows] = parseCsv(answer.text.slice(1))
  return rows.map((row) => {
    assert.equal(row.length, head.length)
    return Object.fromEntries(head.map((name, at) => [name, row[at] ?? '']))
  })
}

const csv = (client: Client, url: string) => client.get(url, { accept: 'text/csv' })

const hostile = [
  '=1+2',
  '+49 30 1234',
  '-2+3',
  '@SUM(A1)',
  '=HYPERLINK("https://evil.example","click")',
  '\u{FF1D}cmd',
  'a "quoted", comma; semicolon',
]

describe('a cell', () => {
  test('that a spreadsheet would calculate is shown instead', () => {
    for (const start of [
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '\u{FF1D}',
      '\u{FF0B}',
      '\u{FF0D}',
      '\u{FF20}',
    ])
      assert.deepEqual(parseCsv(csvRow([`${start}cmd`])), [[`'${start}cmd`]])
    for (const harmless of ['a=b', "'=1", ' =1', '1-2', 'ü', ''])
      assert.equal(parseCsv(csvRow([harmless]))[0]?.[0], harmless)
  })

  test('that is a number stays one, and nothing is nothing', () => {
    assert.equal(csvRow([-5, 0, true, null, undefined, '-5']), `-5,0,true,,,'-5\r\n`)
  })

  test('comes back whole, whatever is in it', () => {
    const cells = ['a,b', 'a"b', '"', 'a\r\nb', 'a\nb', 'a\rb', 'a;b', 'a\tb', ',', '""', 'Zürich 🙂']
    assert.deepEqual(parseCsv(csvRow(cells)), [cells])
  })
})

describe('a list as CSV', () => {
  test('of cases has every case the reader sees, and nothing that calculates', async () => {
    for (const subject of hostile) await buildCase(app, { by: contact, subject })
    const rows = tableOf(await csv(agent, '/api/v1/cases'))
    assert.equal(rows.length, hostile.length)
    const expected = hostile.map((subject) => (/^[\w]/.test(subject) ? subject : `'${subject}`))
    assert.deepEqual(rows.map((row) => row.Subject).toReversed(), expected)
    for (const row of rows) {
      assert.equal(row.Account, "'@SUM(1+9)")
      assert.deepEqual(
        Object.values(row).filter((cell) => /^[=+\-@\t\r]/.test(cell)),
        [],
      )
      assert.match(row['First response due'] ?? '', /^\d{4}-\d\d-\d\dT/)
    }
  })

  test('is the JSON list with the same filters, for the same eyes', async () => {
    const other = await buildContact(app, await buildAccount(app))
    const { reference } = await buildCase(app, { by: other, priority: 'high' })
    const seen = async (client: Client, query: string) =>
      tableOf(await csv(client, `/api/v1/cases${query}`)).map((row) => row.Reference)
    const listed = async (client: Client, query: string) =>
      Object((await client.get(`/api/v1/cases${query}`)).json).items.map(
        (item: { reference: string }) => item.reference,
      )
    for (const query of ['', '?sort=due', `?q=${reference}`, '?status=solved', '?assigneeId=none&line=1'])
      for (const client of [agent, customer])
        assert.deepEqual(await seen(client, query), await listed(client, query))
    assert.ok((await seen(agent, '')).includes(reference))
    assert.ok(!(await seen(customer, '')).includes(reference))
    assert.ok(!(await csv(customer, '/api/v1/cases')).text.includes(other.name))
  })

  test('of triage and of outgoing mail goes on past one page, equal times included', async () => {
    const id = await receiveTriage(app, '=cmd')
    await app.ownerPool.query(
      `insert into inbound_mail (id, received_at, remote_address, envelope_from, envelope_to, raw_sha256, bytes, state,
         from_address, from_name, subject, body, reason_code, reason)
       select gen_random_uuid(), received_at, remote_address, envelope_from, envelope_to, encode(sha256(n::text::bytea), 'hex'),
         bytes, 'triage', from_address, '@name', 'Copy ' || n, body, reason_code, reason
       from inbound_mail, generate_series(1, 450) n where id = $1`,
      [id],
    )
    await app.ownerPool.query(
      `insert into outgoing_mail (id, kind, to_address, from_address, subject, body, message_id, state, queued_at)
       select gen_random_uuid(), 'reply', '+someone@customer.example', 'support@vendor.example', 'Copy ' || n, 'x', '<' || n || '@v>',
         'sent', date_trunc('second', now()) - make_interval(mins => n / 100) from generate_series(1, 601) n`,
    )
    const triage = tableOf(await csv(agent, '/api/v1/triage'))
    assert.equal(new Set(triage.map((row) => row.Subject)).size, 451)
    assert.equal(triage.length, 451)
    assert.ok(triage.every((row) => !row.From?.startsWith('@')))
    const outgoing = tableOf(await csv(agent, '/api/v1/outgoing-mail'))
    assert.equal(outgoing.length, 601)
    assert.equal(new Set(outgoing.map((row) => row.Subject)).size, 601)
    assert.equal(outgoing[0]?.To, "'+someone@customer.example")
  })

  test('is had by a link as well, and JSON is what anybody else gets', async () => {
    const linked = await agent.get('/api/v1/triage?format=csv')
    assert.ok(tableOf(linked).length > 400)
    assert.equal(linked.headers['content-disposition'], 'attachment; filename="triage.csv"')
    for (const accept of ['*/*', 'text/html,application/json', 'text/csv;q=0', ''])
      assert.equal(
        (await agent.get('/api/v1/triage', { accept })).headers['content-type'],
        'application/json; charset=utf-8',
      )
    assert.equal((await agent.get('/api/v1/triage?format=xls')).status, 400)
  })

  test('needs the same rights, and says a problem where they are missing', async () => {
    const visitor = await app.as(null)
    const ask = async (client: Client, url: string) => {
      const answer = await csv(client, url)
      assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/)
      return answer.status
    }
    assert.equal(await ask(visitor, '/api/v1/cases'), 401)
    assert.equal(await ask(customer, '/api/v1/triage'), 403)
    assert.equal(await ask(customer, '/api/v1/outgoing-mail?format=csv'), 403)
    assert.equal(await ask(agent, '/api/v1/cases?after=nonsense'), 400)
    assert.equal(await ask(agent, '/api/v1/cases/FL-1/timeline'), 404)
  })

  test('is there for every list of the API, and the document says so', async () => {
    const lists = app.routes.filter(({ endpoint }) => {
      const shape = Object(endpoint.response).shape
      return endpoint.method === 'GET' && shape !== undefined && 'items' in shape
    })
    assert.ok(lists.length >= 7)
    assert.deepEqual(
      lists.filter(({ endpoint }) => endpoint.csv === undefined).map(({ endpoint }) => endpoint.path),
      [],
    )
    const document = Object((await agent.get('/api/openapi.json')).json)
    for (const { endpoint } of lists)
      assert.ok(document.paths[endpoint.path].get.responses['200'].content['text/csv'], endpoint.path)
  })
})

test('a list that fails half way breaks off, and is never taken for a whole one', async () => {
  const http = fastify()
  const table = csvTable<{ n: number }>('numbers', { N: (item) => item.n })
  http.get('/', async (_, reply) => {
    await sendCsv(reply, table, async ({ after: from }) => {
      if (from !== undefined) throw new Error('the database is gone')
      return { items: [{ n: 1 }], next: 'more' }
    })
    return reply
  })
  const url = await http.listen({ host: '127.0.0.1', port: 0 })
  try {
    const answer = await fetch(url)
    assert.equal(answer.status, 200)
    await assert.rejects(answer.text())
  } finally {
    await http.close()
  }
})
