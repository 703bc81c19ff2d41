import { z } from 'zod'
import { markdown } from '#desk/cases/domain/contract.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const reference = z.string().min(1).max(40)

export const attachmentView = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  url: z.string(),
})
export type AttachmentView = z.output<typeof attachmentView>

export const timelineItem = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  kind: z.enum(['message', 'note', 'event']),
  author: z.object({
    kind: z.enum(['contact', 'staff', 'system']),
    name: z.string(),
    /** Whether the reader wrote it. */
    mine: z.boolean(),
  }),
  channel: z.string(),
  body: z.string().optional(),
  /** `plain` for mail, shown as written; `markdown` for what was written here. */
  format: z.enum(['markdown', 'plain']).optional(),
  attachments: z.array(attachmentView).optional(),
  /** `{type, …}`: opened, status, priority, line, assignee, type, solved, confirmed, reopened, … */
  event: z.looseObject({ type: z.string() }).optional(),
})
export type TimelineItem = z.output<typeof timelineItem>

export const writeMessageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/messages',
  summary: 'A public reply, or (staff) an internal note.',
  status: 201,
  params: z.strictObject({ reference }),
  body: z.strictObject({
    kind: z.enum(['reply', 'note']),
    body: markdown,
    attachmentIds: z.array(z.uuid()).max(20).optional(),
    /** Staff: the status the case takes together with this reply. */
    status: z.enum(['in_progress', 'waiting_customer', 'waiting_other']).optional(),
  }),
  response: timelineItem,
})

export const readTimelineEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/timeline',
  summary: 'Messages, notes and events, oldest first.',
  params: z.strictObject({ reference }),
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(100),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(timelineItem), next: z.string().nullable() }),
  csv: csvTable<TimelineItem>('timeline', {
    At: (item) => item.at,
    Kind: (item) => item.kind,
    Author: (item) => item.author.name,
    Channel: (item) => item.channel,
    Event: (item) => item.event?.type,
    Text: (item) => item.body,
    Files: (item) => item.attachments?.map(({ name }) => name).join(', '),
  }),
})

export const fileView = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), bytes: z.number() })

export const uploadFileEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/files',
  summary: 'Store one file (multipart field `file`, up to 25 MB) to attach to a case or message.',
  status: 201,
  response: fileView,
})

export const readFileEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/files/{id}',
  summary: 'Download a file of a case you may see.',
  params: z.strictObject({ id: z.uuid() }),
  response: z.any(),
})
