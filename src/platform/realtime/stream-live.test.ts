import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, get, type ServerResponse } from 'node:http'
import { test } from 'node:test'
import type { Context } from '#platform/context.ts'
import type { Exchange } from '#platform/http/route.ts'
import { createLiveStream } from './stream-live.ts'

/** Readers that are listened for, after one asked for the stream and went away when it is told to. */
async function readersLeft(
  leaves: 'before it begins' | 'while it runs',
): Promise<{ begun: number; left: number }> {
  let begun = 0
  let left = 0
  const hub = {
    subscribe() {
      begun += 1
      left += 1
      return () => (left -= 1)
    },
    close: () => Promise.resolve(),
  }
  const stream = createLiveStream(hub, () => Promise.resolve(true))
  const actor = { kind: 'system', name: 'Fourline' }
  const begin = (raw: ServerResponse) =>
    stream({ actor } as Context, undefined, { reply: { raw, hijack() {} } } as unknown as Exchange)
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  const reader = get({ host: '127.0.0.1', port: address.port })
  reader.on('error', () => undefined)
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
  const gone = once(response, 'close')
  if (leaves === 'while it runs') await begin(response)
  reader.destroy()
  await gone
  if (leaves === 'before it begins') await begin(response)
  server.close()
  return { begun, left }
}

test('a reader who leaves is listened for no more', async () => {
  assert.deepEqual(await readersLeft('while it runs'), { begun: 1, left: 0 })
})

test('a reader who left while it was asked who they are is never listened for', async () => {
  assert.deepEqual(await readersLeft('before it begins'), { begun: 0, left: 0 })
})
