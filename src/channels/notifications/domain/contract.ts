import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { contactKinds, staffKinds } from './notification-kinds.ts'

/** Shapes of notifications on the wire. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()
const kind = z.enum([...new Set([...staffKinds, ...contactKinds])])
const mailChoice = z.enum(['now', 'digest', 'off'])

export const notificationItem = z.object({
  id: z.uuid(),
  kind,
  /** What its sentence names: `who`, `reference`, `subject`, … */
  facts: z.record(z.string(), z.string()),
  at: instant,
  readAt: instant.nullable(),
})
export type NotificationItem = z.output<typeof notificationItem>

export const listNotificationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/notifications',
  summary: 'What you were told in the app, newest first.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(notificationItem), next: z.string().nullable() }),
  csv: csvTable<NotificationItem>('notifications', {
    At: (item) => item.at,
    Kind: (item) => item.kind,
    Case: (item) => item.facts['reference'],
    Subject: (item) => item.facts['subject'],
    By: (item) => item.facts['who'],
    Read: (item) => item.readAt,
  }),
})

export const countNotificationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/notifications/count',
  summary: 'How many of them you have not read.',
  response: z.object({ unread: z.number().int() }),
})

const ids = z.array(z.uuid()).min(1).max(1000)

export const readNotificationsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/notifications/read',
  summary: 'Mark as read: some, all of one case, or all. Answers with those that were not.',
  body: z.union([
    z.strictObject({ ids }),
    z.strictObject({ reference: z.string().min(1).max(40) }),
    z.strictObject({ all: z.literal(true) }),
  ]),
  response: z.object({ ids: z.array(z.uuid()) }),
})

export const unreadNotificationsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/notifications/unread',
  summary: 'Mark some as not read.',
  body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(10_000) }),
  response: z.object({ ids: z.array(z.uuid()) }),
})

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time reads 08:00.')

const quietHours = z
  .strictObject({
    /** Each night, or none. */
    hours: z.strictObject({ from: wallTime, to: wallTime }).nullable(),
    /** Whole days: 1 is Monday. At most six, so that mail leaves some day. */
    days: z.array(z.number().int().min(1).max(7)).max(6),
    urgentAnyway: z.boolean(),
  })
  .refine(({ hours }) => hours === null || hours.from !== hours.to, {
    path: ['hours'],
    message: 'Quiet hours end at another time than they begin.',
  })
  .refine(({ days }) => new Set(days).size === days.length, { path: ['days'], message: 'Each day once.' })

const digest = z.strictObject({
  rhythm: z.enum(['none', 'daily', 'weekly']),
  /** 0 to 23, in your own time zone. */
  hour: z.number().int().min(0).max(23),
})

const kindChoice = z.strictObject({ kind, inApp: z.boolean(), mail: mailChoice })

export const notificationSettings = z.object({
  kinds: z.array(kindChoice),
  digest,
  /** Staff only. */
  quiet: quietHours.nullable(),
  timeZone: z.string(),
})
export type NotificationSettings = z.output<typeof notificationSettings>

export const readNotificationSettingsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/notification-settings',
  summary: 'What you are told of, in the app and by mail, and when.',
  response: notificationSettings,
})

export const saveNotificationSettingsEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/notification-settings',
  summary: 'Choose it. Kinds that are left out stay as they are; quiet hours are for staff.',
  body: z.strictObject({
    kinds: z.array(kindChoice).max(50).optional(),
    digest: digest.optional(),
    quiet: quietHours.optional(),
  }),
  response: notificationSettings,
})

const token = z.strictObject({ token: z.string().min(26).max(100) })
const mailSwitch = z.object({
  kind: z.union([kind, z.literal('digest'), z.literal('report')]),
  audience: z.enum(['staff', 'contact']),
  isOff: z.boolean(),
})
export type MailSwitch = z.output<typeof mailSwitch>

export const readMailSwitchEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-switches/{token}',
  summary: 'What the link below a mail turns off.',
  params: token,
  response: mailSwitch,
})

export const turnMailOffEndpoint = defineEndpoint({
  method: 'POST',
  path: '/mail-off/{token}',
  summary: 'Turn that mail off, with one click of a mail program too (RFC 8058).',
  takesForm: true,
  params: token,
  response: mailSwitch,
})
