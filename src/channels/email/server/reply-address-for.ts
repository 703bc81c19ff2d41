import { randomBytes } from 'node:crypto'
import type { Tx } from '#platform/context.ts'
import type { AccountId, CaseId, ContactId } from '#platform/ids.ts'
import { replyAddressOf, replyTokenOf } from '../domain/reply-address.ts'

type Of = { accountId: AccountId; caseId: CaseId; contactId: ContactId }

/** The unguessable address of one case for one contact, made when it is first needed. */
export async function replyAddressFor(tx: Tx, of: Of, supportAddress: string): Promise<string> {
  await tx
    .insertInto('reply_addresses')
    .values({
      token: replyTokenOf(randomBytes(16)),
      account_id: of.accountId,
      case_id: of.caseId,
      contact_id: of.contactId,
    })
    .onConflict((known) => known.columns(['case_id', 'contact_id']).doNothing())
    .execute()
  const { token } = await tx
    .selectFrom('reply_addresses')
    .select('token')
    .where('case_id', '=', of.caseId)
    .where('contact_id', '=', of.contactId)
    .executeTakeFirstOrThrow()
  return replyAddressOf(supportAddress, token)
}
