import { z } from 'zod'
import { priority } from '#desk/cases/domain/contract.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Another priority a customer asks for, and our answer to it (SPEC 5.4). */
const reference = z.string().min(1).max(40)
const words = z.string().trim().min(1).max(1000)

export const wishView = z.object({
  id: z.uuid(),
  priority,
  reason: z.string(),
  at: z.iso.datetime(),
  by: z.object({ id: z.uuid(), name: z.string() }),
  state: z.enum(['open', 'accepted', 'declined']),
  answeredAt: z.iso.datetime().nullable(),
  answeredBy: z.string().nullable(),
  answer: z.string().nullable(),
})
export type WishView = z.output<typeof wishView>

export const askPriorityEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/priority-wishes',
  summary: 'A customer asks for another priority, and says why.',
  status: 201,
  params: z.strictObject({ reference }),
  body: z.strictObject({ priority, reason: words }),
  response: wishView,
})

export const listWishesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/priority-wishes',
  summary: 'Which other priorities were asked for, newest first, with the answers.',
  params: z.strictObject({ reference }),
  response: z.object({ items: z.array(wishView) }),
  csv: csvTable<WishView>('priority-wishes', {
    At: (item) => item.at,
    By: (item) => item.by.name,
    Wanted: (item) => item.priority,
    Reason: (item) => item.reason,
    State: (item) => item.state,
    Answered: (item) => item.answeredAt,
    'Answered by': (item) => item.answeredBy,
    Answer: (item) => item.answer,
  }),
})

export const answerWishEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/priority-wishes/{id}/answer',
  summary: 'Staff: take the priority asked for, or say to the customer why not.',
  params: z.strictObject({ reference, id: z.uuid() }),
  body: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('accepted'), reason: words.optional() }),
    z.strictObject({ outcome: z.literal('declined'), reason: words }),
  ]),
  response: wishView,
})
