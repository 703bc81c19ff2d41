import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

export const caseFile = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  url: z.string(),
  at: z.iso.datetime(),
  by: z.object({ kind: z.enum(['contact', 'staff', 'system']), name: z.string(), mine: z.boolean() }),
  /** The message it came with, and how that begins. */
  message: z.object({ id: z.uuid(), begins: z.string() }),
})
export type CaseFile = z.output<typeof caseFile>

export const listCaseFilesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/files',
  summary: 'The files of a case, newest first, with the messages they came with.',
  params: z.strictObject({ reference: z.string().min(1).max(40) }),
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(caseFile), next: z.string().nullable() }),
  csv: csvTable<CaseFile>('files', {
    At: (item) => item.at,
    File: (item) => item.name,
    Type: (item) => item.mediaType,
    Bytes: (item) => item.bytes,
    By: (item) => item.by.name,
    Message: (item) => item.message.begins,
  }),
})
