import { z } from 'zod'
import type { AccountId, ContactId } from '#platform/ids.ts'
import { address } from '../../auth/domain/address.ts'
import { newPassword, personName, timeZone } from '../../auth/domain/person-input.ts'

const title = z.string().trim().min(1).max(200)
const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000)
const httpsUrl = z.url({ protocol: /^https$/, error: 'An address that begins with https://.' }).max(2_000)
const code = z.string().regex(/^[a-z0-9_-]{1,60}$/, 'A code has lower-case letters, digits, _ and -.')

const accountId = z.uuid().transform((id) => id as AccountId)
const contactId = z.uuid().transform((id) => id as ContactId)

export const endContactInput = z.strictObject({ contactId })

export const addAccountInput = z.strictObject({
  name: title,
  /** Who at the account sees a case (SPEC 5.1). */
  caseVisibility: z.enum(['company', 'own']).default('company'),
})

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is a tag such as `en`.')

export const addContactInput = z.strictObject({
  accountId,
  name: personName,
  email: address,
  isAccountAdmin: z.boolean().default(false),
  timeZone: timeZone.default('UTC'),
  language: language.default('en'),
  password: newPassword.optional(),
})

/** The version of what was changed, as it was read; another one by now is a conflict. */
const version = z.number().int().positive()

export const changeAccountInput = z.strictObject({
  id: accountId,
  name: title.optional(),
  caseVisibility: z.enum(['company', 'own']).optional(),
  version,
})

export const changeContactInput = z.strictObject({
  id: contactId,
  name: personName.optional(),
  email: address.optional(),
  isAccountAdmin: z.boolean().optional(),
  timeZone: timeZone.optional(),
  language: language.optional(),
  version,
})

/** Dates are read in the coverage zone; the end is exclusive. */
export const addCertificationInput = z
  .strictObject({
    contactId,
    kind: code,
    validFrom: z.iso.date(),
    validUntil: z.iso.date().nullable().default(null),
    proof: z.string().trim().min(1).max(500).nullable().default(null),
    /** A file that whoever enters it has uploaded. */
    proofFileId: z.uuid().nullable().default(null),
  })
  .refine(({ validFrom, validUntil }) => validUntil === null || validUntil > validFrom, {
    path: ['validUntil'],
    message: 'A certification ends after it begins.',
  })

/** A marketplace product names the page of its own terms (T5). */
type Publishing = {
  kind: 'platform' | 'marketplace'
  publisher: string | null
  supportAddress: string | null
  termsUrl: string | null
}

/** What a marketplace product still has to say of its publisher, to whom its users are referred (T5). */
export function missingOfPublisher(product: Publishing) {
  if (product.kind === 'platform') return []
  return publisherFacts.filter(({ path }) => product[path] === null)
}

const publisherFacts = [
  { path: 'publisher', message: 'A marketplace product names its publisher (T5).' },
  { path: 'supportAddress', message: 'A marketplace product names its publisher’s support address (T5).' },
  { path: 'termsUrl', message: 'A marketplace product names its publisher’s terms page (T5).' },
] as const

export const addProductInput = z
  .strictObject({
    code,
    name: title,
    kind: z.enum(['platform', 'marketplace']),
    publisher: title.nullable().default(null),
    supportAddress: address.nullable().default(null),
    termsUrl: httpsUrl.nullable().default(null),
  })
  .superRefine((product, context) => {
    for (const { path, message } of missingOfPublisher(product))
      context.addIssue({ code: 'custom', path: [path], message })
  })

const environment = {
  productCode: code,
  name: title,
  kind: z.enum(['production', 'test']),
  /** Of the product, as it is installed. */
  version: z.string().trim().min(1).max(100),
  url: httpUrl.nullable(),
}

export const addEnvironmentInput = z.strictObject({
  accountId,
  ...environment,
  url: environment.url.default(null),
})

/** An environment is written as a whole; `revision` is the one that was read. */
export const changeEnvironmentInput = z.strictObject({ id: z.uuid(), ...environment, revision: version })
