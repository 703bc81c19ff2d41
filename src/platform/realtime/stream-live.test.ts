import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:http'
import { test } from 'node:test'
import fastify from 'fastify'
import type { Context } from '#platform/context.ts'
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
  const server = fastify()
  const actor = { kind: 'system', name: 'Fourline' }
  const { promise: done, resolve } = Promise.withResolvers<void>()
  server.get('/', async (request, reply) => {
    const gone = once(reply.raw, 'close')
    const begin = () => stream({ actor } as Context, undefined, { request, reply })
    if (leaves === 'while it runs') await begin()
    reader.destroy()
    await gone
    if (leaves === 'before it begins') await begin()
    resolve()
  })
  const reader = get(await server.listen({ host: '127.0.0.1', port: 0 }))
  reader.on('error', () => undefined)
  await done
  await server.close()
  return { begun, left }
}

test('a reader who leaves is listened for no more', async () => {
  assert.deepEqual(await readersLeft('while it runs'), { begun: 1, left: 0 })
})

test('a reader who left while it was asked who they are is never listened for', async () => {
  assert.deepEqual(await readersLeft('before it begins'), { begun: 0, left: 0 })
})
