import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { amountText } from './money.ts'

const byId = z.strictObject({ id: z.uuid() })
const text = z.string().min(1).max(400_000)
const version = z.number().int().positive()
const edition = z.number().int().positive().max(2_000_000_000)
/** The open draft that goes for it, as it was read. */
const replaces = z.strictObject({ id: z.uuid(), version }).optional()

const draft = z.object({
  id: z.uuid(),
  version,
  /** The edition it was started from; null where it came from a file. */
  basedOn: edition.nullable(),
  text,
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
})
export type CatalogueDraft = z.output<typeof draft>

export const readDraftEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/catalogue-drafts/current',
  summary: 'Admins: the draft of the next edition, and the last one that was discarded or replaced.',
  response: z.object({
    draft: draft.nullable(),
    kept: z.object({ id: z.uuid(), endedAt: z.iso.datetime(), endedBy: z.string() }).nullable(),
  }),
})

export const startDraftEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/catalogue-drafts',
  summary: 'Admins: start the draft of the next edition, from an edition or from a file.',
  body: z.strictObject({
    from: z.union([z.strictObject({ edition }), z.strictObject({ text })]),
    replaces,
  }),
  response: draft,
  status: 201,
})

export const saveDraftEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/catalogue-drafts/{id}',
  summary:
    'Admins: write the draft anew, from the version that was read. What cannot be published is kept too.',
  params: byId,
  body: z.strictObject({ text, version }),
  response: draft.omit({ text: true }),
})

export const discardDraftEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/catalogue-drafts/{id}/discard',
  summary: 'Admins: put the draft away. It is kept, and can be restored until another one is put away.',
  params: byId,
  body: z.strictObject({ version }),
  response: z.object({ id: z.uuid() }),
})

export const restoreDraftEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/catalogue-drafts/{id}/restoration',
  summary: 'Admins: take the draft up again that was put away; an open one is put away in its stead.',
  params: byId,
  body: z.strictObject({ replaces }),
  response: draft,
})

export const exportDraftEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/catalogue-drafts/{id}/document',
  summary: 'Admins: the document of the draft, byte for byte as it was saved.',
  params: byId,
  response: z.any(),
})

const change = z.object({ subject: z.string(), before: z.string().nullable(), after: z.string().nullable() })
const loss = z.object({
  kind: z.enum(['case', 'approval']),
  /** Of the case; null for an approval. */
  reference: z.string().nullable(),
  accountId: z.uuid(),
  account: z.string(),
  packageName: z.string(),
  service: z.string(),
})

export const draftEffectEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/catalogue-drafts/{id}/effect',
  summary: 'Admins: what publishing the draft would change for agreements when they are renewed.',
  params: byId,
  response: z.object({
    /** What it was reckoned from; publishing asks for both. */
    version,
    comparedWith: z.number().int().nonnegative(),
    /** Agreements that run or are to come, as many as will be renewed. */
    agreements: z.number().int(),
    differing: z.number().int(),
    /** Agreements with the same terms, and what they would have otherwise; null where the package is gone. */
    groups: z.array(
      z.object({
        package: z.string(),
        packageName: z.string(),
        edition,
        agreements: z.number().int(),
        changes: z.array(change).nullable(),
        /** What was negotiated over the package and has no place in the draft: their renewals leave it out. Absent where all has. */
        leftOut: z.array(z.string()).optional(),
      }),
    ),
    /** Where more people hold a seat than there would be; the first 50. */
    overCap: z.object({
      count: z.number().int(),
      items: z.array(
        z.object({
          agreementId: z.uuid(),
          accountId: z.uuid(),
          account: z.string(),
          packageName: z.string(),
          held: z.number().int(),
          cap: z.number().int(),
        }),
      ),
    }),
    /** Open requests and approvals of services that the package would no longer have; the first 50. */
    lost: z.object({ count: z.number().int(), items: z.array(loss) }),
  }),
})
export type DraftEffect = z.output<(typeof draftEffectEndpoint)['response']>

const affectedAgreement = z.object({
  agreementId: z.uuid(),
  accountId: z.uuid(),
  account: z.string(),
  packageName: z.string(),
  edition,
  /** The day of the renewal. */
  endsOn: z.iso.date(),
  /** What would differ, by its name; empty where the package is gone. */
  fields: z.array(z.string()),
  isGone: z.boolean(),
  /** Of a year, in minor units, excluding taxes (T3); the subscriptions are taken to stay as they are. */
  prices: z.array(
    z.object({
      currency: z.string(),
      beforeMinor: z.number().int(),
      afterMinor: z.number().int().nullable(),
    }),
  ),
})
export type AffectedAgreement = z.output<typeof affectedAgreement>

const pricesText = (item: AffectedAgreement, side: 'beforeMinor' | 'afterMinor'): string =>
  item.prices
    .flatMap((price) => {
      const minor = price[side]
      return minor === null ? [] : [`${amountText(minor, price.currency)} ${price.currency}`]
    })
    .join('; ')

export const affectedAgreementsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/catalogue-drafts/{id}/agreements',
  summary: 'Admins: the agreements that would have something otherwise when they are renewed, by account.',
  params: byId,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(25),
    after: z.uuid().optional(),
  }),
  response: z.object({ items: z.array(affectedAgreement), next: z.uuid().nullable() }),
  csv: csvTable<AffectedAgreement>('affected-agreements', {
    Account: (item) => item.account,
    Package: (item) => item.packageName,
    Edition: (item) => item.edition,
    Renewal: (item) => item.endsOn,
    'Would differ': (item) => (item.isGone ? 'The package is gone' : item.fields.join('; ')),
    'Price a year now': (item) => pricesText(item, 'beforeMinor'),
    'Price a year then': (item) => pricesText(item, 'afterMinor'),
  }),
})

export const publishDraftEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/catalogue-drafts/{id}/publication',
  summary:
    'Admins: publish the draft as the next edition, as its effect was seen. Agreements that run keep their terms.',
  params: byId,
  body: z.strictObject({ version, comparedWith: z.number().int().nonnegative() }),
  response: z.object({ version: z.number().int() }),
  status: 201,
})
