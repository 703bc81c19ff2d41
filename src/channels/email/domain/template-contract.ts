import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { mailLanguages, templateKinds } from './mail-template-kinds.ts'

/** Shapes of mail templates on the wire. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()
const language = z.enum(mailLanguages)
const params = z.strictObject({ kind: z.enum(templateKinds), language })

const text = {
  subject: z
    .string()
    .trim()
    .min(1, 'A mail needs a subject.')
    .max(200)
    .regex(/^[^\r\n]*$/, 'A subject is one line.'),
  body: z
    .string()
    .transform((written) => written.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, 'A mail needs a text.').max(10_000)),
}

const mailTemplate = z.object({
  kind: z.enum(templateKinds),
  language,
  subject: z.string(),
  body: z.string(),
  /** 0: our words. */
  version: z.number().int(),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
})
export type MailTemplate = z.output<typeof mailTemplate>

const mailTemplates = z.object({
  /** Every kind in every language. */
  items: z.array(mailTemplate),
  vendorName: z.string(),
  /** Of mail to those whose own language is not known. */
  defaultLanguage: language,
  defaultVersion: z.number().int(),
})
export type MailTemplates = z.output<typeof mailTemplates>

export const listTemplatesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-templates',
  summary: 'Admins: the words of each kind of mail in each language, and which of them are your own.',
  response: mailTemplates,
  csv: csvTable<MailTemplate>('mail-templates', {
    Kind: (item) => item.kind,
    Language: (item) => item.language,
    Subject: (item) => item.subject,
    Text: (item) => item.body,
    Changed: (item) => item.changedAt,
    'Changed by': (item) => item.changedBy,
  }),
})

export const saveTemplateEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/mail-templates/{kind}/{language}',
  summary: 'Admins: your own words for a kind of mail. Every {{variable}} has to be one of its own.',
  params,
  body: z.strictObject({ ...text, version: z.number().int().min(0) }),
  response: mailTemplate,
})

export const resetTemplateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-templates/{kind}/{language}/reset',
  summary: 'Admins: back to our words.',
  params,
  body: z.strictObject({ version: z.number().int().min(0) }),
  response: mailTemplate,
})

export const testTemplateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-templates/{kind}/{language}/test',
  summary: 'Admins: sends these words to yourself, filled with examples. Nothing is saved.',
  params,
  body: z.strictObject(text),
  response: z.object({ to: z.string(), leaves: z.boolean() }),
})

export const saveMailDefaultsEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/mail-templates/default-language',
  summary: 'Admins: the language of mail to those whose own is not known.',
  body: z.strictObject({ language, version: z.number().int().min(0) }),
  response: mailTemplates,
})

const privacy = z.object({
  /** Mail to people of this account says only that there is something new, and where. */
  withoutContent: z.boolean(),
  version: z.number().int(),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
})
export type MailPrivacy = z.output<typeof privacy>

export const readMailPrivacyEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/mail-privacy',
  summary: 'Whether mail to the people of an account has its content.',
  params: z.strictObject({ id: z.uuid() }),
  response: privacy,
})

export const saveMailPrivacyEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/accounts/{id}/mail-privacy',
  summary: 'Managers, and an admin of the account: mail to its people with or without content.',
  params: z.strictObject({ id: z.uuid() }),
  body: z.strictObject({ withoutContent: z.boolean(), version: z.number().int().min(0) }),
  response: privacy,
})
