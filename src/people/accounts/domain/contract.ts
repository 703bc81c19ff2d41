import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

export const productView = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['platform', 'marketplace']),
  publisher: z.string().nullable(),
  supportAddress: z.string().nullable(),
  termsUrl: z.string().nullable(),
})
export type ProductView = z.output<typeof productView>

export const listProductsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/products',
  summary: 'Products of the vendor and of the marketplace.',
  response: z.object({ items: z.array(productView) }),
})

export const contactView = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  account: z.object({ id: z.uuid(), name: z.string() }),
})

export const findContactsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/contacts',
  summary: 'Staff: find a contact by name, address or account.',
  query: z.strictObject({ q: z.string().trim().min(1).max(100).optional(), accountId: z.uuid().optional() }),
  response: z.object({ items: z.array(contactView) }),
})
