import '#desk/cases/server/tables.ts'
import { z } from 'zod'
import type { Tx } from '#platform/context.ts'
import type { CaseId, EntryId } from '#platform/ids.ts'
import { clockBreached, clockWarned } from './news-of-clock.ts'
import type { WebhookEvent } from '../domain/webhook-events.ts'
import { agreementActivated, agreementAmended, seatNews } from './news-of-promise.ts'
import type { WebhookNews } from './queue-delivery.ts'

/** News for endpoints; `internal` is for those that also hear what customers never see. */
export type News = WebhookNews & { type: WebhookEvent; internal: boolean }

const common = { caseId: z.string().transform((id) => id as CaseId), occurredAt: z.iso.datetime() }
const ofCase = z.object(common)
const ofMessage = z.object({ ...common, entryId: z.string().transform((id) => id as EntryId) })
const ofRecord = z.object({
  ...common,
  entryIds: z.string().transform((ids) => ids.split(',').filter((id) => id !== '') as EntryId[]),
})

/** What each event of the product is to endpoints. Its payload names rows; their facts are read here. */
export const newsOfEvent = {
  'case.opened': async (tx: Tx, payload: unknown) => {
    const event = ofCase.parse(payload)
    const found = await readCase(tx, event.caseId)
    return found === undefined ? [] : [caseNews('case.opened', found, event.occurredAt, event.caseId)]
  },
  'case.changed': caseChanged,
  'message.sent': messageCreated,
  'message.received': messageCreated,
  'case.recorded': notesCreated,
  'seat.given': seatNews('seat.given'),
  'seat.ended': seatNews('seat.ended'),
  'agreement.activated': agreementActivated,
  'agreement.amended': agreementAmended,
  'clock.warned': clockWarned,
  'clock.breached': clockBreached,
} satisfies Record<string, (tx: Tx, payload: unknown) => Promise<News[]>>

export type TellingEvent = keyof typeof newsOfEvent

/** A change, and with it that the case was solved or closed: once for each time. */
async function caseChanged(tx: Tx, payload: unknown): Promise<News[]> {
  const event = ofCase.parse(payload)
  const found = await readCase(tx, event.caseId)
  if (found === undefined) return []
  const { occurredAt } = event
  const news = [caseNews('case.changed', found, occurredAt, `${found.id}:${occurredAt}`)]
  const { status, solved_at: solvedAt, closed_at: closedAt } = found
  if (status === 'solved' && solvedAt !== null)
    news.push(caseNews('case.solved', found, occurredAt, `${found.id}:${solvedAt.toISOString()}`))
  if (status === 'closed' && closedAt !== null)
    news.push(caseNews('case.closed', found, occurredAt, `${found.id}:${closedAt.toISOString()}`))
  return news
}

async function messageCreated(tx: Tx, payload: unknown): Promise<News[]> {
  const { caseId, entryId } = ofMessage.parse(payload)
  const found = await readCase(tx, caseId)
  const entry = await tx
    .selectFrom('entries')
    .select(['id', 'at', 'visibility', 'author_kind', 'channel'])
    .where('id', '=', entryId)
    .executeTakeFirst()
  if (found === undefined || entry === undefined) return []
  const { id, visibility, author_kind: author, channel, at } = entry
  const { reference, account_id: accountId } = found
  const data = { id, caseId: found.id, reference, accountId, visibility, author, channel }
  const internal = visibility === 'internal'
  const key = `case.message.created:${id}`
  return [{ type: 'case.message.created', key, subjectId: found.id, occurredAt: at, internal, data }]
}

/** The notes among what was recorded on a case: internal, whoever wrote them. */
async function notesCreated(tx: Tx, payload: unknown): Promise<News[]> {
  const { caseId, entryIds } = ofRecord.parse(payload)
  if (entryIds.length === 0) return []
  const notes = await tx
    .selectFrom('entries')
    .select(['id', 'at', 'author_kind'])
    .where('id', 'in', entryIds)
    .where('kind', '=', 'note')
    .execute()
  const found = notes.length === 0 ? undefined : await readCase(tx, caseId)
  if (found === undefined) return []
  const { reference, account_id: accountId } = found
  return notes.map(({ id, at, author_kind: author }) => ({
    type: 'case.note.created',
    key: `case.note.created:${id}`,
    subjectId: found.id,
    occurredAt: at,
    internal: true,
    data: { id, caseId: found.id, reference, accountId, author },
  }))
}

async function readCase(tx: Tx, id: CaseId) {
  return tx
    .selectFrom('cases')
    .select(['id', 'reference', 'account_id', 'type', 'priority', 'status', 'version'])
    .select(['solved_at', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

type FoundCase = NonNullable<Awaited<ReturnType<typeof readCase>>>

function caseNews(type: WebhookEvent, found: FoundCase, occurredAt: string, key: string): News {
  const { id, reference, account_id: accountId, priority, status, version } = found
  const data = { id, reference, accountId, type: found.type, priority, status, version }
  return {
    type,
    key: `${type}:${key}`,
    subjectId: id,
    occurredAt: new Date(occurredAt),
    internal: false,
    data,
  }
}
