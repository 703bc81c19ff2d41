import { lookup } from 'node:dns/promises'
import http from 'node:http'
import type net from 'node:net'
import { Transform, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { openSocket, type Outside } from './open-socket.ts'
import { OutsideError } from './outside-error.ts'
import { outsideUrl } from './outside-url.ts'

export type OutsideRequest = {
  url: string
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** From the first look-up to the last byte. */
  timeoutMs: number
  /** No more than this is read, before and after decompression. */
  maxBytes: number
}

export type OutsideAnswer = {
  status: number
  /** By their names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  body: Buffer
  /** The answer was longer than is read, or not what it said it was. */
  isCut: boolean
}

/** The names of the machine's own resolver. */
export function outsideOf(allowed: readonly string[]): Outside {
  return { allowed: new Set(allowed), resolve: (name) => lookup(name, { all: true }) }
}

/**
 * Sends one request to an address that somebody typed in, and never to this machine or its networks. A redirect
 * is an answer like any other; it is not followed.
 * @throws OutsideError where no answer came
 */
export async function fetchOutside(outside: Outside, request: OutsideRequest): Promise<OutsideAnswer> {
  const url = outsideUrl(request.url, outside.allowed)
  const signal = AbortSignal.timeout(request.timeoutMs)
  let socket: net.Socket | undefined
  try {
    socket = await openSocket(url, outside, signal)
    const response = await ask(url, request, socket)
    return {
      status: response.statusCode ?? 0,
      headers: headersOf(response),
      ...(await readUpTo(response, request.maxBytes, signal)),
    }
  } catch (error) {
    throw asOutsideError(error, signal.aborted, request.timeoutMs)
  } finally {
    socket?.destroy()
  }
}

function ask(url: URL, request: OutsideRequest, socket: net.Socket): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sending = http.request({
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: {
        ...request.headers,
        host: url.host,
        'accept-encoding': 'identity',
        connection: 'close',
        ...(request.body !== undefined && { 'content-length': String(Buffer.byteLength(request.body)) }),
      },
      // Without an agent, which would open a connection of its own.
      createConnection: () => socket,
    })
    sending.on('response', resolve)
    sending.on('error', reject)
    sending.end(request.body)
  })
}

function headersOf(response: http.IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
}

/** Reads until the end or the limit, whichever comes first; a small answer may unpack into a large one. */
async function readUpTo(response: http.IncomingMessage, maxBytes: number, signal: AbortSignal) {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of unpacked(response, maxBytes)) {
      const part = Buffer.from(chunk)
      chunks.push(part.subarray(0, maxBytes - size))
      size += part.length
      if (size > maxBytes) return { body: Buffer.concat(chunks), isCut: true }
    }
    return { body: Buffer.concat(chunks), isCut: false }
  } catch (error) {
    if (signal.aborted) throw error
    return { body: Buffer.concat(chunks), isCut: true }
  } finally {
    response.destroy()
  }
}

const unpackers: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

function unpacked(response: http.IncomingMessage, maxBytes: number): Readable {
  const limited = response.pipe(limit(maxBytes))
  response.on('error', (error) => limited.destroy(error))
  const unpack = unpackers[response.headers['content-encoding']?.toLowerCase() ?? '']
  if (unpack === undefined) return limited
  const open = unpack()
  limited.on('error', (error) => open.destroy(error))
  return limited.pipe(open)
}

/** Passes on one byte more than may be read, so that the reader sees that there was more. */
function limit(maxBytes: number): Transform {
  let left = maxBytes + 1
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const part = chunk.subarray(0, left)
      left -= part.length
      if (part.length > 0) this.push(part)
      if (left === 0) this.push(null)
      done()
    },
  })
}

function asOutsideError(error: unknown, isLate: boolean, timeoutMs: number): OutsideError {
  if (error instanceof OutsideError) return error
  if (isLate) {
    const seconds = timeoutMs / 1000
    return new OutsideError('timeout', `There was no whole answer within ${seconds} seconds.`, error)
  }
  return new OutsideError('no_answer', sentenceOf(error), error)
}

const sentences: Record<string, string> = {
  ENOTFOUND: 'The name is not known to any name server.',
  ECONNREFUSED: 'Nobody listens at this address.',
  ECONNRESET: 'The connection was closed before an answer came.',
  EHOSTUNREACH: 'The address cannot be reached from here.',
  ENETUNREACH: 'The address cannot be reached from here.',
  CERT_HAS_EXPIRED: 'The certificate of the address has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the address is signed by nobody known.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the address is for another name.',
}

function sentenceOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return sentences[code] ?? `No answer came${code === '' ? '' : ` (${code})`}.`
}
