import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

export const meView = z.object({
  kind: z.enum(['staff', 'contact']),
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['admin', 'manager', 'agent', 'contact', 'contact_admin']),
  timeZone: z.string(),
  language: z.string(),
  account: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  permissions: z.array(z.string()),
})
export type MeView = z.output<typeof meView>

export const meEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who you are and what your role permits.',
  response: meView,
})

/** Public: what a page needs before anyone has signed in. */
export const vendorEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/vendor',
  summary: 'The vendor whose support this is.',
  response: z.object({
    name: z.string(),
    supportAddress: z.string(),
    isDemo: z.boolean(),
    priorityDefinitions: z.object({ high: z.string(), medium: z.string(), low: z.string() }),
  }),
})
