import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#platform/context.ts'
import type { Endpoint, InputOf, ResponseOf } from '#platform/http/endpoint.ts'

/** One sentence of the API: this endpoint, for whom, done by this verb. */
export type Route = {
  endpoint: Endpoint
  permission: string
  run(ctx: Context, input: unknown, exchange: Exchange): Promise<unknown>
}

/** The raw request and reply, for the few verbs that stream. */
export type Exchange = { request: FastifyRequest; reply: FastifyReply }

export function route<E extends Endpoint>(
  endpoint: E,
  permission: string,
  verb: (ctx: Context, input: InputOf<E>, exchange: Exchange) => Promise<ResponseOf<E>>,
): Route {
  return {
    endpoint,
    permission,
    // The server has parsed the input with the endpoint's own schemas before this runs.
    run: (ctx, input, exchange) => verb(ctx, input as InputOf<E>, exchange),
  }
}

/** Returned by a verb that has answered on `exchange.reply` itself. */
export const answered: unique symbol = Symbol('answered')
