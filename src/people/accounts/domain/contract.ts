import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

export const productView = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['platform', 'marketplace']),
  publisher: z.string().nullable(),
  supportAddress: z.string().nullable(),
  termsUrl: z.string().nullable(),
  version: z.number().int(),
})
export type ProductView = z.output<typeof productView>

export const listProductsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/products',
  summary: 'Products of the vendor and of the marketplace.',
  response: z.object({ items: z.array(productView) }),
  csv: csvTable<ProductView>('products', {
    Code: (item) => item.code,
    Name: (item) => item.name,
    Kind: (item) => item.kind,
    Publisher: (item) => item.publisher,
    'Support address': (item) => item.supportAddress,
    Terms: (item) => item.termsUrl,
  }),
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
  csv: csvTable<z.output<typeof contactView>>('contacts', {
    Name: (item) => item.name,
    Address: (item) => item.email,
    Account: (item) => item.account.name,
  }),
})
