import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Messages that became no case and were matched to an account, for its authorised contacts. */
const instant = z.iso.datetime()
const params = z.strictObject({ id: z.uuid() })

const matchedMail = z.object({
  id: z.uuid(),
  receivedAt: instant,
  from: z.object({ name: z.string().nullable(), address: z.string().nullable() }),
  sender: z.enum(['verified', 'not_verified']),
  /** What could be a code that lets somebody in is hidden, in both. */
  subject: z.string(),
  body: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
})
export type MatchedMail = z.output<typeof matchedMail>

export const listMatchedEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/matched-mail',
  summary: 'Contacts: messages of people who may open no case, that wait for you or a colleague who may.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(50).default(20),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(matchedMail), next: z.string().nullable() }),
  csv: csvTable<MatchedMail>('matched-mail', {
    Received: (item) => item.receivedAt,
    From: (item) => item.from.name,
    Address: (item) => item.from.address,
    Sender: (item) => item.sender,
    Subject: (item) => item.subject,
    Text: (item) => item.body,
  }),
})

export const adoptMatchedEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/matched-mail/{id}/adopt',
  summary: 'Contacts: open a case from it in your own name; its clocks start now.',
  status: 201,
  params,
  body: z.strictObject({}),
  response: z.object({ reference: z.string() }),
})

export const disownMatchedEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/matched-mail/{id}/not-ours',
  summary: 'Contacts: it is not your company’s. We look at it again.',
  params,
  body: z.strictObject({}),
  response: z.object({ id: z.uuid() }),
})
