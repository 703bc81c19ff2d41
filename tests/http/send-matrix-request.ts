import { randomUUID } from 'node:crypto'
import type { Answer, Client } from '../support/test-client.ts'

type Asked = {
  url: string
  body?: object | undefined
  raw?: { payload: string | Buffer; headers: Record<string, string> } | undefined
}

const methods = ['PATCH', 'PUT', 'DELETE'] as const

/**
 * Sends what a row of `matrix-requests.ts` asks, `key` being its `METHOD /path`. A post has a key of its own, so that
 * each verb shows that it gets by with one connection.
 */
export async function sendMatrixRequest(
  client: Client,
  key: string,
  { url, body, raw }: Asked,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const once = { 'idempotency-key': randomUUID() }
  if (raw !== undefined) return client.send('POST', url, raw.payload, { ...raw.headers, ...once, ...headers })
  if (body === undefined) return client.get(url, headers)
  const method = methods.find((one) => key.startsWith(one)) ?? 'POST'
  const type = { 'content-type': 'application/json' }
  return client.send(method, url, JSON.stringify(body), {
    ...type,
    ...(method === 'POST' && once),
    ...headers,
  })
}
