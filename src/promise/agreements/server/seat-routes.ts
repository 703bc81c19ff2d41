import type { LinkMeans } from '#people/auth/server/invite-person.ts'
import type { Context } from '#platform/context.ts'
import { route } from '#platform/http/route.ts'
import {
  chooseSeatsEndpoint,
  endSeatEndpoint,
  giveSeatEndpoint,
  listSeatsEndpoint,
  swapSeatEndpoint,
  welcomePersonEndpoint,
} from '#promise/agreements/domain/seat-contract.ts'
import { chooseSeats } from './choose-seats.ts'
import { endSeat } from './end-seat.ts'
import { giveSeat } from './give-seat.ts'
import { readSeats } from './read-seats.ts'
import { swapSeat } from './swap-seat.ts'
import { welcomePerson } from './welcome-person.ts'

/** @param links how somebody who is welcomed gets their invitation */
export function createSeatRoutes(links: LinkMeans) {
  return [
    route(listSeatsEndpoint, 'seat.read', readSeats),
    route(giveSeatEndpoint, 'seat.manage', async (ctx, { id, contactId }) => {
      await giveSeat(ctx, { agreementId: id, contactId })
      return readSeats(ctx, { id })
    }),
    route(welcomePersonEndpoint, 'contact.invite', (ctx: Context, input) => welcomePerson(ctx, input, links)),
    route(chooseSeatsEndpoint, 'seat.manage', chooseSeats),
    route(endSeatEndpoint, 'seat.manage', endSeat),
    route(swapSeatEndpoint, 'seat.manage', swapSeat),
  ]
}
