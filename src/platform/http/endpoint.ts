import type { z } from 'zod'
import type { CsvTable } from '#platform/http/csv.ts'

/** One entry of the HTTP contract: pure data, shared by the server, the web app and the tests. */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Path with `{name}` places, e.g. `/api/v1/cases/{reference}`. */
  path: string
  /** One line for the OpenAPI document. */
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType<object>
  response: z.ZodType
  /** Media type of an answer that is no JSON: `application/pdf`; a range such as `image/*` or `*\/*` where each has its own. */
  sends?: string
  /** A list that is also to be had as CSV, whole, with the same rights. */
  csv?: CsvTable
  /** Fields of the answer that are secret and shown once: a repeated request gets `null` there. */
  shownOnce?: readonly string[]
  /** One file, posted as the part `file` of a form; the verb reads it. */
  takesFile?: true
  /** A form may be posted here as well; what it holds is not read. */
  takesForm?: true
  /** Whatever is posted reaches the verb as a stream of bytes; the verb sets limits to it. */
  takesAnything?: true
  /** Status of a success; 200 unless it says otherwise. */
  status?: 200 | 201 | 204
}

type Part<T> = T extends z.ZodType ? z.output<T> : unknown
type PartIn<T> = T extends z.ZodType ? z.input<T> : undefined

/** What a verb receives: path, query and body in one flat object. */
export type InputOf<E extends Endpoint> = Part<E['params']> & Part<E['query']> & Part<E['body']>
export type ResponseOf<E extends Endpoint> = z.output<E['response']>
export type QueryOf<E extends Endpoint> = PartIn<E['query']>
export type ParamsOf<E extends Endpoint> = PartIn<E['params']>
export type BodyOf<E extends Endpoint> = PartIn<E['body']>

/** Keeps the literal types of an endpoint while checking its shape. */
export function defineEndpoint<const E extends Endpoint>(endpoint: E): E {
  return endpoint
}
