import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { receiveShown } from '../../../../tests/support/build-shown-mail.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import { outsideOf } from '#platform/outbound/fetch-outside.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let app: TestApp
let vendor: TestVendor
let agent: Client
let host: string
/** Another place of our own network: webhooks may reach it. */
let inner: string
let answer: (url: string, response: ServerResponse) => void
const asked: { url: string; cookie: string | undefined; referer: string | undefined }[] = []
const server = createServer((request, response) => {
  asked.push({ url: request.url ?? '', cookie: request.headers.cookie, referer: request.headers.referer })
  answer(request.url ?? '', response)
})

const innerServer = createServer((request, response) => {
  asked.push({ url: `inner ${request.url}`, cookie: undefined, referer: undefined })
  response.end(png)
})

before(async () => {
  const placeOf = async (one: typeof server) => {
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
    return `127.0.0.1:${(one.address() as AddressInfo).port}`
  }
  host = await placeOf(server)
  inner = await placeOf(innerServer)
  app = await startTestApp({ outside: outsideOf([host, inner]), pictures: outsideOf([host]) })
  vendor = await buildVendor(app)
  agent = await app.as(vendor.agent.email)
})
after(async () => {
  await app.close()
  server.close()
  innerServer.close()
})

let count = 0
const page = (html: string, verified = false) =>
  receiveShown(app, {
    raw: `From: Eve <eve@stranger.example>\r\nX-Nr: ${(count += 1)}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`,
    verified,
  })

describe('A message that came in', () => {
  test('is read whole: its sender in words, its fields, its source, its files, its invitation and what is inside', async () => {
    const raw = [
      'From: "Ann" <ann@basic.example>',
      'Reply-To: else@other.example',
      'To: support@vendor.example',
      'Cc: bob@basic.example',
      'Date: Mon, 2 Mar 2026 10:00:00 +0100',
      'Subject: Meeting',
      'X-Odd: <script>alert(1)</script>',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<p>Come.<img src="cid:logo"></p>',
      '--b',
      'Content-Type: text/calendar; method=REQUEST',
      '',
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'SUMMARY:Review',
      'DTSTART;TZID=Europe/Berlin:20260302T140000',
      'DTEND;TZID=Europe/Berlin:20260302T150000',
      'LOCATION:Room 1',
      'ORGANIZER;CN=Ann:mailto:ann@basic.example',
      'END:VEVENT',
      'END:VCALENDAR',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: carl@other.example',
      'Subject: Older',
      '',
      'The older text.',
      '--b--',
    ].join('\r\n')
    const id = await receiveShown(app, {
      raw,
      from: 'ann@basic.example',
      verified: true,
      attachments: [
        { name: 'logo.png', mediaType: 'image/png', content: png.toString('latin1'), contentId: 'logo' },
      ],
    })
    const { json } = await agent.get(`/api/v1/mail/${id}`)
    const mail = Object(json)
    assert.deepEqual(
      [mail.to, mail.cc, mail.replyTo, mail.writtenAt],
      [['support@vendor.example'], ['bob@basic.example'], ['else@other.example'], '2026-03-02T09:00:00.000Z'],
    )
    assert.equal(mail.sender.tone, 'verified')
    assert.match(mail.sender.sentence, /^Really from basic\.example/)
    assert.deepEqual(mail.invitation, {
      kind: 'invites',
      title: 'Review',
      starts: { at: '2026-03-02T13:00:00Z' },
      ends: { at: '2026-03-02T14:00:00Z' },
      place: 'Room 1',
      organiser: 'Ann (ann@basic.example)',
      repeats: false,
    })
    assert.deepEqual(
      mail.forwarded.map(({ from, subject, text, level }: Record<string, unknown>) => [
        from,
        subject,
        text,
        level,
      ]),
      [['carl@other.example', 'Older', 'The older text.', 1]],
    )
    const shown = Object((await agent.get(`/api/v1/mail/${id}/page`)).json)
    assert.deepEqual([shown.own, shown.remote], [[0], 0])
    const part = await agent.get(mail.attachments[0].url)
    assert.deepEqual(
      ['content-disposition', 'x-content-type-options', 'content-security-policy'].map(
        (name) => part.headers[name],
      ),
      ["attachment; filename*=UTF-8''logo.png", 'nosniff', 'sandbox'],
    )
    const source = Object((await agent.get(`/api/v1/mail/${id}/source`)).json)
    assert.ok(source.headers.some(({ name }: { name: string }) => name === 'x-odd'))
    assert.match(source.source, /^From: "Ann"/)
    assert.equal((await agent.get(`/api/v1/mail/${id}/parts/1`)).status, 404)
  })

  test('has its layout and what is inside also where it begins with an envelope line or with empty lines', async () => {
    const inner = ['From x@y.example Mon Mar  2 10:00:00 2026', 'From: carl@other.example', 'Subject: Older']
    const innermost = ['', 'From: dan@other.example', 'Subject: Oldest', '', 'The oldest text.']
    for (const first of [
      'From eve@stranger.example Mon Mar  2 10:00:00 2026\r\n',
      '\r\n\r\n',
      '>From x\r\n',
    ]) {
      const raw = [
        'From: eve@stranger.example',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>Come.</p>',
        '--b',
        'Content-Type: message/rfc822',
        '',
        ...inner,
        'Content-Type: multipart/mixed; boundary=c',
        '',
        '--c',
        'Content-Type: message/rfc822',
        '',
        ...innermost,
        '--c--',
        '--b--',
      ].join('\r\n')
      const id = await receiveShown(app, { raw: `${first}${raw}` })
      const mail = Object((await agent.get(`/api/v1/mail/${id}`)).json)
      assert.deepEqual(
        mail.forwarded.map(({ subject, level }: Record<string, unknown>) => [subject, level]),
        [
          ['Older', 1],
          ['Oldest', 2],
        ],
        JSON.stringify(first),
      )
      assert.match(Object((await agent.get(`/api/v1/mail/${id}/page`)).json).html, /Come\./)
    }
  })

  test('with an attachment of a type that no header can say still gives it, to save', async () => {
    const id = await receiveShown(app, {
      raw: 'From: eve@stranger.example\r\nSubject: Packet\r\n\r\nSee the file.\r\n',
      attachments: [{ name: 'a.bin', mediaType: 'text/plain\r\nX: y', content: 'x' }],
    })
    const part = await agent.get(`/api/v1/mail/${id}/parts/0`)
    assert.deepEqual([part.status, part.headers['content-type']], [200, 'application/octet-stream'])
  })

  test('that cannot be read is still there, and says so', async () => {
    const id = await receiveShown(app, { raw: `${'X: y\r\n'.repeat(20_000)}\r\ntext` })
    const { status, json } = await agent.get(`/api/v1/mail/${id}`)
    assert.deepEqual([status, Object(json).problem], [200, 'It has too many header fields.'])
    assert.equal((await agent.get(`/api/v1/mail/${id}/page`)).status, 404)
    assert.equal((await agent.get(`/api/v1/mail/${id}/raw`)).status, 200)
  })
})

test('EM-11: what could be a code is shown in no form before one asks, also where only the layout has it', async () => {
  const id = await page('<p>Your sign-in code is <b>482913</b></p>')
  const asked = async () => {
    const paths = ['', '/page', '/source']
    const answers = await Promise.all(paths.map((path) => agent.get(`/api/v1/mail/${id}${path}`)))
    return answers.map(({ status, text }) => [status, text.includes('482913')])
  }
  assert.deepEqual(await asked(), Array(3).fill([409, false]))
  assert.equal((await agent.post(`/api/v1/triage/${id}/reveal`)).status, 200)
  assert.deepEqual(
    (await asked()).map(([status]) => status),
    [200, 200, 200],
  )
})

describe('What is hidden until one asks', () => {
  const letter = (fields: string[], text: string) =>
    receiveShown(app, {
      raw: ['From: eve@stranger.example', `X-Nr: ${(count += 1)}`, ...fields, '', text].join('\r\n'),
    })
  const answers = async (id: string, paths: string[]) =>
    (await Promise.all(paths.map((path) => agent.get(`/api/v1/mail/${id}${path}`)))).map(
      ({ status, text }) => [status, /482913|Zk3u8Qm1xT7w2Pd9/.test(text)],
    )

  test('EM-11: a link that lets somebody in is, also where only its address says so', async () => {
    for (const [what, html] of [
      ['secret', '<a href="https://chat.evil.example/x?a=1&amp;token=Zk3u8Qm1xT7w2Pd9">Join</a>'],
      [
        'word',
        '<p>Welcome. <a href="https://chat.evil.example/y?a=1&amp;confirm=yes&amp;k=482913">Go</a></p>',
      ],
      ['picture', '<img src="x.png" alt="Your code is 482913">'],
    ] as const)
      assert.deepEqual(
        await answers(await page(html), ['', '/page', '/source']),
        Array(3).fill([409, false]),
        what,
      )
    const plain = await page('<a href="https://www.evil.example/news?issue=482913">News</a>')
    assert.deepEqual(
      (await answers(plain, ['', '/page', '/source'])).map(([status]) => status),
      [200, 200, 200],
      'the control: an address that lets nobody in is shown',
    )
  })

  test('EM-11: so are the subjects and texts of messages within a message', async () => {
    const within = (inner: string[]) =>
      letter(
        ['Content-Type: multipart/mixed; boundary=b'],
        ['--b', '', 'See below.', '--b', 'Content-Type: message/rfc822', '', ...inner, '--b--'].join('\r\n'),
      )
    const bySubject = await within(['From: x@chat.example', 'Subject: 482913 is your code', '', 'Welcome.'])
    const byText = await within(['From: x@chat.example', 'Subject: Welcome', '', 'Your code is 482913.'])
    const none = await within(['From: x@chat.example', 'Subject: Order 482913', '', 'Thank you.'])
    for (const id of [bySubject, byText])
      assert.deepEqual(await answers(id, ['', '/source']), Array(2).fill([409, false]))
    assert.deepEqual(await answers(none, ['', '/source']), Array(2).fill([200, true]), 'the control')
  })

  test('EM-11: so is all of a message that was never read, and whoever takes its file is on record', async () => {
    const id = await letter(['Subject: 482913 is your code'], 'Your code is 482913.')
    await app.ownerPool.query(
      `update inbound_mail set state = 'stored', subject = null, body = null, verdict = null where id = $1`,
      [id],
    )
    assert.deepEqual(await answers(id, ['/source']), [[409, false]])
    const noted = async () =>
      (
        await app.ownerPool.query<{ detail: unknown }>(
          `select detail from audit_log where action = 'mail.codes_revealed' and subject_id = $1`,
          [id],
        )
      ).rows
    assert.deepEqual(await noted(), [])
    assert.equal((await agent.get(`/api/v1/triage/${id}/raw`)).status, 200)
    assert.deepEqual(await noted(), [{ detail: { by: 'file' } }])
    assert.deepEqual(await answers(id, ['/source']), [[200, true]])
  })
})

describe('A picture from elsewhere', () => {
  const fetched = async (path: string) => {
    const id = await page(`<img src="http://${host}${path}">`)
    return agent.get(`/api/v1/mail/${id}/pictures/0`)
  }

  test('XS-05: is fetched by us without cookie or referrer, only once asked for, and named by its place', async () => {
    answer = (_, response) => response.end(png)
    asked.length = 0
    const id = await page(`<img src="http://${host}/one.png">`)
    await agent.get(`/api/v1/mail/${id}`)
    await agent.get(`/api/v1/mail/${id}/page`)
    assert.deepEqual(asked, [])
    const got = await agent.get(`/api/v1/mail/${id}/pictures/0`)
    assert.deepEqual([got.status, got.headers['content-type']], [200, 'image/png'])
    assert.match(String(got.headers['content-security-policy']), /sandbox/)
    assert.deepEqual(asked, [{ url: '/one.png', cookie: undefined, referer: undefined }])
    assert.equal((await agent.get(`/api/v1/mail/${id}/pictures/1`)).status, 404)
    assert.equal((await agent.get(`/api/v1/mail/${id}/pictures/http:%2F%2F${host}%2F`)).status, 400)
  })

  test('XS-05: inside our own networks is never asked for, at once or by a redirect', async () => {
    for (const url of [
      'http://127.0.0.1:1/x',
      'http://169.254.169.254/x',
      'http://[::1]/x',
      'http://localhost/x',
    ]) {
      const id = await page(`<img src="${url}">`)
      assert.equal((await agent.get(`/api/v1/mail/${id}/pictures/0`)).status, 422, url)
    }
    answer = (url, response) =>
      url === '/away'
        ? response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end()
        : response.writeHead(302, { location: '/again' }).end()
    assert.equal((await fetched('/away')).status, 422)
    asked.length = 0
    assert.equal((await fetched('/round')).status, 422)
    assert.equal(asked.length, 4, 'a redirect is followed three times at most')
    // The control: what is allowed comes through the same redirect.
    answer = (url, response) =>
      url === '/there' ? response.writeHead(302, { location: '/png' }).end() : response.end(png)
    assert.equal((await fetched('/there')).status, 200)
  })

  test('XS-05: does not come from where only webhooks may go, at once or by a redirect', async () => {
    answer = (_, response) => response.writeHead(302, { location: `http://${inner}/secret.png` }).end()
    asked.length = 0
    const id = await page(`<img src="http://${inner}/secret.png">`)
    assert.equal((await agent.get(`/api/v1/mail/${id}/pictures/0`)).status, 422)
    assert.equal((await fetched('/to-inner')).status, 422)
    assert.deepEqual(
      asked.map(({ url }) => url),
      ['/to-inner'],
    )
  })

  test('XS-05: is a picture by its bytes and no larger than it may be, whatever it says of itself', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    for (const [type, body] of [
      ['image/svg+xml', svg],
      ['image/png', svg],
      ['text/html', '<script>alert(1)</script>'],
      ['image/png', Buffer.concat([png, Buffer.alloc(5_000_001)])],
    ] as const) {
      answer = (_, response) => response.writeHead(200, { 'content-type': type }).end(body)
      assert.equal((await fetched(`/${type}`)).status, 422, type)
    }
  })

  test('is remembered for a verified sender, for the person who asked', async () => {
    const verified = await page('<img src="http://a.example/1.png">', true)
    const forged = await page('<img src="http://a.example/1.png">')
    const put = (id: string, isAlways: boolean) =>
      agent.send('PUT', `/api/v1/mail/${id}/pictures`, JSON.stringify({ isAlways }), {
        'content-type': 'application/json',
      })
    const isAlways = async (reader: Client, id: string) =>
      Object((await reader.get(`/api/v1/mail/${id}`)).json).page.isAlways
    assert.equal((await put(forged, true)).status, 409)
    assert.equal((await put(verified, true)).status, 200)
    assert.equal((await put(verified, true)).status, 200)
    const manager = await app.as(vendor.manager.email)
    assert.deepEqual(
      [await isAlways(agent, verified), await isAlways(agent, forged), await isAlways(manager, verified)],
      [true, false, false],
    )
    assert.equal((await put(verified, false)).status, 200)
    assert.equal(await isAlways(agent, verified), false)
  })
})
