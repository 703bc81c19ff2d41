import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import {
  addAccountInput,
  addCertificationInput,
  addContactInput,
  addEnvironmentInput,
  changeAccountInput,
  changeContactInput,
  changeEnvironmentInput,
} from './account-input.ts'

const byId = z.strictObject({ id: z.uuid() })
const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.uuid().optional(),
})

const accountView = z.object({
  id: z.uuid(),
  name: z.string(),
  caseVisibility: z.enum(['company', 'own']),
  createdAt: z.iso.datetime(),
  version: z.number().int(),
})
export type AccountView = z.output<typeof accountView>

export const addAccountEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/accounts',
  summary: 'Managers: add a customer company.',
  body: addAccountInput,
  response: z.object({ id: z.uuid() }),
  status: 201,
})

export const readAccountEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}',
  summary: 'Staff: an account.',
  params: byId,
  response: accountView,
})

export const changeAccountEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/accounts/{id}',
  summary: 'Managers: rename an account, or say who there sees its cases.',
  params: byId,
  body: changeAccountInput.omit({ id: true }),
  response: accountView,
})

export const contactRecord = z.object({
  id: z.uuid(),
  account: z.object({ id: z.uuid(), name: z.string() }),
  name: z.string(),
  email: z.string(),
  isAccountAdmin: z.boolean(),
  timeZone: z.string(),
  language: z.string(),
  /** Whether the person can sign in. */
  hasLogin: z.boolean(),
  /** When they were last mailed a link to come in; null where they never were. */
  invitedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Addresses of contacts who were merged into this one: mail from them is theirs. */
  furtherAddresses: z.array(z.string()),
  /** Who they turned out to be, and until when that can be undone; why not, where it cannot. */
  merged: z
    .object({
      mergeId: z.uuid(),
      into: z.object({ id: z.uuid(), name: z.string() }),
      undoUntil: z.iso.datetime(),
      undoProblem: z.string().nullable(),
    })
    .nullable(),
  certifications: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      validFrom: z.iso.date(),
      /** Exclusive; null where it has no end. */
      validUntil: z.iso.date().nullable(),
      proof: z.string().nullable(),
    }),
  ),
  version: z.number().int(),
})
export type ContactRecord = z.output<typeof contactRecord>

export const listContactsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/contacts',
  summary: 'Staff: everybody who is or was a contact of an account, by name.',
  params: byId,
  query: page,
  response: z.object({ items: z.array(contactRecord), next: z.uuid().nullable() }),
  csv: csvTable<ContactRecord>('contacts', {
    Name: (item) => item.name,
    Address: (item) => item.email,
    'Account admin': (item) => item.isAccountAdmin,
    'Time zone': (item) => item.timeZone,
    Language: (item) => item.language,
    'Can sign in': (item) => item.hasLogin,
    Invited: (item) => item.invitedAt,
    Ended: (item) => item.endedAt,
    'Merged into': (item) => item.merged?.into.name ?? null,
    'Further addresses': (item) => item.furtherAddresses.join(', '),
    Certifications: (item) => item.certifications.map((one) => one.kind).join(', '),
  }),
})

export const addContactEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/accounts/{id}/contacts',
  summary: 'Managers: add a person at an account.',
  params: byId,
  body: addContactInput.omit({ accountId: true, password: true }),
  response: contactRecord,
  status: 201,
})

export const readContactEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/contacts/{id}',
  summary: 'Staff: a contact.',
  params: byId,
  response: contactRecord,
})

export const changeContactEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/contacts/{id}',
  summary: 'Managers: change a contact’s name, address, zone, language or admin role.',
  params: byId,
  body: changeContactInput.omit({ id: true }),
  response: contactRecord,
})

export const endContactEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/contacts/{id}/end',
  summary: 'Managers: end a contact; their seats end too, what they wrote stays.',
  params: byId,
  response: contactRecord,
})

export const restoreContactEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/contacts/{id}/restore',
  summary: 'Managers: make somebody a contact again; seats are given anew.',
  params: byId,
  response: contactRecord,
})

export const addCertificationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/contacts/{id}/certifications',
  summary: 'Managers: record what a contact is certified for.',
  params: byId,
  body: z.strictObject(addCertificationInput.shape).omit({ contactId: true }),
  response: contactRecord,
  status: 201,
})

const environmentView = z.object({
  id: z.uuid(),
  product: z.object({ code: z.string(), name: z.string(), kind: z.enum(['platform', 'marketplace']) }),
  name: z.string(),
  kind: z.enum(['production', 'test']),
  version: z.string(),
  url: z.string().nullable(),
  revision: z.number().int(),
})
export type EnvironmentView = z.output<typeof environmentView>

export const listEnvironmentsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/environments',
  summary: 'Staff: an account’s installations, by name.',
  params: byId,
  response: z.object({ items: z.array(environmentView) }),
  csv: csvTable<EnvironmentView>('environments', {
    Name: (item) => item.name,
    Product: (item) => item.product.name,
    Kind: (item) => item.kind,
    Version: (item) => item.version,
    Address: (item) => item.url,
  }),
})

export const addEnvironmentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/accounts/{id}/environments',
  summary: 'Managers: add an account’s installation of a product.',
  params: byId,
  body: addEnvironmentInput.omit({ accountId: true }),
  response: environmentView,
  status: 201,
})

export const changeEnvironmentEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/environments/{id}',
  summary: 'Managers: change an environment.',
  params: byId,
  body: changeEnvironmentInput.omit({ id: true }),
  response: environmentView,
})

export const removeEnvironmentEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/environments/{id}',
  summary: 'Managers: remove an environment.',
  params: byId,
  response: z.undefined(),
  status: 204,
})
