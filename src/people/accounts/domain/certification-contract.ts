import { z } from 'zod'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { addCertificationInput } from './account-input.ts'

/** What people are certified for (SPEC 3.3): some services are only for them. Nothing of it is overwritten. */
const reason = z.string().trim().min(1).max(1000)
const byId = z.strictObject({ id: z.uuid() })

const certificationView = z.object({
  id: z.uuid(),
  contact: z.object({ id: z.uuid(), name: z.string() }),
  kind: z.string(),
  validFrom: z.iso.date(),
  /** Exclusive, in the coverage zone; null where it has no end. */
  validUntil: z.iso.date().nullable(),
  proof: z.string().nullable(),
  /** Name of the file that proves it; staff can fetch it. */
  proofFile: z.string().nullable(),
  addedBy: z.string().nullable(),
  addedAt: z.iso.datetime().nullable(),
  /** Corrected or revoked: when, by whom and why; null while it stands. */
  ended: z
    .object({ at: z.iso.datetime(), by: z.string(), reason: z.string(), wasCorrected: z.boolean() })
    .nullable(),
})
export type CertificationView = z.output<typeof certificationView>

const certificationTable = csvTable<CertificationView>('certifications', {
  Contact: (item) => item.contact.name,
  Certification: (item) => item.kind,
  From: (item) => item.validFrom,
  'Last day': (item) => item.validUntil && lastDayOf(item.validUntil),
  Proof: (item) => item.proof ?? item.proofFile,
  Ended: (item) => item.ended?.at,
  Reason: (item) => item.ended?.reason,
})

export const listCertificationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/contacts/{id}/certifications',
  summary: 'Staff: everything a contact is or was certified for, the latest first.',
  params: byId,
  response: z.object({ items: z.array(certificationView) }),
  csv: certificationTable,
})

export const ownCertificationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/certifications',
  summary: 'Contacts: what you are certified for; account admins: everybody of the account.',
  response: z.object({ items: z.array(certificationView) }),
  csv: certificationTable,
})

export const changeCertificationInput = z
  .strictObject({
    id: z.uuid(),
    ...addCertificationInput.shape,
    reason,
  })
  .omit({ contactId: true })
  .refine(({ validFrom, validUntil }) => validUntil === null || validUntil > validFrom, {
    path: ['validUntil'],
    message: 'A certification ends after it begins.',
  })

export const changeCertificationEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/certifications/{id}',
  summary: 'Managers: correct a certification; what stood before stays on record, with the reason.',
  params: byId,
  body: z.strictObject(changeCertificationInput.shape).omit({ id: true }),
  response: certificationView,
})

export const revokeCertificationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/certifications/{id}/revoke',
  summary: 'Managers: a certification holds no longer, and why.',
  params: byId,
  body: z.strictObject({ reason }),
  response: certificationView,
})

export const readProofEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/certifications/{id}/proof',
  summary: 'Staff: the file that proves a certification.',
  params: byId,
  response: z.any(),
  sends: '*/*',
})

export const listCertificationKindsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/certification-kinds',
  summary: 'Staff: which certifications the packages ask for, and what each opens.',
  response: z.object({ items: z.array(z.object({ kind: z.string(), services: z.array(z.string()) })) }),
  csv: csvTable<{ kind: string; services: string[] }>('certification-kinds', {
    Certification: (item) => item.kind,
    Opens: (item) => item.services.join(', '),
  }),
})
