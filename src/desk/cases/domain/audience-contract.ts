import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Who at the account sees a case, as its readers set it (SPEC 5.1). */
const reference = z.string().min(1).max(40)
const named = z.object({ id: z.uuid(), name: z.string() })

export const audienceView = z.object({
  isPrivate: z.boolean(),
  /** Everybody at the account reads it: the account shares its cases, and this one is not private. */
  companyReads: z.boolean(),
  opener: named,
  watchers: z.array(named.extend({ isYou: z.boolean(), mayRemove: z.boolean() })),
  /** The reader follows it. */
  watching: z.boolean(),
  /** The reader may make it private, or not. */
  mayChange: z.boolean(),
  /** Who at the account could be added. */
  colleagues: z.array(named),
})
export type AudienceView = z.output<typeof audienceView>

export const readAudienceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/audience',
  summary: 'Who at the account sees a case: its opener, its watchers, everybody.',
  params: z.strictObject({ reference }),
  response: audienceView,
})

export const addWatcherEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/cases/{reference}/watchers/{contactId}',
  summary: 'A contact of the case’s account follows it, and sees it from then on.',
  params: z.strictObject({ reference, contactId: z.uuid() }),
  response: audienceView,
})

export const removeWatcherEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/cases/{reference}/watchers/{contactId}',
  summary: 'A contact follows a case no more.',
  params: z.strictObject({ reference, contactId: z.uuid() }),
  /** Null where the reader sees the case no more. */
  response: z.object({ audience: audienceView.nullable() }),
})

export const setPrivacyEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/cases/{reference}/privacy',
  summary: 'Keep a case among its opener and its watchers, or let everybody at the account read it.',
  params: z.strictObject({ reference }),
  body: z.strictObject({ isPrivate: z.boolean() }),
  response: audienceView,
})
