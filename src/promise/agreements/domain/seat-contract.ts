import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const byId = z.strictObject({ id: z.uuid() })
const forContact = z.strictObject({ contactId: z.uuid() })

const seatView = z.object({
  id: z.uuid(),
  contact: z.object({ id: z.uuid(), name: z.string() }),
  state: z.enum(['active', 'suspended', 'ended']),
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type SeatView = z.output<typeof seatView>

const seatsView = z.object({
  used: z.number().int(),
  cap: z.number().int(),
  items: z.array(seatView),
})
export type SeatsView = z.output<typeof seatsView>

export const listSeatsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agreements/{id}/seats',
  summary:
    'Who holds and who held a seat of an agreement, the latest first. Customers see their own account’s.',
  params: byId,
  response: seatsView,
  csv: csvTable<SeatView>('seats', {
    Contact: (item) => item.contact.name,
    State: (item) => item.state,
    Since: (item) => item.since,
    Ended: (item) => item.endedAt,
  }),
})

export const giveSeatEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/seats',
  summary: 'Managers and the account’s own admin: give a contact a seat, while there is one.',
  params: byId,
  body: forContact,
  response: seatsView,
  status: 201,
})

export const endSeatEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/seats/{id}/end',
  summary: 'Managers and the account’s own admin: end a seat; its history stays.',
  params: byId,
  response: seatsView,
})

export const swapSeatEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/seats/{id}/swap',
  summary: 'Managers and the account’s own admin: end a seat and give it to somebody else, in one step.',
  params: byId,
  body: forContact,
  response: seatsView,
})
