import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

type Schema = { $ref?: string }
type Operation = {
  operationId: string
  summary: string
  parameters: { name: string; in: string; required: boolean; schema: Schema }[]
  security?: unknown[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

let app: TestApp
let document: Document

before(async () => {
  app = await startTestApp()
  await buildVendor(app)
  document = (await (await app.as(null)).get('/api/openapi.json')).json as Document
})
after(() => app.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )

test('the document is OpenAPI 3.1 and lists every route but the pages, each under its own name', () => {
  assert.match(document.openapi, /^3\.1\./)
  assert.deepEqual(
    operations()
      .map(({ key }) => key)
      .toSorted(),
    app.routes
      .map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
      .filter((key) => !key.startsWith('GET /packages'))
      .concat(['POST /api/auth/sign-in/email', 'POST /api/auth/sign-out'])
      .toSorted(),
  )
  const names = operations().map(({ operation }) => operation.operationId)
  assert.equal(new Set(names).size, names.length)
  assert.ok(operations().every(({ operation }) => operation.summary.length > 5))
})

test('what is no JSON is not called so: bytes have their media type, and a file is posted as a form', () => {
  const said = (key: string) => {
    const found = operations().find((one) => one.key === key)?.operation
    return Object.keys(found?.responses['200']?.content ?? {})
  }
  assert.deepEqual(said('GET /api/v1/live'), ['text/event-stream'])
  assert.deepEqual(said('GET /api/v1/agreements/{id}/quote.pdf'), ['application/pdf'])
  assert.deepEqual(said('GET /api/v1/mail/{id}/raw'), ['message/rfc822'])
  // Whatever says nothing of its answer is JSON of any shape, and sent as that.
  const anything = app.routes
    .filter(
      ({ endpoint: { response, sends } }) =>
        (response instanceof z.ZodAny || response instanceof z.ZodUnknown) && sends === undefined,
    )
    .map(({ endpoint }) => endpoint.path)
  assert.deepEqual(anything.toSorted(), [
    '/api/openapi.json',
    '/api/v1/catalogue-drafts/{id}/document',
    '/api/v1/catalogue-editions/{version}/document',
  ])
  const upload = document.paths['/api/v1/files']?.post
  assert.deepEqual(Object.keys(upload?.requestBody?.content ?? {}), ['multipart/form-data'])
})

test('who has to sign in, and what a key makes safe to repeat, is said where it holds', async () => {
  for (const { endpoint, permission } of app.routes.filter((one) => one.endpoint.path.startsWith('/api/'))) {
    const operation = document.paths[endpoint.path]?.[endpoint.method.toLowerCase()]
    assert.equal(operation?.security?.length === 0, permission === 'public', endpoint.path)
    const takesKey = operation?.parameters.some(({ name }) => name === 'Idempotency-Key')
    const isKept = endpoint.method === 'POST' && permission !== 'public'
    const isStream = endpoint.takesAnything === true || endpoint.takesFile === true
    assert.equal(takesKey, isKept && !isStream, endpoint.path)
  }
  const signIn = document.paths['/api/auth/sign-in/email']?.post
  assert.deepEqual(signIn?.security, [])
  const answer = await (
    await app.as(null)
  ).post('/api/auth/sign-in/email', {
    email: 'nobody@vendor.example',
    password: 'wrong',
  })
  assert.equal(answer.status, 401)
})

test('every place in a path is a required parameter', () => {
  for (const { key, operation } of operations()) {
    const places = [...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const described = operation.parameters
      .filter((one) => one.in === 'path' && one.required)
      .map(({ name }) => name)
    assert.deepEqual(described, places, key)
  }
})

test('every schema is JSON Schema that can be read back, and every reference leads somewhere', () => {
  for (const { key, operation } of operations()) {
    for (const schema of schemasOf(operation)) {
      const target = schema.$ref === undefined ? schema : resolve(schema.$ref)
      assert.ok(target, `${key} refers to ${schema.$ref}`)
      assert.doesNotThrow(() => z.fromJSONSchema(target), key)
    }
  }
})

test('the schema of a new case takes a case and refuses what the server refuses', () => {
  const schema = document.paths['/api/v1/cases']?.post?.requestBody?.content['application/json']?.schema
  assert.ok(schema)
  const check = z.fromJSONSchema(schema)
  const good = { type: 'problem', productCode: 'studio', priority: 'high', subject: 'x', description: 'x' }
  assert.ok(check.safeParse(good).success)
  for (const bad of [
    { priority: 'urgent' },
    { subject: 'x'.repeat(201) },
    { dueAt: 'now' },
    { attachmentIds: ['7'] },
  ])
    assert.ok(!check.safeParse({ ...good, ...bad }).success, JSON.stringify(bad).slice(0, 60))
})

test('a problem has the shape that is described', async () => {
  const schema = resolve('#/components/schemas/Problem')
  assert.ok(schema)
  const answer = await (await app.as(null)).get('/api/v1/me')
  assert.ok(z.fromJSONSchema(schema).safeParse(answer.json).success)
  assert.ok(operations().every(({ operation }) => operation.responses.default !== undefined))
})

test('the catalogue is public: three packages with what each includes', async () => {
  const { json } = await (await app.as(null)).get('/api/v1/packages')
  const { packages } = json as { packages: { code: string; services: object }[] }
  assert.deepEqual(
    packages.map(({ code }) => code),
    ['basic', 'business', 'premium'],
  )
  assert.ok(packages.every(({ services }) => Object.keys(services).length === 22))
})

function schemasOf(operation: Operation): Schema[] {
  const bodies = [operation.requestBody, ...Object.values(operation.responses)]
  return [
    ...operation.parameters.map(({ schema }) => schema),
    ...bodies.flatMap((one) => Object.values(one?.content ?? {}).map(({ schema }) => schema)),
  ]
}

type SchemaOrBoolean = Parameters<typeof z.fromJSONSchema>[0]

function resolve(reference: string): SchemaOrBoolean | undefined {
  const found = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((value, name) => Object(value)[name], document)
  return found as SchemaOrBoolean | undefined
}
