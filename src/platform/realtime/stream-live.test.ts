import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import fastify from 'fastify'
import type { Context } from '#platform/context.ts'
import type { Announcement } from './announce.ts'
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

/** Somebody who opens a stream and reads nothing of it, with what tells them something until `enough`. */
async function withDeafReader(
  longestMs: number | undefined,
  enough: (state: { unread: number; isListenedFor: boolean }) => boolean,
): Promise<void> {
  const listeners = new Set<(news: Announcement) => void>()
  const hub = {
    subscribe({ hear }: { hear(announcement: Announcement): void }) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    close: () => Promise.resolve(),
  }
  const stream = createLiveStream(hub, () => Promise.resolve(true), longestMs)
  const begun = Promise.withResolvers<ServerResponse>()
  const server = fastify()
  server.get('/', async (request, reply) => {
    await stream({ actor: { kind: 'system', name: 'Fourline' } } as Context, undefined, { request, reply })
    begun.resolve(reply.raw)
  })
  const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }))
  const reader = connect(Number(port)).pause()
  reader.on('error', () => undefined)
  reader.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n')
  const raw = await begun.promise
  const gone = once(raw, 'close')
  const [hear] = listeners
  assert.ok(hear !== undefined)
  const state = () => ({ unread: raw.writableLength, isListenedFor: listeners.size > 0 })
  for (let told = 0; !enough(state()); told++) {
    assert.ok(told < 1_000, 'nothing came of it')
    hear({ topic: 'x'.repeat(100_000), id: '1', version: 1, accountId: null })
    await new Promise((next) => setImmediate(next))
  }
  await gone
  // What was on its way to them all the same.
  for (let index = 0; index < 3; index++) hear({ topic: 'late', id: '1', version: 1, accountId: null })
  assert.equal(listeners.size, 0)
  reader.destroy()
  await server.close()
}

test('DO-04: a reader who stops reading is let go at a megabyte', () =>
  withDeafReader(undefined, ({ isListenedFor }) => !isListenedFor))

test('the stream of a reader who does not read ends in time too', () =>
  withDeafReader(300, ({ unread }) => unread > 0))
