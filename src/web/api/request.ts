import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '#platform/http/endpoint.ts'
import { networkProblem, parseProblem } from './api-problem.ts'
import { noteServerTime } from '../time/server-clock.ts'

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { [K in Name]?: undefined }
  : { [K in Name]: Value }

/** What an endpoint asks for: `params`, `query` and `body` exactly where its contract has them. */
export type RequestInput<E extends Endpoint> = Part<'params', ParamsOf<E>> &
  ([QueryOf<E>] extends [undefined] ? { query?: undefined } : { query?: QueryOf<E> }) &
  Part<'body', BodyOf<E>> & {
    signal?: AbortSignal
    /** Keep one key for all tries of one submission (`useSubmissionKey`); a fresh one otherwise. */
    idempotencyKey?: string
    /** Arrives even if the page is being left; up to 60 kB of body. */
    keepalive?: boolean
  }

/**
 * Calls one endpoint of the contract and checks the answer against it.
 * @throws ApiProblem for every refusal and failure (`status` 0 when no answer came)
 */
export async function request<E extends Endpoint>(endpoint: E, input: RequestInput<E>): Promise<ResponseOf<E>>
export async function request(endpoint: Endpoint, input: LooseInput): Promise<unknown> {
  const response = await send(endpoint, input)
  noteServerTime(response.headers.get('date'))
  const text = await response.text()
  if (!response.ok) throw parseProblem(response.status, text, response.headers.get('x-request-id'))
  return endpoint.response.parse(text === '' ? undefined : JSON.parse(text))
}

type LooseInput = {
  params?: unknown
  query?: unknown
  body?: unknown
  signal?: AbortSignal
  idempotencyKey?: string
  keepalive?: boolean
}

async function send(endpoint: Endpoint, input: LooseInput): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  if (input.body !== undefined) headers.set('content-type', 'application/json')
  if (endpoint.method === 'POST') {
    headers.set('idempotency-key', input.idempotencyKey ?? crypto.randomUUID())
  }
  try {
    return await fetch(urlOf(endpoint.path, input.params, input.query), {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      body: input.body === undefined ? null : JSON.stringify(input.body),
      signal: input.signal ?? null,
      keepalive: input.keepalive ?? false,
    })
  } catch (cause) {
    if (input.signal?.aborted) throw cause
    throw networkProblem()
  }
}

/** Fills `{name}` places and appends the query; absent values are left out, lists repeat. */
export function urlOf(path: string, params: unknown, query: unknown): string {
  const places = new Map(entriesOf(params))
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(places.get(name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of entriesOf(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  const text = search.toString()
  return text === '' ? filled : `${filled}?${text}`
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
