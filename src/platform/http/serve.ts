import { randomUUID } from 'node:crypto'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Actor, type Context, createContext, roleOf, type Shared, timeOf } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { hashBody, keyedRequest, onceByKey } from '#platform/http/idempotency.ts'
import { sendProblem, toProblem } from '#platform/http/problem.ts'
import { answered, type Route } from '#platform/http/route.ts'
import { readFormat, sendCsv } from '#platform/http/send-csv.ts'

export type HttpOptions = {
  shared: Shared
  routes: readonly Route[]
  /** Who sent this request; anonymous where no session comes with it. */
  identify(request: FastifyRequest): Promise<Actor>
  /** May this role use that permission? (`app/permissions.ts`) */
  permits(permission: string, role: ReturnType<typeof roleOf>): boolean
  maxFileBytes: number
  /** What is still to be noted once a request has failed and everything of it is undone. */
  afterFailure?: (ctx: Context, error: unknown) => Promise<void>
  /** Counts the requests of who sends very many; throws 429. */
  admit?: (actor: Actor, reply: FastifyReply) => void
  /** A proxy in front, which says in `X-Forwarded-For` for whom it asks; nobody is believed without. */
  isProxy?: (address: string) => boolean
}

/** The HTTP server over a list of routes. It listens nowhere yet. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { log } = options.shared
  const app = fastify({
    bodyLimit: 1_000_000,
    genReqId: () => randomUUID(),
    logger: false,
    forceCloseConnections: true,
    trustProxy: options.isProxy ?? false,
    routerOptions: { ignoreTrailingSlash: true },
    // What is wrong before a route is found.
    frameworkErrors: (error, request, reply) => sendProblem(reply, toProblem(error, request.id, log)),
  })
  app.setErrorHandler((error, request, reply) => sendProblem(reply, toProblem(error, request.id, log)))
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine writes its computed variables into style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: options.shared.publicUrl.startsWith('https:'),
  })
  // A page of another site can send text/plain without being asked for leave.
  app.removeContentTypeParser('text/plain')
  takeFormsWhereAllowed(app)
  // One byte more than may be stored, so that a file that is too large is refused and never cut off.
  const limits = { files: 1, fields: 4, parts: 6, fileSize: options.maxFileBytes + 1 }
  await app.register(multipart, { limits })
  app.addHook('onRequest', async (request) => refuseForeignOrigin(request, options.shared.publicUrl))
  const [anything, typed] = [true, false].map((wanted) =>
    options.routes.filter(({ endpoint }) => (endpoint.takesAnything === true) === wanted),
  )
  for (const route of typed ?? []) addRoute(app, options, route)
  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const route of anything ?? []) addRoute(inner, options, route)
  })
  return app
}

declare module 'fastify' {
  interface FastifyContextConfig {
    takesForm?: boolean
  }
}

/** Mail programs post a form to what they turn off (RFC 8058); nowhere else is one taken. */
function takeFormsWhereAllowed(app: FastifyInstance): void {
  const form = 'application/x-www-form-urlencoded'
  app.addContentTypeParser(form, { parseAs: 'string', bodyLimit: 10_000 }, (request, _body, done) => {
    if (request.routeOptions.config.takesForm === true) done(null, {})
    else done(new FourlineError('invalid', 'media_type', 'The body has to be application/json.'))
  })
}

/**
 * A page of another origin may not act with a reader's cookie. Our own pages come from the host that is asked, or, where
 * a proxy asks for another one, from the public address.
 */
function refuseForeignOrigin({ method, headers }: FastifyRequest, publicUrl: string): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
  const { origin, host } = headers
  const from = origin === undefined ? null : URL.parse(origin)
  const isOurs = from === null || from.host === host || from.origin === URL.parse(publicUrl)?.origin
  if (isOurs && origin !== 'null' && headers['sec-fetch-site'] !== 'cross-site') return
  throw new FourlineError(
    'forbidden',
    'foreign_origin',
    'This request came from another site. Where it did not, whoever runs this installation behind a proxy sets its public address.',
  )
}

function addRoute(app: FastifyInstance, options: HttpOptions, route: Route): void {
  app.route({
    method: route.endpoint.method,
    url: route.endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { takesForm: route.endpoint.takesForm === true },
    handler: (request, reply) => answer(options, route, request, reply),
  })
}

async function answer(options: HttpOptions, route: Route, request: FastifyRequest, reply: FastifyReply) {
  const actor = await options.identify(request)
  options.admit?.(actor, reply)
  const ctx = createContext(options.shared, { actor, now: timeOf(options.shared), requestId: request.id })
  demand(options, route, actor)
  const { csv, query } = readFormat(route.endpoint, request)
  const input = readInput(route.endpoint, request, query)
  if (csv && route.endpoint.csv !== undefined) {
    await sendCsv(reply, route.endpoint.csv, (page) =>
      route.run(ctx, { ...input, ...page }, { request, reply }),
    )
    return reply
  }
  const status = route.endpoint.status ?? 200
  const done = await runOnce(ctx, route, input, { request, reply }, status).catch(async (error: unknown) => {
    await options.afterFailure?.(ctx, error)
    throw error
  })
  if (done.body === answered) return reply
  if (done.replayed) reply.header('Idempotency-Replayed', 'true')
  return status === 204 ? reply.code(204).send() : reply.code(done.status).send(done.body)
}

function demand(options: HttpOptions, route: Route, actor: Actor): void {
  if (options.permits(route.permission, roleOf(actor))) return demandOfKey(route, actor)
  if (actor.kind === 'anonymous') {
    throw new FourlineError('unauthenticated', 'sign_in_needed', 'Please sign in first.')
  }
  throw new FourlineError(
    'forbidden',
    'permission_missing',
    `Your role does not include “${route.permission}”.`,
  )
}

/** A key does what its scopes include, whatever the role of the person who made it. */
function demandOfKey(route: Route, actor: Actor): void {
  if (actor.kind !== 'staff' || actor.key === undefined || route.permission === 'public') return
  if (actor.key.permissions.includes(route.permission)) return
  throw new FourlineError(
    'forbidden',
    'scope_missing',
    `No scope of this key includes “${route.permission}”.`,
  )
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

async function runOnce(ctx: Context, route: Route, input: object, exchange: Exchange, status: number) {
  const plain = async (inner: Context) => route.run(inner, input, exchange)
  const isKeyed =
    route.endpoint.method === 'POST' && route.endpoint.takesAnything !== true && route.permission !== 'public'
  const keyed = isKeyed ? keyedRequest(ctx, exchange.request) : undefined
  // What is open to anybody is held to once by its verbs themselves, and keeps nothing for whoever comes along.
  // A form is read by its verb, which knows what was sent only then.
  if (keyed === undefined || exchange.request.isMultipart()) {
    return { status, body: await plain(ctx), replayed: false }
  }
  const { shownOnce } = route.endpoint
  return onceByKey(ctx, { ...keyed, bodyHash: hashBody(exchange.request.body), shownOnce }, status, plain)
}

function readInput(endpoint: Endpoint, request: FastifyRequest, query: unknown): object {
  return {
    ...parse(endpoint.params, request.params),
    ...parse(endpoint.query, query),
    ...parse(endpoint.body, request.body ?? {}),
  }
}

function parse(schema: z.ZodType<object> | undefined, value: unknown): object {
  return schema === undefined ? {} : schema.parse(value)
}
