import { z } from 'zod'
import type { Actor, Context } from '#platform/context.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { answered, type Exchange } from '#platform/http/route.ts'
import type { Announcement } from '#platform/realtime/announce.ts'
import type { LiveHub } from '#platform/realtime/live-hub.ts'

export const liveEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/live',
  summary: 'Server-sent events `{topic, id, version}` of what changed among what you may see.',
  response: z.any(),
  sends: 'text/event-stream',
})

const beatMs = 4_000
/** After this long a stream ends and the browser opens another, which asks again who is there. */
const usualLongestMs = 5 * 60_000
/** What a reader may leave unread; who reads again after that asks for everything anew. */
const mostUnread = 1_000_000
/** How long what was written last may take to reach a reader who is to go. */
const lastWordsMs = 1_000

/**
 * Streams announcements to one reader: to customers only those of their own account, checked for each one.
 * `stillThere` is asked at every beat, so that someone who was removed hears no more within seconds. A reader who
 * does not read is let go.
 */
export function createLiveStream(
  hub: LiveHub,
  stillThere: (exchange: Exchange, actor: Actor) => Promise<boolean>,
  longestMs = usualLongestMs,
) {
  return function streamLive(ctx: Context, _input: unknown, exchange: Exchange): Promise<unknown> {
    const { reply } = exchange
    reply.hijack()
    const { raw } = reply
    // A reader who left while it was asked who they are closes nothing any more.
    if (raw.destroyed) return Promise.resolve(answered)
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      date: new Date().toUTCString(),
    })
    // A connection that breaks closes, which ends the stream; without this the error would end the process.
    raw.on('error', () => undefined)
    const write = (text: string) => {
      if (raw.writableEnded) return
      raw.write(text)
      if (raw.writableLength > mostUnread) stop()
    }
    const send = (event: object) => write(`data: ${JSON.stringify(event)}\n\n`)
    write('retry: 1000\n\n')
    const unsubscribe = hub.subscribe({
      hear: (announcement) => {
        if (mayHear(ctx.actor, announcement)) {
          send({ topic: announcement.topic, id: announcement.id, version: announcement.version })
        }
      },
      resync: () => send({ topic: 'resync', id: '', version: 0 }),
    })
    const beat = setInterval(() => {
      write(': still here\n\n')
      void stillThere(exchange, ctx.actor).then(
        (there) => (there ? undefined : stop()),
        () => stop(),
      )
    }, beatMs)
    const limit = setTimeout(() => stop(), longestMs)
    let patience: NodeJS.Timeout | undefined
    const stop = () => {
      unsubscribe()
      clearInterval(beat)
      clearTimeout(limit)
      if (raw.writableEnded) return
      raw.end()
      // Who does not read never takes the end either.
      patience = setTimeout(() => raw.destroy(), lastWordsMs)
    }
    raw.on('close', () => {
      stop()
      clearTimeout(patience)
    })
    return Promise.resolve(answered)
  }
}

function mayHear(actor: Actor, { accountId, contactIds }: Announcement): boolean {
  if (actor.kind === 'staff' || actor.kind === 'system') return true
  if (actor.kind !== 'contact' || accountId !== actor.accountId) return false
  return contactIds == null || contactIds.includes(actor.contactId)
}
