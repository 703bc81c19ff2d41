import assert from 'node:assert/strict'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { makeSelfSigned } from '#platform/self-signed.ts'
import {
  begin,
  converse,
  type Conversation,
  handOver,
  type Intake,
  openIntake,
  someMessage,
} from '../../../../tests/support/mail-intake.ts'
import { parseCidrs } from './mail-network.ts'
import { openMailCertificate } from './mail-certificate.ts'
import { intakeLimits, mailLimits } from './mail-limits.ts'

let intake: Intake
let port: number
let limited: number
let open: Conversation[] = []
const call = (place: number | string) => {
  const made = converse(place)
  open.push(made)
  return made
}
const kept = () =>
  intake.query<{ remote_address: string; way: string; envelope_to: string[]; bytes: number }>(
    'select remote_address, way, envelope_to, bytes from inbound_mail order by received_at, id',
  )

before(async () => {
  intake = await openIntake()
  port = await intake.listen()
  limited = await intake.listen({
    limits: {
      commands: 12,
      messagesOfConnection: 2,
      idleMs: 400,
      messageMs: 700,
      rates: { network: { messages: 3, seconds: 3_600 }, sender: { messages: 2, seconds: 3_600 } },
    },
  })
})
afterEach(async () => {
  for (const one of open) one.close()
  open = []
  await intake.empty()
})
after(() => intake.close())

describe('What one who hands mail over may use', () => {
  test('A message that says it is too large is refused before a byte of it is sent', async () => {
    const to = call(port)
    await to.hear('220')
    assert.match(await to.say('EHLO a.example', '250'), new RegExp(`SIZE ${mailLimits.messageBytes}`))
    await to.say(`MAIL FROM:<ann@alder.example> SIZE=${mailLimits.messageBytes + 1}`, '552')
    await to.say(`MAIL FROM:<ann@alder.example> SIZE=${mailLimits.messageBytes}`, '250')
  })

  test('More recipients than a message may have are to be told another time; those before stay', async () => {
    const to = call(port)
    await to.hear('220')
    await to.say('EHLO a.example', '250')
    await to.say('MAIL FROM:<ann@alder.example>', '250')
    // Tokens that nobody was given: they are addresses of ours all the same.
    for (let at = 0; at < mailLimits.recipients; at++)
      await to.say(`RCPT TO:<support+${String(at).padStart(26, 'a')}@vendor.example>`, '250')
    await to.say('RCPT TO:<support@vendor.example>', '452')
    await handOver(to, someMessage())
    assert.equal((await kept())[0]?.envelope_to.length, mailLimits.recipients)
  })

  test('Somebody who only talks is hung up on', async () => {
    const to = call(limited)
    await to.hear('220')
    await to.say('EHLO a.example', '250')
    for (let at = 0; at < 11; at++) await to.say('NOOP', '250')
    await to.say('NOOP', '421')
    await to.ended
  })

  test('A connection has done enough after so many messages', async () => {
    const to = call(limited)
    await begin(to)
    await handOver(to, someMessage())
    await to.say('MAIL FROM:<bob@alder.example>', '250')
    await to.say('RCPT TO:<support@vendor.example>', '250')
    await handOver(to, someMessage())
    await to.say('MAIL FROM:<carl@alder.example>', '421')
    await to.ended
    assert.equal((await kept()).length, 2)
  })

  test('Whoever sends nothing is hung up on', async () => {
    const to = call(limited)
    await begin(to)
    await to.hear('421')
    await to.ended
  })

  test('Whoever sends a byte now and then does not hold a connection, and nothing of it is kept', async () => {
    const to = call(limited)
    await begin(to)
    await to.say('DATA', '354')
    const drip = setInterval(() => to.write('x'), 50)
    await to.hear('421')
    clearInterval(drip)
    await to.ended
    assert.deepEqual(await kept(), [])
  })

  test('A sender has so many messages, from wherever; another one from there is not held up', async () => {
    for (const [from, start] of [
      ['ann@alder.example', '250'],
      ['Ann@alder.example', '250'],
      ['ann@alder.example', '450'],
      ['bob@alder.example', '250'],
    ] as const) {
      const to = call(limited)
      await to.hear('220')
      await to.say('EHLO a.example', '250')
      await to.say(`MAIL FROM:<${from}>`, start)
      to.close()
    }
  })

  test('Two processes hold a sender to one limit', async () => {
    const other = await intake.listen({
      limits: { rates: { ...intakeLimits.rates, sender: { messages: 2, seconds: 3_600 } } },
    })
    const answers: string[] = []
    for (const place of [limited, other, other]) {
      const to = call(place)
      await to.hear('220')
      await to.say('EHLO a.example', '250')
      answers.push((await to.say('MAIL FROM:<eve@alder.example>', '')).slice(0, 3))
    }
    assert.deepEqual(answers, ['250', '250', '450'])
  })
})

describe('Messages that try to hide another one', () => {
  for (const [name, end] of [
    ['a bare LF around the dot', '\n.\n'],
    ['a bare LF before the dot', '\n.\r\n'],
    ['a bare LF after the dot', '\r\n.\n'],
    ['a bare CR around the dot', '\r.\r'],
    ['a bare CR before the dot', '\r.\r\n'],
    ['a NUL before the dot', '\r\n\0.\r\n'],
  ] as const) {
    test(`stay one message: ${name} does not end it`, async () => {
      const to = call(port)
      await begin(to)
      await to.say('DATA', '354')
      const hidden = 'MAIL FROM:<chief@alder.example>\r\nRCPT TO:<support@vendor.example>\r\nDATA\r\n'
      to.write(`${someMessage()}first${end}${hidden}From: chief@alder.example\r\n\r\nsecond\r\n.\r\nQUIT\r\n`)
      await to.hear('250')
      await to.hear('221')
      await to.ended
      assert.equal((await kept()).length, 1)
      assert.equal(to.heard().match(/^354/gm)?.length, 1)
    })
  }

  test('What is sent in one go is answered in order, and a dot at the start of a line is no end', async () => {
    const to = call(port)
    await to.hear('220')
    const one = (body: string) =>
      `MAIL FROM:<ann@alder.example>\r\nRCPT TO:<support@vendor.example>\r\nDATA\r\n${someMessage('x', body)}.\r\n`
    to.write(`EHLO a.example\r\n${one('..\r\n..dot')}${one('two')}QUIT\r\n`)
    await to.ended
    assert.equal((await kept()).length, 2)
    assert.deepEqual(to.heard().match(/^\d{3} /gm), [
      '220 ',
      '250 ',
      '250 ',
      '250 ',
      '354 ',
      '250 ',
      '250 ',
      '250 ',
      '354 ',
      '250 ',
      '221 ',
    ])
  })
})

describe('Whom a proxy speaks for', () => {
  const binary = (source: number[], command = 0x21) =>
    Buffer.concat([
      Buffer.from('0d0a0d0a000d0a515549540a', 'hex'),
      Buffer.from([command, source.length === 4 ? 0x11 : 0x21, 0, source.length * 2 + 4]),
      Buffer.from([...source, ...source.map(() => 1), 0x30, 0x39, 0, 25]),
    ])
  let behind: number
  before(
    async () =>
      (behind = await intake.listen({
        proxyFrom: parseCidrs('127.0.0.0/8'),
        limits: { proxyHeaderMs: 300 },
      })),
  )
  const deliverAs = async (header: string | Buffer) => {
    const to = call(behind)
    to.write(header)
    await begin(to)
    await handOver(to, someMessage())
    return (await kept()).at(-1)?.remote_address
  }

  test('is who counts: version 1 and 2, IPv4 and IPv6', async () => {
    assert.equal(await deliverAs('PROXY TCP4 192.0.2.7 10.0.0.1 5000 25\r\n'), '192.0.2.7')
    assert.equal(await deliverAs('PROXY TCP6 2001:db8::7 ::1 5000 25\r\n'), '2001:db8::7')
    assert.equal(await deliverAs(binary([198, 51, 100, 9])), '198.51.100.9')
    assert.equal(await deliverAs(binary([0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 9])), '2001:db8::9')
    // It asks for itself whether we are there.
    assert.equal(await deliverAs(binary([198, 51, 100, 9], 0x20)), '127.0.0.1')
  })

  test('is read although its bytes come one by one', async () => {
    const to = call(behind)
    for (const byte of binary([203, 0, 113, 5])) to.write(Buffer.from([byte]))
    await begin(to)
    await handOver(to, someMessage())
    assert.equal((await kept())[0]?.remote_address, '203.0.113.5')
  })

  for (const [name, header] of [
    ['none at all', 'EHLO a.example\r\n'],
    ['no address', 'PROXY TCP4 nobody 10.0.0.1 5000 25\r\n'],
    ['an address of the other family', 'PROXY TCP4 2001:db8::7 ::1 5000 25\r\n'],
    ['too few parts', 'PROXY TCP4 192.0.2.7\r\n'],
    ['no end', `PROXY TCP4 ${'1'.repeat(200)}`],
    ['a bare LF at its end', 'PROXY TCP4 192.0.2.7 10.0.0.1 5000 25\nEHLO a\r\n'],
    [
      'another version',
      Buffer.concat([binary([1, 2, 3, 4]).subarray(0, 12), Buffer.from([0x31, 0x11, 0, 12])]),
    ],
    ['a length that is none', Buffer.concat([binary([1, 2, 3, 4]).subarray(0, 14), Buffer.from([255, 255])])],
  ] as const) {
    test(`is required of a proxy: with ${name} nobody is let in`, async () => {
      const to = call(behind)
      to.write(header)
      await to.ended
      assert.equal(to.heard(), '')
    })
  }

  test('has to be said soon', async () => {
    const to = call(behind)
    await to.ended
    assert.equal(to.heard(), '')
  })

  test('is believed of no stranger, who keeps their own address', async () => {
    const to = call(port)
    to.write('PROXY TCP4 192.0.2.7 10.0.0.1 5000 25\r\n')
    await to.ended
    assert.match(to.heard(), /^421 /)
  })

  test('is who has so many connections, and another network has its own', async () => {
    const few = await intake.listen({
      proxyFrom: parseCidrs('127.0.0.1'),
      limits: { connectionsOfNetwork: 2 },
    })
    const from = (address: string) => {
      const to = call(few)
      to.write(`PROXY TCP6 ${address} ::1 5000 25\r\n`)
      return to
    }
    const [first, second] = [from('2001:db8:1:2::1'), from('2001:db8:1:2::2')]
    await first.hear('220')
    await second.hear('220')
    await from('2001:db8:1:2:ffff::3').hear('421')
    await from('2001:db8:1:3::1').hear('220')
    first.close()
    await first.ended
    await from('2001:db8:1:2::4').hear('220')
  })

  test('is who has so many messages', async () => {
    const few = await intake.listen({
      proxyFrom: parseCidrs('127.0.0.1'),
      limits: { rates: { ...intakeLimits.rates, network: { messages: 2, seconds: 3_600 } } },
    })
    const answers: string[] = []
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2']) {
      const to = call(few)
      to.write(`PROXY TCP4 ${address} 127.0.0.1 5000 25\r\n`)
      await to.hear('220')
      await to.say('EHLO a.example', '250')
      answers.push((await to.say(`MAIL FROM:<${answers.length}@alder.example>`, '')).slice(0, 3))
    }
    assert.deepEqual(answers, ['250', '250', '421', '250'])
  })
})

describe('Encryption', () => {
  const secured = async (place: number, version?: 'TLSv1.1'): Promise<TLSSocket> => {
    const to = call(place)
    await to.hear('220')
    assert.match(await to.say('EHLO a.example', '250'), /STARTTLS/)
    await to.say('STARTTLS', '220')
    const limits =
      version === undefined ? {} : { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
    const socket = connectTls({ socket: to.socket, rejectUnauthorized: false, ...limits })
    await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
    return socket
  }
  const nameOf = (socket: TLSSocket) => socket.getPeerCertificate().subject.CN

  test('is offered with a certificate of its own making, which stays the same from start to start', async () => {
    const place = { folder: intake.folder, name: 'mx.vendor.example', now: new Date() }
    const certificate = openMailCertificate(place, intake.shared.log)
    const socket = await secured(await intake.listen({ certificate }))
    assert.equal(nameOf(socket), 'mx.vendor.example')
    assert.match(socket.getProtocol() ?? '', /^TLSv1\.[23]$/)
    socket.destroy()
    assert.deepEqual(openMailCertificate(place, intake.shared.log).current, certificate.current)
    const elsewhere = { ...place, name: 'mx.other.example' }
    assert.notEqual(openMailCertificate(elsewhere, intake.shared.log).current.cert, certificate.current.cert)
  })

  test('is none older than TLS 1.2', async () => {
    const certificate = openMailCertificate(
      { folder: intake.folder, name: 'mx.vendor.example', now: new Date() },
      intake.shared.log,
    )
    await assert.rejects(secured(await intake.listen({ certificate }), 'TLSv1.1'), /protocol|alert|version/i)
  })

  test('goes by files that are read again once they change; what cannot be used changes nothing', async () => {
    const [certFile, keyFile] = ['cert.pem', 'key.pem'].map((name) => path.join(intake.folder, name)) as [
      string,
      string,
    ]
    const write = async (name: string, key?: string) => {
      const made = makeSelfSigned(name, new Date())
      await writeFile(`${certFile}.new`, made.cert)
      await writeFile(`${keyFile}.new`, key ?? made.key)
      await rename(`${certFile}.new`, certFile)
      await rename(`${keyFile}.new`, keyFile)
    }
    await write('one.example')
    const certificate = openMailCertificate({ certFile, keyFile }, intake.shared.log)
    assert.match(certificate.current.cert, /BEGIN CERTIFICATE/)
    assert.equal(certificate.renewed(), undefined)
    await write('two.example')
    const renewed = certificate.renewed()
    assert.notEqual(renewed?.cert, undefined)
    assert.equal(certificate.renewed(), undefined)
    await write('three.example', makeSelfSigned('other.example', new Date()).key)
    assert.equal(certificate.renewed(), undefined)
    assert.throws(() => openMailCertificate({ certFile, keyFile }, intake.shared.log), /SMTP_TLS_CERT/)
  })

  test('forgets what was said before it began', async () => {
    const certificate = openMailCertificate(
      { folder: intake.folder, name: 'mx.vendor.example', now: new Date() },
      intake.shared.log,
    )
    const to = call(await intake.listen({ certificate }))
    await to.hear('220')
    await to.say('EHLO a.example', '250')
    to.write('STARTTLS\r\nMAIL FROM:<eve@evil.example>\r\nRCPT TO:<support@vendor.example>\r\nDATA\r\n')
    await to.hear('220')
    const socket = connectTls({ socket: to.socket, rejectUnauthorized: false })
    let said = ''
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await new Promise((resolve) => socket.once('secureConnect', resolve))
    socket.write('QUIT\r\n')
    await new Promise((resolve) => socket.once('close', resolve))
    assert.match(said, /^221 /)
    assert.equal(to.heard().includes('354'), false)
  })
})

describe('LMTP', () => {
  test('answers once for each recipient, on a socket of the machine, and is the same intake', async () => {
    const place = path.join(intake.folder, 'lmtp')
    await intake.listen({ way: 'lmtp', port: place })
    const to = call(place)
    await to.hear('220')
    await to.say('EHLO a.example', '500')
    await to.say('LHLO a.example', '250')
    await to.say('MAIL FROM:<ann@alder.example>', '250')
    await to.say('RCPT TO:<support@vendor.example>', '250')
    await to.say(`RCPT TO:<support+${'b'.repeat(26)}@vendor.example>`, '250')
    await to.say('RCPT TO:<nobody@vendor.example>', '550')
    await to.say('DATA', '354')
    to.write(`${someMessage()}.\r\n`)
    await to.hear('250')
    await to.hear('250')
    await to.say('QUIT', '221')
    assert.deepEqual(
      (await kept()).map(({ way, remote_address, envelope_to }) => [way, remote_address, envelope_to.length]),
      [['lmtp', null, 2]],
    )
  })
})
