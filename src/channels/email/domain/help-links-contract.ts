import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** The vendor's links for answers to mail that becomes no case. */
const label = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'One line of plain text.')
const url = z
  .url({ protocol: /^https$/, error: 'An address that begins with https://.' })
  .max(500)
  .refine((one) => URL.canParse(one) && new URL(one).username === '', 'Without a user name in it.')

const helpLink = z.object({
  /** What an answer names it by: `packages`, `portal`, `product:…` or `own:…`. */
  code: z.string(),
  kind: z.enum(['packages', 'portal', 'product', 'own']),
  label: z.string(),
  url: z.string(),
})
export type ChoosableLink = z.output<typeof helpLink>

const helpLinks = z.object({
  items: z.array(helpLink),
  /** Of the list of own links; 0 before there is one. */
  version: z.number().int(),
})

export const listHelpLinksEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/help-links',
  summary:
    'Links that an answer with help can hold: the public pages, products’ support, and the vendor’s own.',
  response: helpLinks,
  csv: csvTable<ChoosableLink>('help-links', {
    Kind: (item) => item.kind,
    Label: (item) => item.label,
    Address: (item) => item.url,
  }),
})

export const saveHelpLinksEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/help-links',
  summary: 'Admins: the vendor’s own links, in their order. Names the version it was written from.',
  body: z.strictObject({
    links: z.array(z.strictObject({ label, url })).max(12),
    version: z.number().int().min(0),
  }),
  response: helpLinks,
})
