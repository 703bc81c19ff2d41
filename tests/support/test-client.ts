import type { FastifyInstance, InjectOptions } from 'fastify'

export type Answer = {
  status: number
  /** The parsed JSON, undefined where the answer is not JSON. */
  json: unknown
  text: string
  headers: Record<string, string>
}

type Headers = Record<string, string>
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

export type Client = {
  cookie: string | null
  get(url: string, headers?: Headers): Promise<Answer>
  post(url: string, body?: unknown, headers?: Headers): Promise<Answer>
  patch(url: string, body: unknown, headers?: Headers): Promise<Answer>
  /** Sends bytes as they are. */
  send(method: Method, url: string, payload: string | Buffer, headers: Headers): Promise<Answer>
  /** Sends one file to `POST /api/v1/files`. */
  upload(name: string, content: string | Buffer, mediaType?: string): Promise<Answer>
}

/** Speaks to a server without a network, with one cookie. */
export function createClient(http: FastifyInstance, cookie: string | null): Client {
  const request = async (method: Method, url: string, more: InjectOptions) => {
    const headers = { ...(cookie === null ? {} : { cookie }), ...more.headers }
    const answer = await http.inject({ ...more, method, url, headers })
    return {
      status: answer.statusCode,
      text: answer.body,
      json: String(answer.headers['content-type']).includes('json') ? JSON.parse(answer.body) : undefined,
      headers: Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
      ),
    }
  }
  const json =
    (method: Method) =>
    (url: string, body: unknown = {}, headers: Headers = {}) =>
      request(method, url, {
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      })
  return {
    cookie,
    get: (url, headers = {}) => request('GET', url, { headers }),
    post: json('POST'),
    patch: json('PATCH'),
    send: (method, url, payload, headers) => request(method, url, { payload, headers }),
    upload(name, content, mediaType = 'text/plain') {
      const { payload, headers } = multipart('file', name, content, mediaType)
      return request('POST', '/api/v1/files', { payload, headers })
    },
  }
}

/** One file as a browser's form sends it. */
export function multipart(field: string, name: string, content: string | Buffer, mediaType: string) {
  const boundary = 'a-boundary-of-these-tests'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${mediaType}\r\n\r\n`
  const payload = Buffer.concat([
    Buffer.from(head),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
