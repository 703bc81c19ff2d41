import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { contactRecord } from './account-contract.ts'

const byId = z.strictObject({ id: z.uuid() })
const who = z.object({ id: z.uuid(), name: z.string(), email: z.string(), version: z.number().int() })

/** What merging would do, or why it cannot be done. */
export const mergeEffect = z.object({
  merged: who,
  survivor: who,
  problem: z.string().nullable(),
  /** Cases that they asked, open and in all. */
  cases: z.object({ open: z.number().int(), all: z.number().int() }),
  watched: z.number().int(),
  certifications: z.array(z.string()),
  /** By package: `moves` to who stays, or `ends` since they hold one. */
  seats: z.array(z.object({ packageName: z.string(), outcome: z.enum(['moves', 'ends']) })),
  signInEnds: z.boolean(),
  becomesAdmin: z.boolean(),
})
export type MergeEffect = z.output<typeof mergeEffect>

export const readMergeEffectEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/contacts/{id}/merge-effect',
  summary: 'Managers: what merging a contact into another of the same account would do.',
  params: byId,
  query: z.strictObject({ into: z.uuid() }),
  response: mergeEffect,
})

export const mergeContactsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/contacts/{id}/merge',
  summary: 'Managers: two contacts are one person. This one goes into the other; undone for 30 days.',
  params: byId,
  body: z.strictObject({
    into: z.uuid(),
    version: z.number().int().min(1),
    intoVersion: z.number().int().min(1),
  }),
  response: z.object({ mergeId: z.uuid(), contact: contactRecord }),
})

export const undoMergeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/contact-merges/{id}/undo',
  summary: 'Managers: undo a merge; cases, certifications and seats go back as far as they can.',
  params: byId,
  response: z.object({
    contact: contactRecord,
    /** Seats that had no room any more, that somebody ended since, or whose agreement is over. */
    seatsNotGiven: z.number().int(),
  }),
})
