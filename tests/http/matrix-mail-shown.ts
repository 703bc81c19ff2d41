import { randomUUID } from 'node:crypto'
import { receiveShown } from '../support/build-shown-mail.ts'
import type { Call } from './matrix-requests.ts'
import { canary, type Place, type World } from './matrix-world.ts'

const v1 = '/api/v1'

/** Requests to mail that is shown whole. Staff see every message; the picture leads nowhere that may be asked. */
export const mailShownRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/mail/{id}': at(''),
  'GET /api/v1/mail/{id}/page': at('/page'),
  'GET /api/v1/mail/{id}/source': at('/source'),
  'GET /api/v1/mail/{id}/raw': at('/raw'),
  'GET /api/v1/mail/{id}/parts/{index}': at('/parts/0'),
  'GET /api/v1/mail/{id}/pictures/{index}': at('/pictures/0'),
  'PUT /api/v1/mail/{id}/pictures': async (world, place) => ({
    url: `${v1}/mail/${await mailId(world, place)}/pictures`,
    body: { isAlways: true },
  }),
  'GET /api/v1/cases/{reference}/mail': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/mail`,
  }),
  'GET /api/v1/cases/{reference}/own-mail': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/own-mail`,
  }),
}

function at(rest: string) {
  return async (world: World, place: Place): Promise<Call> => ({
    url: `${v1}/mail/${await mailId(world, place)}${rest}`,
  })
}

async function mailId(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  return receiveShown(world.app, {
    raw: `From: ${randomUUID()}@stranger.example\r\nContent-Type: text/html\r\n\r\n<p>${canary[place]}<img src="http://127.0.0.1:9/p.png"></p>\r\n`,
    verified: true,
    attachments: [{ name: `${canary[place]}.txt`, mediaType: 'text/plain', content: canary[place] }],
  })
}
