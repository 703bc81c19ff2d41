import './tables.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '#platform/context.ts'
import { maskCodes, type Masked } from '../domain/code-masks.ts'
import { contactsOf } from './inbound-facts.ts'
import type { InboundMailRow } from './tables.ts'

type Written = Pick<Selectable<InboundMailRow>, 'from_address' | 'verdict' | 'subject' | 'body'>

/**
 * A message as it may be shown (EM-11): what could be a code that lets somebody in elsewhere is hidden, unless a
 * verified contact wrote it, who may send us what they like.
 */
export async function hideCodes(tx: Tx, row: Written): Promise<Masked> {
  const isParticipant =
    row.verdict?.verified === true &&
    row.from_address !== null &&
    (await contactsOf(tx, row.from_address)).length > 0
  return isParticipant ? { ...textsOf(row), hidden: 0 } : maskCodes(textsOf(row))
}

export function textsOf(row: Pick<Written, 'subject' | 'body'>): { subject: string; body: string } {
  return { subject: row.subject ?? '', body: row.body ?? '' }
}
