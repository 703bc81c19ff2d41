import { z } from 'zod'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { problem } from '#platform/http/problem.ts'

/** A message that the product sends to endpoints of others. */
export type WebhookSchema = { type: string; summary: string; body: z.ZodType }

/**
 * The OpenAPI 3.1 document of a list of endpoints. Schemas are the contracts themselves, since
 * OpenAPI 3.1 uses JSON Schema 2020-12 as zod writes it.
 * @param open those that nobody has to sign in for: they are no keyed requests
 */
export function openApiDocument(
  endpoints: readonly Endpoint[],
  about: { title: string; version: string },
  webhooks: readonly WebhookSchema[] = [],
  open: ReadonlySet<Endpoint> = new Set(),
) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const operations = (paths[endpoint.path] ??= {})
    operations[endpoint.method.toLowerCase()] = operation(endpoint, open.has(endpoint))
  }
  return {
    openapi: '3.1.0',
    info: { ...about, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    webhooks: Object.fromEntries(webhooks.map((one) => [one.type, { post: receiving(one) }])),
    components: {
      schemas: { Problem: schemaOf(problem) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'fourline.session_token' },
        key: { type: 'http', scheme: 'bearer', description: 'A key of the API, held to its scopes.' },
      },
    },
    security: [{ session: [] }, { key: [] }],
  }
}

function operation(endpoint: Endpoint, isOpen: boolean) {
  const status = String(endpoint.status ?? 200)
  const takesBytes = endpoint.takesAnything === true || endpoint.takesFile === true
  return {
    summary: endpoint.summary,
    operationId: operationId(endpoint),
    parameters: [
      ...parameters('path', endpoint.params),
      ...parameters('query', endpoint.query),
      ...(endpoint.csv === undefined ? [] : [format]),
      ...(endpoint.method === 'POST' && !isOpen && !takesBytes ? [idempotencyKey] : []),
    ],
    ...(isOpen && { security: [] }),
    ...(endpoint.takesAnything === true && { requestBody: { required: true, content: { '*/*': bytes } } }),
    ...(endpoint.takesFile === true && { requestBody: { required: true, content: oneFile } }),
    ...(endpoint.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } },
          },
        }),
    responses: {
      [status]: {
        description: 'Done',
        ...(status === '204'
          ? {}
          : {
              content: {
                ...(endpoint.sends === undefined
                  ? { 'application/json': { schema: schemaOf(endpoint.response) } }
                  : { [endpoint.sends]: bytes }),
                ...(endpoint.csv === undefined ? {} : { 'text/csv': { schema: { type: 'string' } } }),
              },
            }),
      },
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** What the receiver of a webhook gets, signed as Standard Webhooks says. */
function receiving({ type, summary, body }: WebhookSchema) {
  return {
    summary,
    operationId: `webhook_${type}`,
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
    responses: { '2XX': { description: 'Taken; anything else is sent again.' } },
  }
}

const bytes = { schema: { type: 'string', format: 'binary' } }

const oneFile = {
  'multipart/form-data': {
    schema: { type: 'object', properties: { file: bytes.schema }, required: ['file'] },
  },
}

const format = {
  name: 'format',
  in: 'query',
  required: false,
  description: 'The whole list as CSV, from `after` on; `Accept: text/csv` asks for the same.',
  schema: { type: 'string', enum: ['csv'] },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Repeating a request with the same key within 24 hours gives the same answer.',
  schema: { type: 'string', maxLength: 200 },
}

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined) {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(part, undefined).success,
    schema: schemaOf(part, 'input'),
  }))
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output' = 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

function operationId(endpoint: Endpoint): string {
  const words = endpoint.path
    .split(/[/{}-]+/)
    .filter((word) => word !== '' && word !== 'api' && word !== 'v1')
  return [endpoint.method.toLowerCase(), ...words].join('_')
}
