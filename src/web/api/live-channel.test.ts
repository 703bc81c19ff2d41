import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { listenLive } from './live-channel.ts'

/** Stands for the browser's end of the stream. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  readyState = 1
  readonly path: string
  constructor(path: string) {
    super()
    this.path = path
    streams.push(this)
  }
  say(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
  close(): void {
    this.readyState = Stream.CLOSED
  }
}

const streams: Stream[] = []
Object.assign(globalThis, { EventSource: Stream })

const leave: (() => void)[] = []
afterEach(() => {
  for (const each of leave.splice(0)) each()
  streams.splice(0)
  mock.timers.reset()
})

/** What a screen hears, in its order. */
function listen(): string[] {
  const heard: string[] = []
  leave.push(
    listenLive(
      ({ topic, id }) => heard.push(`${topic} ${id}`),
      () => heard.push('ask again'),
    ),
  )
  return heard
}

test('a screen hears news by their topic, and nothing that is no news', () => {
  const heard = listen()
  streams[0]?.say('{"topic":"case","id":"SUP-1","version":2}')
  for (const broken of ['', '{', 'null', '{"topic":7}']) streams[0]?.say(broken)
  assert.deepEqual(heard, ['case SUP-1'])
})

test('where news may have been missed every screen asks again, whichever topics it follows', () => {
  const [one, other] = [listen(), listen()]
  streams[0]?.dispatchEvent(new Event('open'))
  streams[0]?.say('{"topic":"resync","id":"","version":0}')
  assert.deepEqual([one, other], Array(2).fill(['ask again', 'ask again']))
})

test('screens share one connection, and the last that leaves closes it', () => {
  listen()
  listen()
  assert.deepEqual(
    streams.map(({ path }) => path),
    ['/api/v1/live'],
  )
  leave.shift()?.()
  assert.equal(streams[0]?.readyState, 1)
  leave.shift()?.()
  assert.equal(streams[0]?.readyState, Stream.CLOSED)
})

test('a connection that the browser has given up is made anew while anybody listens', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const heard = listen()
  const giveUp = (stream: Stream | undefined): void => {
    stream?.close()
    stream?.dispatchEvent(new Event('error'))
    mock.timers.tick(5_000)
  }
  giveUp(streams[0])
  streams[1]?.dispatchEvent(new Event('open'))
  assert.deepEqual([streams.length, heard], [2, ['ask again']])
  leave.shift()?.()
  giveUp(streams[1])
  assert.equal(streams.length, 2)
})
