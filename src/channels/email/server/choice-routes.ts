import { countAttempt } from '#people/auth/server/count-attempt.ts'
import type { Context } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { type Exchange, route } from '#platform/http/route.ts'
import { chooseAccountEndpoint, readChoiceEndpoint } from '../domain/choice-contract.ts'
import { chooseAccount, readChoice } from './choose-account.ts'
import { choiceHash } from './offer-choice.ts'

/** For who holds the link of a mail, signed in or not; counted by link and network, as the links of sign-in are. */
export const choiceRoutes = [
  route(readChoiceEndpoint, 'public', async (ctx, input, exchange) => {
    await refuseTooMany(ctx, exchange, `choice read ${choiceHash(input.token)}`)
    return readChoice(ctx, input)
  }),
  route(chooseAccountEndpoint, 'public', async (ctx, input, exchange) => {
    await refuseTooMany(ctx, exchange, `choice ${choiceHash(input.token)}`)
    return chooseAccount(ctx, input)
  }),
]

async function refuseTooMany(ctx: Context, { request, reply }: Exchange, what: string): Promise<void> {
  const seconds = await countAttempt(ctx.db, { address: what, peer: request.ip, nowMs: ctx.now.getTime() })
  if (seconds === 0) return
  reply.header('retry-after', String(seconds))
  throw new FourlineError('too_many', 'too_many_attempts', 'Too many attempts. Please wait a few minutes.')
}
