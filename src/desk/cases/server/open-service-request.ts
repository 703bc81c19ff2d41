import './service-tables.ts'
import type { Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { type AccountId, type CaseId, type ContactId, newId } from '#platform/ids.ts'
import type { Facts } from '#promise/entitlements/server/read-facts.ts'

type Asking = {
  caseId: CaseId
  accountId: AccountId
  asker: { contactId: ContactId }
  facts: Pick<Facts, 'agreement'>
  input: { service?: string }
  receivedAt: Date
}

/**
 * Opens the request for approval that a case of type request is (SPEC 3.2). An account has one open for a service at
 * a time; throws `service_asked_already` for another.
 */
export async function openServiceRequest(tx: Tx, { facts, input, asker, ...of }: Asking): Promise<void> {
  const { agreement } = facts
  const { service } = input
  if (agreement === null || service === undefined) return
  const asked = await tx
    .insertInto('service_requests')
    .values({
      id: newId<string>(of.receivedAt.getTime()),
      account_id: of.accountId,
      agreement_id: agreement.id,
      case_id: of.caseId,
      contact_id: asker.contactId,
      service,
      state: 'asked',
      asked_at: of.receivedAt,
      answered_at: null,
      answered_by: null,
      note: null,
      approval_id: null,
    })
    .onConflict((open) => open.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (asked !== undefined) return
  const name = agreement.terms.services[service]?.name ?? service
  throw conflict('service_asked_already', `“${name}” has been asked for already; the answer is on its way.`)
}
