import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export type HttpClient = {
  get(path: string): Promise<unknown>
  post(path: string, body: object): Promise<unknown>
  close(): void
}

/** One reader of the API over one connection that stays open. Throws on every answer but a good one. */
export function createHttpClient(url: string, cookie: string): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const send = (method: string, path: string, body?: object) =>
    new Promise<unknown>((resolve, reject) => {
      const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
      const headers = {
        cookie,
        ...(payload && {
          'content-type': 'application/json',
          'content-length': payload.length,
          'idempotency-key': randomUUID(),
        }),
      }
      const sent = request(`${url}${path}`, { method, agent, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if ((answer.statusCode ?? 500) < 300) resolve(JSON.parse(text))
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`))
        })
      })
      sent.on('error', reject)
      sent.end(payload)
    })
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    close: () => agent.destroy(),
  }
}

/** A new session token and the cookie that carries it, signed as signing in signs it. */
export function newCookie(secret: string): { token: string; cookie: string } {
  const token = randomBytes(24).toString('hex')
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return { token, cookie: `fourline.session_token=${encodeURIComponent(`${token}.${signature}`)}` }
}
