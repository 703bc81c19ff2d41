import type { Selectable } from 'kysely'
import type { TriageItem } from '../domain/contract.ts'
import { triageSentence } from '../domain/place-mail.ts'
import type { InboundMailRow } from './tables.ts'

/** A stored message as staff read it in a list. */
export function triageItemOf(row: Selectable<InboundMailRow>): TriageItem {
  return {
    id: row.id,
    receivedAt: row.received_at.toISOString(),
    from: { name: row.from_name, address: row.from_address ?? (row.envelope_from || null) },
    subject: row.subject ?? '',
    reason: row.reason ?? triageSentence('not_placed'),
    reasonCode: row.reason_code ?? 'not_placed',
    sender: row.verdict?.verified === true ? 'verified' : 'not_verified',
    preview: (row.body ?? '').slice(0, 400).replaceAll(/\s+/g, ' ').slice(0, 200).toWellFormed(),
  }
}
