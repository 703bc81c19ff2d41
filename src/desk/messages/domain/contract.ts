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
  /** Staff only: sent, and to be taken back by its author until then. Customers do not see it yet. */
  leavesAt: z.iso.datetime().optional(),
  /** Staff only: the version of the case it came with. Mail that is read late comes after what happened later. */
  caseVersion: z.number().int().optional(),
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
    /** Staff: the newest entry the writer has seen. A newer public message of somebody else refuses the reply. */
    seenEntryId: z.uuid().optional(),
  }),
  response: timelineItem,
})

export const fileView = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), bytes: z.number() })

const draftMode = z.enum(['reply', 'note'])

export const draftView = z.object({
  mode: draftMode,
  body: z.string(),
  attachments: z.array(fileView),
  version: z.number().int(),
  savedAt: z.iso.datetime(),
})
export type DraftView = z.output<typeof draftView>

export const readDraftsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/drafts',
  summary: 'Your own drafts on a case; staff also read who else has begun one.',
  params: z.strictObject({ reference }),
  response: z.object({
    own: z.array(draftView),
    others: z.array(z.object({ name: z.string(), mode: draftMode, savedAt: z.iso.datetime() })),
  }),
})

export const saveDraftEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/cases/{reference}/drafts/{mode}',
  summary:
    'Keep what you are writing. `version` is the one you wrote from, 0 for the first; empty deletes it.',
  params: z.strictObject({ reference, mode: draftMode }),
  body: z.strictObject({
    body: z.string().refine((text) => new TextEncoder().encode(text).length <= 100_000, 'At most 100 kB.'),
    attachmentIds: z.array(z.uuid()).max(20).default([]),
    version: z.number().int().min(0),
  }),
  response: z.object({ draft: draftView.nullable() }),
})

export const takenBack = z.object({
  /** The reply is a draft again; null where it was a solution. */
  draft: draftView.nullable(),
  solution: z.string().optional(),
  cause: z.string().optional(),
})
export type TakenBack = z.output<typeof takenBack>

export const takeBackMessageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/messages/{id}/take-back',
  summary: 'Take back what you have just sent, before it leaves.',
  params: z.strictObject({ reference, id: z.uuid() }),
  body: z.strictObject({}),
  response: takenBack,
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

export const uploadFileEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/files',
  summary: 'Store one file (multipart field `file`, up to 25 MB) to attach to a case or message.',
  status: 201,
  takesFile: true,
  response: fileView,
})

export const readFileEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/files/{id}',
  summary: 'Download a file of a case you may see.',
  params: z.strictObject({ id: z.uuid() }),
  response: z.any(),
  sends: '*/*',
})
