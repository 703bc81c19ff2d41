import { z } from 'zod'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { timeZone } from '#people/auth/domain/person-input.ts'
import { amendment, amendmentView, deviationView } from './amendment-contract.ts'
import { creditRuleSchema } from './credit-rule.ts'
import { deviationSchema } from './deviation.ts'
import { isCurrency } from '#promise/packages/domain/money.ts'

const byId = z.strictObject({ id: z.uuid() })
const text = z.string().trim().min(1).max(2_000)
const version = z.number().int().positive()
/** Dates that a calendar of support can have. */
const day = z.iso
  .date()
  .refine((date) => date >= '1970-01-01' && date < '2200-01-01', 'This year is out of reach.')

/** What stands in a draft. A line without dates runs as long as the agreement. */
export const draftTerms = z
  .strictObject({
    /** Null while nothing is chosen: it stays a draft (T1). */
    packageCode: z.string().min(1).max(60).nullable(),
    coverageZone: timeZone,
    startsOn: day,
    /** Exclusive. */
    endsOn: day,
    lines: z
      .array(
        z.strictObject({
          productCode: z.string().min(1).max(60),
          yearlyNetMinor: z.number().int().nonnegative().max(10_000_000_000_000),
          currency: z.string().refine(isCurrency, 'This is not the code of a currency.'),
          startsOn: day.nullable().default(null),
          endsOn: day.nullable().default(null),
        }),
      )
      .max(100),
    /** What was negotiated over the package; left out, it stays as it is. */
    deviations: z.array(deviationSchema).max(200).optional(),
    /** What a missed promise gives back; null for nothing, left out it stays as it is. */
    creditRule: creditRuleSchema.nullable().optional(),
  })
  .refine(({ startsOn, endsOn }) => startsOn < endsOn, {
    path: ['endsOn'],
    message: 'An agreement ends after it starts.',
  })
  .refine(
    ({ startsOn, endsOn, lines }) =>
      lines.every((line) => (line.startsOn ?? startsOn) < (line.endsOn ?? endsOn)),
    { path: ['lines'], message: 'A subscription ends after it starts.' },
  )

const state = z.enum(['draft', 'active', 'expired', 'cancelled'])
/** Where it stands now: an active agreement has not started, is in force, or has ended. */
const phase = z.enum(['draft', 'not_started', 'in_force', 'ended', 'cancelled'])
const packageName = z.object({ code: z.string(), name: z.string(), version: z.number().int() })

const accountSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Of the agreement in force. */
  package: packageName.nullable(),
  endsOn: z.iso.date().nullable(),
  openCases: z.number().int(),
})
export type AccountSummary = z.output<typeof accountSummary>

export const listAccountsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts',
  summary: 'Staff: accounts by name; `q` finds part of a name, or of the name or address of a contact.',
  query: z.strictObject({
    q: z.string().trim().min(1).max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.uuid().optional(),
  }),
  response: z.object({ items: z.array(accountSummary), next: z.uuid().nullable() }),
  csv: csvTable<AccountSummary>('accounts', {
    Name: (item) => item.name,
    Package: (item) => item.package?.name,
    'Last day of agreement': (item) => item.endsOn && lastDayOf(item.endsOn),
    'Open cases': (item) => item.openCases,
  }),
})

const agreementSummary = z.object({
  id: z.uuid(),
  state,
  phase,
  package: packageName.nullable(),
  coverageZone: z.string(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  renewsId: z.uuid().nullable(),
  seats: z.object({ used: z.number().int(), cap: z.number().int() }),
})
export type AgreementSummary = z.output<typeof agreementSummary>

export const listAgreementsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/agreements',
  summary: 'Staff: all agreements of an account, the latest first.',
  params: byId,
  response: z.object({ items: z.array(agreementSummary) }),
  csv: csvTable<AgreementSummary>('agreements', {
    State: (item) => item.phase,
    Package: (item) => item.package?.name,
    Edition: (item) => item.package?.version,
    From: (item) => item.startsOn,
    'Last day': (item) => lastDayOf(item.endsOn),
    'Coverage zone': (item) => item.coverageZone,
    'Seats used': (item) => item.seats.used,
    Seats: (item) => item.seats.cap,
  }),
})

/** A signed paper: added, never replaced. */
const documentView = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
})
export type DocumentView = z.output<typeof documentView>

const agreementView = agreementSummary.extend({
  account: z.object({ id: z.uuid(), name: z.string() }),
  /** First start of the renewal chain: agreement years count from here. */
  firstStartsOn: z.iso.date(),
  lines: z.array(
    z.object({
      productCode: z.string(),
      productName: z.string(),
      productKind: z.enum(['platform', 'marketplace']),
      yearlyNetMinor: z.number().int(),
      currency: z.string(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
      /** The amendment that added it; null since the draft. */
      amendment: z.number().int().nullable(),
    }),
  ),
  /** What was negotiated over the package in force. */
  deviations: z.array(deviationView),
  /** What a missed promise gives back; null for nothing. */
  creditRule: creditRuleSchema.nullable(),
  /** Names of the services and pools that terms speak of. */
  names: z.record(z.string(), z.string()),
  amendments: z.array(amendmentView),
  /** The agreements before and after it, the first start first. */
  chain: z.array(
    z.object({
      id: z.uuid(),
      state,
      phase,
      package: packageName.nullable(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
    }),
  ),
  documents: z.array(documentView),
  /** What the package costs a year by the lines that run now, excluding taxes (T3); null without a package. */
  price: z
    .object({
      percent: z.number(),
      items: z.array(
        z.object({
          currency: z.string(),
          /** Sum of the platform lines. */
          subscriptionMinor: z.number().int(),
          yearlyNetMinor: z.number().int(),
          /** It is the minimum fee that is charged, since the share would be less. */
          isMinimum: z.boolean(),
        }),
      ),
    })
    .nullable(),
  /** What keeps a draft from becoming active, each with its term. */
  problems: z.array(z.object({ clause: z.string(), code: z.string(), text: z.string() })),
  cancelledAt: z.iso.datetime().nullable(),
  cancelReason: z.string().nullable(),
  version: z.number().int(),
})
export type AgreementView = z.output<typeof agreementView>

export const draftAgreementEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/accounts/{id}/agreements',
  summary: 'Managers: draft an agreement.',
  params: byId,
  body: draftTerms,
  response: agreementView,
  status: 201,
})

export const readAgreementEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agreements/{id}',
  summary: 'Staff: an agreement, with its price and what keeps a draft from becoming active.',
  params: byId,
  response: agreementView,
})

export const changeDraftEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/agreements/{id}',
  summary: 'Managers: write a draft anew, from the version that was read.',
  params: byId,
  body: z.strictObject({ terms: draftTerms, version }),
  response: agreementView,
})

export const deleteDraftEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/agreements/{id}',
  summary: 'Managers: delete a draft.',
  params: byId,
  response: z.undefined(),
  status: 204,
})

export const activateAgreementEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/activation',
  summary:
    'Managers: make a draft binding, if T1 and T2 allow it; a refusal names each term that does not hold.',
  params: byId,
  body: z.strictObject({ version: version.optional() }),
  response: agreementView,
})

export const cancelAgreementEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/cancellation',
  summary: 'Managers: call an active agreement off, from now on.',
  params: byId,
  body: z.strictObject({ reason: text, version: version.optional() }),
  response: agreementView,
})

export const amendAgreementEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/amendments',
  summary:
    'Managers: upgrade an active agreement or add a product to it, from a day on. A lower package comes at renewal.',
  params: byId,
  body: z.strictObject({ change: amendment, reason: text, version }),
  response: agreementView,
  status: 201,
})

export const addDocumentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/documents',
  summary: 'Managers: keep an uploaded PDF or image as a signed paper of an agreement; it is never replaced.',
  params: byId,
  body: z.strictObject({ fileId: z.uuid() }),
  response: agreementView,
  status: 201,
})

export const listDocumentsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agreements/{id}/documents',
  summary: 'Staff, and the account’s own admins: the signed papers of an agreement.',
  params: byId,
  response: z.object({ items: z.array(documentView) }),
  csv: csvTable<DocumentView>('agreement-documents', {
    Name: (item) => item.name,
    Type: (item) => item.mediaType,
    Bytes: (item) => item.bytes,
    'SHA-256': (item) => item.sha256,
    'Added by': (item) => item.by,
    'Added at': (item) => item.at,
  }),
})

export const readDocumentEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/agreement-documents/{id}',
  summary: 'Staff, and the account’s own admins: download a signed paper.',
  params: byId,
  response: z.any(),
  sends: '*/*',
})

export const renewAgreementEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/renewal',
  summary:
    'Managers: draft the renewal of an active agreement, or find the draft there is. Without a package where the newest edition no longer has it.',
  params: byId,
  response: agreementView.extend({
    /** What was negotiated and has no place in the newest edition, by its path; none of a draft that was found. */
    leftOut: z.array(z.string()),
  }),
  status: 201,
})

const coverageZone = z.object({
  zone: z.string(),
  label: z.string().nullable(),
  /** Offsets of the place the label names, where the zone has none of them; null where nothing contradicts. */
  contradictedOffsets: z.array(z.string()).nullable(),
})
export type CoverageZone = z.output<typeof coverageZone>

export const listCoverageZonesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/coverage-zones',
  summary: 'Staff: the coverage zones of the published catalogue, with what their labels contradict.',
  response: z.object({ items: z.array(coverageZone) }),
  csv: csvTable<CoverageZone>('coverage-zones', {
    Zone: (item) => item.zone,
    Label: (item) => item.label,
    Contradicts: (item) => item.contradictedOffsets?.join(', '),
  }),
})
