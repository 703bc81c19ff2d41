import { z } from 'zod'
import { address } from '#people/auth/domain/address.ts'
import { personName } from '#people/auth/domain/person-input.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const byId = z.strictObject({ id: z.uuid() })
const forContact = z.strictObject({ contactId: z.uuid() })

/** Who did it: customers read the names of their own people only. */
const doneBy = z.object({ side: z.enum(['account', 'vendor', 'product']), name: z.string().nullable() })
export type DoneBy = z.output<typeof doneBy>

const seatView = z.object({
  id: z.uuid(),
  contact: z.object({ id: z.uuid(), name: z.string() }),
  state: z.enum(['active', 'suspended', 'ended']),
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  givenBy: doneBy.nullable(),
  /** It came over from the agreement before. */
  carried: z.boolean(),
  /** Whose seat it was, where it was swapped. */
  replaces: z.string().nullable(),
  endedBy: doneBy.nullable(),
  endReason: z.enum(['ended', 'swapped', 'not_chosen', 'left', 'merged']).nullable(),
  /** How the holder comes in; null for readers who may not invite, and for ended seats. */
  access: z
    .object({
      state: z.enum(['signs_in', 'invited', 'expired', 'not_invited']),
      email: z.string(),
      /** Until when the link that was sent opens. */
      until: z.iso.datetime().nullable(),
    })
    .nullable(),
})
export type SeatView = z.output<typeof seatView>

const seatsView = z.object({
  used: z.number().int(),
  cap: z.number().int(),
  /** Days of the agreement, in its coverage zone; the end is exclusive. */
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  phase: z.enum(['not_started', 'in_force', 'ended']),
  /** The renewal that is agreed and has not started, with how many people there are for its seats. */
  next: z
    .object({ id: z.uuid(), startsOn: z.iso.date(), held: z.number().int(), cap: z.number().int() })
    .nullable(),
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
    'Given by': (item) => item.givenBy?.name ?? item.givenBy?.side ?? null,
    Replaces: (item) => item.replaces,
    Ended: (item) => item.endedAt,
    'Ended by': (item) => item.endedBy?.name ?? item.endedBy?.side ?? null,
    'Ended because': (item) => item.endReason,
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

export const welcomePersonEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/people',
  summary:
    'Managers and the account’s own admin: give somebody a seat who is no contact yet; they become one and are invited.',
  params: byId,
  body: z.strictObject({
    name: personName,
    email: address,
    /** The seat that goes to them; a free one without it. */
    insteadOf: z.uuid().optional(),
  }),
  response: z.object({
    seats: seatsView,
    /** Null where they come in already. */
    invitation: z
      .object({ sentTo: z.string(), expiresAt: z.iso.datetime(), handedOver: z.boolean() })
      .nullable(),
    /** The link where it is to be handed over, this once; null where it was mailed. */
    link: z.string().nullable(),
  }),
  status: 201,
  shownOnce: ['link'],
})

export const chooseSeatsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/seats/choice',
  summary:
    'Managers and the account’s own admin: choose who keeps a seat where there are more people than seats; the rest end.',
  params: byId,
  body: z.strictObject({
    /** Seats that stay, at most the cap. */
    keep: z.array(z.uuid()).max(1000),
    /** Seats that end. Both together are every seat that is held now. */
    end: z.array(z.uuid()).max(1000),
  }),
  response: seatsView,
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
