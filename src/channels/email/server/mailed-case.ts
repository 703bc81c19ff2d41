import type { Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'

/** A case with the contact who gets its mail; undefined where there is nobody to write to any more. */
export async function mailedCase(tx: Tx, caseId: CaseId) {
  return tx
    .selectFrom('cases as c')
    .innerJoin('contacts as contact', 'contact.id', 'c.contact_id')
    .where('c.id', '=', caseId)
    .where('contact.ended_at', 'is', null)
    .select([
      'c.id',
      'c.reference',
      'c.subject',
      'c.account_id as accountId',
      'contact.id as contactId',
      'contact.name as contactName',
      'contact.email as contactEmail',
      'contact.time_zone as timeZone',
      'contact.language',
    ])
    .executeTakeFirst()
}
