import type { TestApp } from './test-app.ts'

export type DoorAnswer = { status: number; json: Record<string, unknown>; text: string }

/** A browser at the door: it keeps the cookies it is given. */
export type DoorClient = {
  cookies: Map<string, string>
  post(url: string, body?: object): Promise<DoorAnswer>
  get(url: string): Promise<DoorAnswer>
}

let count = 0

/** Each comes from a network of its own, so that no test meets another's limits. */
export function openDoor(app: TestApp, userAgent = 'A test'): DoorClient {
  const cookies = new Map<string, string>()
  const network = (count += 1)
  const send = async (method: 'GET' | 'POST', url: string, payload?: object): Promise<DoorAnswer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.http.inject({
      method,
      url,
      remoteAddress: `10.0.${network >> 8}.${network & 255}`,
      headers: { 'user-agent': userAgent, ...(cookie !== '' && { cookie }) },
      ...(payload !== undefined && { payload }),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) keep(cookies, line)
    return { status: answer.statusCode, json: answer.json(), text: answer.body }
  }
  return { cookies, post: (url, body = {}) => send('POST', url, body), get: (url) => send('GET', url) }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (value === '' || /max-age=0(;|$)/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}
