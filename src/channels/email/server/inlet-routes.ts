import type { Context } from '#platform/context.ts'
import { type Route, route } from '#platform/http/route.ts'
import {
  addInletEndpoint,
  changeInletEndpoint,
  listInletsEndpoint,
  postMailEndpoint,
} from '../domain/inlet-contract.ts'
import { listInlets } from './list-inlets.ts'
import { addInlet, changeInlet } from './save-inlet.ts'
import { type InletNeeds, takePostedMail } from './take-posted-mail.ts'

/** Mail that providers post, and where they post it. */
export function createInletRoutes(needs: InletNeeds): Route[] {
  return [
    route(listInletsEndpoint, 'mail.manage', listInlets),
    route(addInletEndpoint, 'mail.manage', (ctx: Context, input) => addInlet(ctx, input, needs)),
    route(changeInletEndpoint, 'mail.manage', (ctx: Context, input) => changeInlet(ctx, input, needs)),
    route(postMailEndpoint, 'public', (ctx: Context, input, exchange) =>
      takePostedMail(ctx, input, exchange, needs),
    ),
  ]
}
