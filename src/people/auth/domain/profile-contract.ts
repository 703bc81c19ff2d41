import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { personName, timeZone } from './person-input.ts'

/** What there are words in. A language without its words is not offered. */
const languages = ['en'] as const

/** How one is called, and how one reads. */
export const changeProfileEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change your own name, time zone or language.',
  body: z
    .strictObject({
      name: personName.optional(),
      timeZone: timeZone.optional(),
      language: z.enum(languages).optional(),
    })
    .refine((change) => Object.keys(change).length > 0, 'Nothing to change.'),
  response: z.object({ name: z.string(), timeZone: z.string(), language: z.string() }),
})
