import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const instant = z.iso.datetime()
const params = z.strictObject({ id: z.uuid() })
const reference = z.string().min(1).max(40)

/** When something of an invitation is: an instant, a whole day, or a time whose zone nobody can tell. */
export const calendarMoment = z.union([
  z.object({ at: instant }),
  z.object({ day: z.iso.date() }),
  z.object({ local: z.string(), zone: z.string().nullable() }),
])
export type CalendarMoment = z.output<typeof calendarMoment>

export const invitation = z.object({
  /** What the message does with it: asks, takes back, answers, or only tells. */
  kind: z.enum(['invites', 'cancels', 'answers', 'tells']),
  title: z.string(),
  starts: calendarMoment.nullable(),
  /** The last day itself where it is whole days. */
  ends: calendarMoment.nullable(),
  place: z.string(),
  organiser: z.string(),
  repeats: z.boolean(),
})
export type Invitation = z.output<typeof invitation>

const forwardedFields = {
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  writtenAt: instant.nullable(),
  text: z.string(),
  files: z.array(z.string()),
}
/** A message within the message; what is in that one stands after it, one level deeper. */
export const forwardedMessage = z.object({ ...forwardedFields, level: z.number().int().min(1) })
export type ForwardedMessage = z.output<typeof forwardedMessage>

export const senderWords = z.object({
  tone: z.enum(['verified', 'unverified', 'forged']),
  sentence: z.string(),
  facts: z.array(z.string()),
})
export type SenderWords = z.output<typeof senderWords>

export const mailView = z.object({
  id: z.uuid(),
  receivedAt: instant,
  /** As its sender dated it. */
  writtenAt: instant.nullable(),
  subject: z.string(),
  from: z.object({ name: z.string().nullable(), address: z.string().nullable() }),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  /** Where its sender wants answers; ours go to the contact’s own address all the same. */
  replyTo: z.array(z.string()),
  /** The addresses it was delivered to. */
  deliveredTo: z.array(z.string()),
  sender: senderWords.nullable(),
  /** The whole text, quotes included. */
  text: z.string(),
  /** What its sender laid out, where there is HTML: read it at `/page`. */
  page: z
    .object({
      /** Hosts that pictures would come from. */
      places: z.array(z.string()),
      /** The reader wants pictures of this sender at once. */
      isAlways: z.boolean(),
      /** Only a verified sender can be remembered. */
      mayAlways: z.boolean(),
    })
    .nullable(),
  invitation: invitation.nullable(),
  forwarded: z.array(forwardedMessage),
  attachments: z.array(
    z.object({
      index: z.number().int(),
      name: z.string(),
      mediaType: z.string(),
      bytes: z.number(),
      inline: z.boolean(),
      url: z.string(),
    }),
  ),
  bytes: z.number(),
  rawUrl: z.string(),
  /** Why it could not be read, and what is to be known about how it was. */
  problem: z.string().nullable(),
  warnings: z.array(z.string()),
})
export type MailView = z.output<typeof mailView>

export const readMailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail/{id}',
  summary: 'A message that came in, whole.',
  params,
  response: mailView,
})

export const mailPage = z.object({
  /** Written anew from what is allowed; still to be shown in a frame of its own. */
  html: z.string(),
  css: z.string(),
  /** For each place in `data-own`, the attachment it shows; null where there is none. */
  own: z.array(z.number().int().nullable()),
  /** How many pictures from elsewhere there are: `data-remote` counts from 0. */
  remote: z.number().int(),
  isCut: z.boolean(),
})
export type MailPage = z.output<typeof mailPage>

export const readMailPageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail/{id}/page',
  summary: 'Its HTML, cleaned; pictures are named by their places.',
  params,
  response: mailPage,
})

export const readMailSourceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail/{id}/source',
  summary: 'Its header fields as they came, and the beginning of its raw source.',
  params,
  response: z.object({
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    source: z.string(),
    isCut: z.boolean(),
  }),
})

export const downloadMailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail/{id}/raw',
  summary: 'The message exactly as it arrived.',
  params,
  response: z.any(),
  sends: 'message/rfc822',
})

export const readMailPartEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail/{id}/parts/{index}',
  summary: 'One of its attachments.',
  params: params.extend({ index: z.coerce.number().int().min(0).max(1000) }),
  response: z.any(),
  sends: '*/*',
})

export const readMailPictureEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail/{id}/pictures/{index}',
  summary: 'A picture from elsewhere that its HTML shows, fetched by us.',
  params: params.extend({ index: z.coerce.number().int().min(0).max(1000) }),
  response: z.any(),
  sends: 'image/*',
})

export const rememberPicturesEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/mail/{id}/pictures',
  summary: 'Whether you want pictures of this message’s sender at once, from now on.',
  params,
  body: z.strictObject({ isAlways: z.boolean() }),
  response: z.object({ isAlways: z.boolean() }),
})

const mailOfCase = z.object({ entryId: z.uuid(), mailId: z.uuid(), sender: senderWords.nullable() })
const wholeText = z.object({ entryId: z.uuid(), text: z.string() })

export const listCaseMailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/mail',
  summary: 'Which messages of a case came by mail, and who sent them as far as that is proven.',
  params: z.strictObject({ reference }),
  response: z.object({ items: z.array(mailOfCase) }),
  csv: csvTable<z.output<typeof mailOfCase>>('mail-of-case', {
    Entry: (item) => item.entryId,
    Mail: (item) => item.mailId,
    Sender: (item) => item.sender?.sentence,
  }),
})

export const listOwnMailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/own-mail',
  summary: 'The whole text of your own mail on a case, where the conversation shows less.',
  params: z.strictObject({ reference }),
  response: z.object({ items: z.array(wholeText) }),
  csv: csvTable<z.output<typeof wholeText>>('own-mail', {
    Entry: (item) => item.entryId,
    Text: (item) => item.text,
  }),
})
