import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { usualChoice } from '../domain/notification-kinds.ts'

/** Whether a contact wants the mail that says that their case has arrived. Answers themselves always come. */
export async function wantsReceipt(tx: Tx, contactId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('notification_choices')
    .select('mail')
    .where('person_id', '=', contactId)
    .where('kind', '=', 'case_received')
    .executeTakeFirst()
  return (row?.mail ?? usualChoice('contact', 'case_received').mail) !== 'off'
}
