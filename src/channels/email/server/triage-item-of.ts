import './triage-tables.ts'
import type { TriageItem } from '../domain/contract.ts'
import { maskCodes } from '../domain/code-masks.ts'
import { triageSentence } from '../domain/place-mail.ts'
import { textsOf } from './hide-codes.ts'
import type { Inbound } from './tables.ts'

export type TriageRow = Inbound & {
  matched_id: string | null
  matched_name: string | null
  is_blocked: boolean
}

/** A stored message as staff read it in a list, whoever wrote it without what could be a code. */
export function triageItemOf(row: TriageRow): TriageItem {
  const shown = maskCodes(textsOf({ ...row, body: (row.body ?? '').slice(0, 800) }))
  return {
    id: row.id,
    receivedAt: row.received_at.toISOString(),
    from: { name: row.from_name, address: row.from_address ?? (row.envelope_from || null) },
    subject: shown.subject,
    reason: row.reason ?? triageSentence('not_placed'),
    reasonCode: row.reason_code ?? 'not_placed',
    sender: row.verdict?.verified === true ? 'verified' : 'not_verified',
    verdictCode: row.verdict?.code ?? null,
    preview: shown.body.slice(0, 400).replaceAll(/\s+/g, ' ').slice(0, 200).toWellFormed(),
    isBlocked: row.is_blocked,
    matchedTo:
      row.matched_id === null || row.matched_name === null
        ? null
        : { id: row.matched_id, name: row.matched_name },
  }
}
