import '#promise/agreements/server/tables.ts'
import { z } from 'zod'
import type { Tx } from '#platform/context.ts'
import type { AgreementId, SeatId } from '#platform/ids.ts'
import type { News } from './news-of-event.ts'

const ofSeat = z.object({
  seatId: z.string().transform((id) => id as SeatId),
  occurredAt: z.iso.datetime(),
})
const ofAgreement = z.object({
  agreementId: z.string().transform((id) => id as AgreementId),
  occurredAt: z.iso.datetime(),
})

/** A seat can be given, rest and be given again: each time is news. */
export function seatNews(type: 'seat.given' | 'seat.ended') {
  return async (tx: Tx, payload: unknown): Promise<News[]> => {
    const { seatId, occurredAt } = ofSeat.parse(payload)
    const found = await tx
      .selectFrom('seats')
      .select(['id', 'agreement_id', 'account_id', 'contact_id', 'state'])
      .where('id', '=', seatId)
      .executeTakeFirst()
    if (found === undefined) return []
    const { id, agreement_id: agreementId, account_id: accountId, contact_id: contactId, state } = found
    const data = { id, agreementId, accountId, contactId, state }
    const key = `${type}:${id}:${occurredAt}`
    return [{ type, key, subjectId: null, occurredAt: new Date(occurredAt), internal: false, data }]
  }
}

/** What was amended is read from the agreement; the number of the amendment tells two apart. */
export async function agreementAmended(tx: Tx, payload: unknown): Promise<News[]> {
  const { number } = z.object({ number: z.number() }).parse(payload)
  const type = 'agreement.amended'
  const news = await agreementActivated(tx, payload)
  return news.map((one) => ({ ...one, type, key: `${type}:${one.key}:${number}` }))
}

export async function agreementActivated(tx: Tx, payload: unknown): Promise<News[]> {
  const { agreementId, occurredAt } = ofAgreement.parse(payload)
  const found = await tx
    .selectFrom('agreements')
    .select(['id', 'account_id', 'state', 'starts_on', 'ends_on', 'version'])
    .where('id', '=', agreementId)
    .executeTakeFirst()
  if (found === undefined) return []
  const { id, account_id: accountId, state, starts_on: startsOn, ends_on: endsOn, version } = found
  const data = { id, accountId, state, startsOn, endsOn, version }
  const type = 'agreement.activated'
  const at = new Date(occurredAt)
  return [{ type, key: `${type}:${id}`, subjectId: null, occurredAt: at, internal: false, data }]
}
