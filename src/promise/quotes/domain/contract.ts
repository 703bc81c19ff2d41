import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { quoteSchema } from './quote.ts'

const byId = z.strictObject({ id: z.uuid() })

const issuedQuote = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(['offer', 'confirmation']),
  /** Null once the draft it was of has been deleted: what was issued stays. */
  agreementId: z.uuid().nullable(),
  packageName: z.string(),
  issuedAt: z.iso.datetime(),
  issuedBy: z.string(),
  validUntil: z.iso.date().nullable(),
  /** Of the PDF: the bytes that were issued are the bytes that are downloaded. */
  pdfSha256: z.string(),
  bytes: z.number().int(),
})
export type IssuedQuote = z.output<typeof issuedQuote>

export const quoteView = z.object({
  account: z.object({ id: z.uuid(), name: z.string() }),
  agreementId: z.uuid(),
  /** What a quote would say now; null where there is nothing to quote. */
  quote: quoteSchema.nullable(),
  /** Why there is none: no package (T1), no platform subscription to price, or it has ended or been called off. */
  missing: z.enum(['package', 'lines', 'ended']).nullable(),
  /** Of the agreement, to issue from what was read. */
  version: z.number().int(),
  /** The one that offers what stands in the agreement now; `quote` is what it says. */
  current: issuedQuote.nullable(),
})
export type QuoteView = z.output<typeof quoteView>

export const readQuoteEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agreements/{id}/quote',
  summary: 'Staff: what a quote of a draft says, or the confirmation of price of an active agreement.',
  params: byId,
  response: quoteView,
})

export const issueQuoteEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/quotes',
  summary:
    'Managers: issue a quote with a number and a PDF that stay. The same offer with the same last day is issued once.',
  params: byId,
  body: z.strictObject({
    version: z.number().int().positive(),
    /** How long an offer can be accepted, from today; a confirmation has no end. */
    validDays: z.number().int().min(1).max(366).default(30),
  }),
  response: issuedQuote,
  status: 201,
})

export const readQuotePdfEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agreements/{id}/quote.pdf',
  summary: 'Staff: the PDF of the latest quote that was issued of an agreement, byte for byte.',
  params: byId,
  response: z.any(),
  sends: 'application/pdf',
})

export const readIssuedPdfEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/quotes/{id}/pdf',
  summary: 'Staff: the PDF of a quote as it was issued, byte for byte.',
  params: byId,
  response: z.any(),
  sends: 'application/pdf',
})

export const listQuotesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/quotes',
  summary: 'Staff: quotes that were issued to an account, the latest first.',
  params: byId,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(issuedQuote), next: z.string().nullable() }),
  csv: csvTable<IssuedQuote>('quotes', {
    Number: (item) => item.number,
    Kind: (item) => item.kind,
    Package: (item) => item.packageName,
    Issued: (item) => item.issuedAt,
    By: (item) => item.issuedBy,
    'Valid until': (item) => item.validUntil,
    SHA256: (item) => item.pdfSha256,
  }),
})
