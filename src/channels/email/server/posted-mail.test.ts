import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { type Answer, type Client, createClient } from '../../../../tests/support/test-client.ts'
import type { InletProvider, InletView } from '../domain/inlet-contract.ts'
import { readSes } from './posted-by-ses.ts'

let app: TestApp
let admin: Client
let provider: Client

before(async () => {
  app = await startTestApp()
  admin = await app.as((await buildVendor(app)).admin.email)
  provider = createClient(app.http, null)
})
after(() => app.close())

let count = 0

/** In no charset: an ö of ISO 8859-1, which would be two other bytes once it had been text. */
function message(): Buffer {
  count += 1
  const head = `From: Ann <ann@alder.example>\r\nTo: support@vendor.example\r\nSubject: Import ${count}\r\n`
  return Buffer.from(
    `${head}Content-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xf6\xdfe a+b=%41 &c\r\n`,
    'latin1',
  )
}

async function addInlet(kind: InletProvider, secret?: string): Promise<InletView & { secret: string }> {
  const { status, json } = await admin.post('/api/v1/mail-inlets', { name: kind, provider: kind, secret })
  assert.equal(status, 201, JSON.stringify(json))
  const added = json as { inlet: InletView; secret: string | null }
  return { ...added.inlet, secret: added.secret ?? secret ?? '' }
}

const pathOf = ({ url }: { url: string }) => new URL(url).pathname
const seconds = (at = Date.now()) => String(Math.floor(at / 1000))

async function rawOf(answer: Answer): Promise<Buffer> {
  assert.equal(answer.status, 200, answer.text)
  const { id } = answer.json as { id: string }
  const { rows } = await app.ownerPool.query<{ raw_sha256: string; way: string }>(
    'select raw_sha256, way from inbound_mail where id = $1',
    [id],
  )
  assert.equal(rows[0]?.way, 'provider')
  const chunks: Buffer[] = []
  for await (const chunk of app.shared.files.read(rows[0].raw_sha256)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function countMail(): Promise<number> {
  const { rows } = await app.ownerPool.query<{ count: number }>('select count(*)::int from inbound_mail')
  return rows[0]?.count ?? 0
}

/** As a form in parts sends it, byte for byte. */
function form(fields: Record<string, string | Buffer>): { payload: Buffer; headers: Record<string, string> } {
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    Buffer.from(`--b0\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  const payload = Buffer.concat([...parts, Buffer.from('--b0--\r\n')])
  return { payload, headers: { 'content-type': 'multipart/form-data; boundary=b0' } }
}

function urlEncoded(fields: Record<string, string | Buffer>): Buffer {
  const encode = (value: string | Buffer) =>
    [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  return Buffer.from(
    Object.entries(fields)
      .map(([name, value]) => `${name}=${encode(value)}`)
      .join('&'),
  )
}

function mailgunFields(key: string, raw: Buffer, at = seconds(), token = `token ${(count += 1)}`) {
  const signature = createHmac('sha256', key)
    .update(at + token)
    .digest('hex')
  return {
    sender: 'ann@alder.example',
    recipient: 'support@vendor.example',
    'body-mime': raw,
    timestamp: at,
    token,
    signature,
  }
}

describe('mail that providers post', () => {
  test('a message that Mailgun posts is kept byte for byte, as a form of either kind', async () => {
    const inlet = await addInlet('mailgun', 'key-of-the-route')
    const [first, second] = [message(), message()]
    const inParts = form(mailgunFields(inlet.secret, first))
    assert.deepEqual(
      await rawOf(await provider.send('POST', pathOf(inlet), inParts.payload, inParts.headers)),
      first,
    )
    const encoded = urlEncoded(mailgunFields(inlet.secret, second))
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    assert.deepEqual(await rawOf(await provider.send('POST', pathOf(inlet), encoded, type)), second)
  })

  test('Mailgun’s signature counts for one message: the same again is the one there, another is refused', async () => {
    const inlet = await addInlet('mailgun', 'key-of-another-route')
    const raw = message()
    const fields = mailgunFields(inlet.secret, raw)
    const post = async (changed: Partial<typeof fields>) => {
      const { payload, headers } = form({ ...fields, ...changed })
      return provider.send('POST', pathOf(inlet), payload, headers)
    }
    const first = await post({})
    assert.deepEqual((await post({})).json, first.json)
    const before = await countMail()
    assert.equal((await post({ 'body-mime': message() })).status, 401)
    assert.equal((await post({ signature: '0'.repeat(64) })).status, 401)
    const split = mailgunFields(inlet.secret, raw, seconds(), `e0${'a'.repeat(48)}`)
    assert.equal((await post(split)).status, 200)
    const anew = { timestamp: `${split.timestamp}e0`, token: split.token.slice(2), 'body-mime': message() }
    const atBefore = await countMail()
    assert.equal((await post({ ...split, ...anew })).status, 401, 'the same signature, split elsewhere')
    assert.equal(await countMail(), atBefore)
    const old = mailgunFields(inlet.secret, raw, seconds(Date.now() - 25 * 3_600_000))
    assert.equal((await post(old)).status, 401)
    assert.equal(await countMail(), before)
  })

  test('SendGrid’s signature covers message and envelope; its word for the sending server is believed', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const inlet = await addInlet('sendgrid', key)
    const raw = message()
    const envelope = JSON.stringify({ from: 'ann@alder.example', to: ['support@vendor.example'] })
    const { payload, headers } = form({ email: raw, envelope, sender_ip: '192.0.2.7' })
    const at = seconds()
    const signature = sign('sha256', Buffer.concat([Buffer.from(at), payload]), privateKey).toString('base64')
    const signed = {
      ...headers,
      'x-twilio-email-event-webhook-signature': signature,
      'x-twilio-email-event-webhook-timestamp': at,
    }
    assert.deepEqual(await rawOf(await provider.send('POST', pathOf(inlet), payload, signed)), raw)
    const { rows } = await app.ownerPool.query(
      'select remote_address, envelope_from, envelope_to from inbound_mail where way_id = $1',
      [inlet.id],
    )
    assert.deepEqual(rows, [
      {
        remote_address: '192.0.2.7',
        envelope_from: 'ann@alder.example',
        envelope_to: ['support@vendor.example'],
      },
    ])
    const other = form({ email: message(), envelope, sender_ip: '192.0.2.7' })
    assert.equal((await provider.send('POST', pathOf(inlet), other.payload, signed)).status, 401)
    assert.equal((await provider.send('POST', pathOf(inlet), payload, headers)).status, 401)
  })

  test('Postmark proves itself by the password in the address, which is shown once', async () => {
    const inlet = await addInlet('postmark')
    const raw = 'From: ann@alder.example\r\nSubject: Größe\r\n\r\nHello\r\n'
    const body = JSON.stringify({ RawEmail: raw, OriginalRecipient: 'support@vendor.example' })
    const basic = (password: string) => ({
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`fourline:${password}`).toString('base64')}`,
    })
    assert.deepEqual(
      await rawOf(await provider.send('POST', pathOf(inlet), body, basic(inlet.secret))),
      Buffer.from(raw),
    )
    assert.equal((await provider.send('POST', pathOf(inlet), body, basic('another'))).status, 401)
    const partial = await provider.send('POST', pathOf(inlet), '{"TextBody":"Hello"}', basic(inlet.secret))
    assert.equal(partial.status, 400)
    assert.match(partial.text, /Include raw email content/)
  })

  test('whatever signs as Standard Webhooks says may post a message as it is', async () => {
    const inlet = await addInlet('signed')
    const raw = message()
    const headersFor = (body: Buffer, at = seconds()) => {
      const key = Buffer.from(inlet.secret.slice('whsec_'.length), 'base64')
      const signature = createHmac('sha256', key).update(`msg_1.${at}.`).update(body).digest('base64')
      return {
        'content-type': 'message/rfc822',
        'webhook-id': 'msg_1',
        'webhook-timestamp': at,
        'webhook-signature': `v1,${signature}`,
        'x-envelope-from': 'ann@alder.example',
        'x-envelope-to': 'support@vendor.example',
      }
    }
    assert.deepEqual(await rawOf(await provider.send('POST', pathOf(inlet), raw, headersFor(raw))), raw)
    assert.equal((await provider.send('POST', pathOf(inlet), message(), headersFor(raw))).status, 401)
    const late = headersFor(raw, seconds(Date.now() - 25 * 3_600_000))
    assert.equal((await provider.send('POST', pathOf(inlet), raw, late)).status, 401)
  })

  test('a post without anything in it is refused, and every posted message waits to be placed as others do', async () => {
    const inlet = await addInlet('signed')
    assert.equal((await provider.send('POST', pathOf(inlet), Buffer.alloc(0), {})).status, 401)
    const { rows } = await app.ownerPool.query(
      `select count(*)::int from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'place-mail'`,
    )
    assert.equal(rows[0]?.count, await countMail())
  })

  test('admins see what was refused, and an address that is off or removed is nobody’s', async () => {
    const inlet = await addInlet('mailgun', 'key-of-a-third-route')
    const { payload, headers } = form(mailgunFields('another-key', message()))
    assert.equal((await provider.send('POST', pathOf(inlet), payload, headers)).status, 401)
    const list = (await admin.get('/api/v1/mail-inlets')).json as { items: InletView[] }
    const shown = list.items.find(({ id }) => id === inlet.id)
    assert.match(shown?.refused?.why ?? '', /signing key/)
    assert.doesNotMatch(JSON.stringify(list), /key-of-a-third-route/)
    const change = (state: string, version: number) =>
      admin.patch(`/api/v1/mail-inlets/${inlet.id}`, { state, version })
    assert.equal((await change('off', 1)).status, 200)
    assert.equal((await provider.send('POST', pathOf(inlet), payload, headers)).status, 404)
    assert.equal((await change('on', 1)).status, 409)
    assert.equal((await change('removed', 2)).status, 200)
    assert.equal((await provider.send('POST', pathOf(inlet), payload, headers)).status, 404)
    assert.equal((await change('on', 3)).status, 200)
  })

  test('what cannot be a provider’s key is refused before anything is saved', async () => {
    for (const [kind, secret] of [
      ['mailgun', undefined],
      ['sendgrid', 'not a public key'],
      ['ses', 'arn:aws:sqs:eu-west-1:123456789012:queue'],
      ['postmark', 'a-password-of-theirs'],
    ] as const) {
      const { status } = await admin.post('/api/v1/mail-inlets', { name: 'x', provider: kind, secret })
      assert.equal(status, 422, kind)
    }
  })

  test('a message that is too large is refused with words, and nothing of it is kept', async () => {
    const inlet = await addInlet('signed')
    const before = await countMail()
    const answer = await provider.send('POST', pathOf(inlet), Buffer.alloc(38_000_000), {})
    assert.equal(answer.status, 413)
    assert.match(answer.text, /25 MB/)
    assert.equal(await countMail(), before)
  })
})

describe('mail that Amazon SES posts through SNS', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const topic = 'arn:aws:sns:eu-west-1:123456789012:mail'
  const now = new Date('2026-03-02T09:00:00Z')
  const certificate = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123abcd.pem'

  const notification = (change: Record<string, string> = {}) => {
    const Message = JSON.stringify({
      mail: { source: 'ann@alder.example' },
      receipt: { recipients: ['support@vendor.example'], action: { encoding: 'BASE64' } },
      content: Buffer.from('Subject: Hi\r\n\r\nGr\xf6\xdfe\r\n', 'latin1').toString('base64'),
    })
    return {
      Type: 'Notification',
      MessageId: 'm1',
      TopicArn: topic,
      Message,
      Timestamp: now.toISOString(),
      ...change,
    }
  }
  const signedWith = <Data extends Record<string, string>>(names: string[], data: Data, version = '2') => {
    const text = names.flatMap((name) => (data[name] === undefined ? [] : [name, data[name]])).join('\n')
    const Signature = sign(version === '2' ? 'sha256' : 'sha1', Buffer.from(`${text}\n`), privateKey)
    return {
      SignatureVersion: version,
      SigningCertURL: certificate,
      ...data,
      Signature: Signature.toString('base64'),
    }
  }
  const ofNotice = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
  const read = (data: object, fetched: string[] = []) =>
    readSes({ headers: {}, body: Buffer.from(JSON.stringify(data)) }, topic, now, async (url) => {
      fetched.push(url)
      return pem
    })

  test('a notice signed by Amazon, in either version, brings its message', async () => {
    for (const version of ['1', '2']) {
      const found = await read(signedWith(ofNotice, notification(), version))
      assert.equal(found?.raw.toString('latin1'), 'Subject: Hi\r\n\r\nGr\xf6\xdfe\r\n')
      assert.deepEqual(found?.envelopeTo, ['support@vendor.example'])
    }
  })

  test('what is changed, of another topic, too old or signed by somebody’s own certificate is refused', async () => {
    const good = signedWith(ofNotice, notification())
    const fetched: string[] = []
    const refused: [object, RegExp][] = [
      [{ ...good, Message: good.Message.replace('ann', 'eve') }, /not Amazon’s/],
      [signedWith(ofNotice, notification({ TopicArn: `${topic}2` })), /another topic/],
      [signedWith(ofNotice, notification({ Timestamp: '2026-02-27T09:00:00Z' })), /older than a day/],
      [
        {
          ...good,
          SigningCertURL: 'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-1.pem',
        },
        /not Amazon’s/,
      ],
      [
        { ...good, SigningCertURL: 'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem' },
        /not Amazon’s/,
      ],
      [{ ...good, SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/other.pem' }, /not Amazon’s/],
    ]
    for (const [data, why] of refused) await assert.rejects(read(data, fetched), why)
    assert.ok(fetched.every((url) => url === certificate))
  })

  test('a subscription of our topic is confirmed, at Amazon’s address only', async () => {
    const names = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
    const asking = (SubscribeURL: string) =>
      signedWith(names, { ...notification({ Type: 'SubscriptionConfirmation', Token: 't' }), SubscribeURL })
    const url = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t'
    const fetched: string[] = []
    assert.equal(await read(asking(url), fetched), undefined)
    assert.deepEqual(fetched, [certificate, url])
    await assert.rejects(read(asking('https://evil.example/'), fetched), /not Amazon’s/)
    assert.equal(fetched.includes('https://evil.example/'), false)
  })
})
