import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { after, afterEach, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { fetchOutside, type OutsideRequest } from './fetch-outside.ts'
import { isOutsideAddress } from './is-outside-address.ts'
import type { Outside } from './open-socket.ts'
import { OutsideError } from './outside-error.ts'

type Answering = (request: IncomingMessage, response: ServerResponse) => void

/** Listens on this machine and must never be reached, unless a test says that it may. */
let canary: Server
let port: number
let reached: string[] = []
let answer: Answering

before(async () => {
  canary = createServer((request, response) => {
    reached.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  const address = canary.address()
  assert.ok(address !== null && typeof address === 'object')
  port = address.port
})
after(() => {
  canary.closeAllConnections()
  canary.close()
})
afterEach(() => (reached = []))

const resolvesTo = (...addresses: string[]): Outside['resolve'] => {
  return async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}
const closed = (resolve = resolvesTo('127.0.0.1')): Outside => ({ allowed: new Set(), resolve })
const open = (): Outside => ({ allowed: new Set([`127.0.0.1:${port}`]), resolve: resolvesTo() })

const ask = (outside: Outside, more: Partial<OutsideRequest> = {}) =>
  fetchOutside(outside, {
    url: `http://127.0.0.1:${port}/secret`,
    method: 'POST',
    body: '{}',
    timeoutMs: 2_000,
    maxBytes: 1_000,
    ...more,
  })

const refusedWith = (code: string) => (error: unknown) => error instanceof OutsideError && error.code === code

describe('an address of this machine or its networks', () => {
  const hosts = `
    127.0.0.1 127.1 127.0.1 0 0.0.0.0 127.255.255.254 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001
    0x7f.0x0.0x0.0x1 127.0.0.1. 127.0.0.1%E3%80%82 127.0.0.1。 127。0。0。1 １２７.0.0.1 ①②⑦.0.0.1 %31%32%37.0.0.1
    10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 192.0.0.1 198.18.0.1 224.0.0.1 240.0.0.1
    255.255.255.255 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::7f00:1] [::127.0.0.1] [64:ff9b::7f00:1]
    [64:ff9b::127.0.0.1] [2002:7f00:1::] [fe80::1] [fc00::1] [2001:0:7f00:1::] [0:0:0:0:0:ffff:a9fe:a9fe] [ff02::1]
    [2001:db8::1] localhost LOCALHOST.`
    .trim()
    .split(/\s+/)
  test('is refused in forty forms and more', () => assert.ok(hosts.length >= 40))
  for (const host of hosts) {
    test(`is refused as ${host}`, async () => {
      await assert.rejects(
        ask(closed(), { url: `http://${host}:${port}/secret` }),
        refusedWith('address_refused'),
      )
      assert.deepEqual(reached, [])
    })
  }

  test('is reached where the operator allowed exactly that host and port', async () => {
    answer = (_, response) => response.end('welcome')
    assert.equal((await ask(open())).body.toString(), 'welcome')
    const other: Outside = { allowed: new Set([`127.0.0.1:${port + 1}`]), resolve: resolvesTo() }
    await assert.rejects(ask(other), refusedWith('address_refused'))
    assert.deepEqual(reached, ['/secret'])
  })
})

describe('a name', () => {
  const url = () => `http://hooks.example:${port}/secret`

  test('is refused when one of its addresses is not outside', async () => {
    for (const addresses of [
      ['127.0.0.1'],
      ['93.184.216.34', '10.0.0.1'],
      ['::ffff:127.0.0.1'],
      ['::7f00:1'],
    ]) {
      await assert.rejects(
        ask(closed(resolvesTo(...addresses)), { url: url() }),
        refusedWith('address_refused'),
      )
    }
    assert.deepEqual(reached, [])
  })

  test('that was harmless when it was saved and leads home when it is used is refused', async () => {
    const answers = [['192.0.2.1'], ['127.0.0.1']]
    const outside = closed(async () => [{ address: answers.shift()?.[0] ?? '', family: 4 }])
    for (let round = 0; round < 2; round++)
      await assert.rejects(ask(outside, { url: url() }), refusedWith('address_refused'))
    assert.deepEqual(reached, [])
  })

  test('that nobody knows says so', async () => {
    const unknown = closed(() => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })))
    await assert.rejects(ask(unknown, { url: url() }), /name is not known/)
  })

  test('is looked up once for each request, so that what was judged is what is reached', async () => {
    let asked = 0
    const outside = closed(async () => {
      asked++
      return [{ address: '10.0.0.1', family: 4 }]
    })
    await assert.rejects(ask(outside, { url: url() }))
    assert.equal(asked, 1)
  })
})

test('anything but http and https without a password is refused', async () => {
  for (const url of [
    'file:///etc/passwd',
    'gopher://a.example/',
    'ftp://a.example/',
    'data:,x',
    'x',
    'http://',
    'https://me:word@a.example/',
  ]) {
    await assert.rejects(ask(closed(), { url }), refusedWith('url_refused'))
  }
})

test('addresses of the public internet are outside, text that is no address is not', () => {
  for (const address of ['93.184.216.34', '2606:2800:220:1::1', '::ffff:93.184.216.34'])
    assert.equal(isOutsideAddress(address), true, address)
  for (const address of ['', 'name', '1.2.3', '::7f00:1', '::1'])
    assert.equal(isOutsideAddress(address), false, address)
})

describe('an answer', () => {
  test('that redirects is not followed', async () => {
    answer = (_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}/elsewhere` }).end()
    const { status } = await ask(open())
    assert.deepEqual([status, reached], [302, ['/secret']])
  })

  test('that is too long is cut', async () => {
    answer = (_, response) => response.end('x'.repeat(100_000))
    const { body, isCut } = await ask(open())
    assert.deepEqual([body.length, isCut], [1_000, true])
  })

  test('that never ends is cut', async () => {
    answer = (_, response) => {
      const more = setInterval(() => response.write('x'.repeat(500)), 5)
      response.on('close', () => clearInterval(more))
    }
    const { body, isCut } = await ask(open())
    assert.deepEqual([body.length, isCut], [1_000, true])
  })

  test('that unpacks into very much is cut', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000))
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    const { body, isCut } = await ask(open(), { maxBytes: 100_000 })
    assert.deepEqual([body.length, isCut], [100_000, true])
  })

  test('that is packed is unpacked, and one that is not what it says is kept as far as it goes', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'))
    assert.equal((await ask(open())).body.toString(), 'hello')
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed')
    const { status, isCut } = await ask(open())
    assert.deepEqual([status, isCut], [200, true])
  })

  test('that drips, or does not come, is given up in time', async () => {
    answer = (_, response) => {
      const drip = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drip))
    }
    await assert.rejects(ask(open(), { timeoutMs: 200 }), refusedWith('timeout'))
    answer = () => undefined
    await assert.rejects(ask(open(), { timeoutMs: 200 }), refusedWith('timeout'))
  })

  test('that breaks off before it began is no answer', async () => {
    answer = (request) => request.socket.destroy()
    await assert.rejects(ask(open()), refusedWith('no_answer'))
  })
})
