import type { CaseView, openCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'

/** Opens a case by request: a contact's own comes by the portal, whatever else it says. */
export async function openCaseOnline(
  ctx: Context,
  input: InputOf<typeof openCaseEndpoint>,
): Promise<CaseView> {
  if (ctx.actor.kind === 'contact' && input.channel !== undefined && input.channel !== 'portal') {
    throw invalid('channel', 'Only the support team says by which other channel a case came.')
  }
  if (ctx.actor.kind === 'contact' && input.call !== undefined) {
    throw invalid('call', 'Only the support team logs calls.')
  }
  return openCase(ctx, input)
}
