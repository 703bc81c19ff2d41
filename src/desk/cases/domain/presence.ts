import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const reference = z.string().min(1).max(40)

/** After so much silence somebody is not there any more. */
export const presenceSeconds = 15

export const presenceView = z.object({
  reference: z.string(),
  staffId: z.uuid(),
  name: z.string(),
  doing: z.enum(['viewing', 'replying', 'noting']),
  /** When it ends unless it is said again. */
  until: z.iso.datetime(),
})
export type PresenceView = z.output<typeof presenceView>

export const notePresenceEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/cases/{reference}/presence',
  summary: 'Say that you have a case before you; answers with the colleagues who have too.',
  params: z.strictObject({ reference }),
  body: z.strictObject({ doing: z.enum(['viewing', 'replying', 'noting', 'gone']) }),
  response: z.object({ others: z.array(presenceView) }),
})

export const readPresencesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/presence',
  summary: 'Which colleagues have which case before them now.',
  response: z.object({ present: z.array(presenceView) }),
})
