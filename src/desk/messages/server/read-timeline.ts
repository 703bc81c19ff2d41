import '#desk/cases/server/tables.ts'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { sql } from 'kysely'
import { findCase } from '#desk/cases/server/case-query.ts'
import type { AttachmentView, readTimelineEndpoint, TimelineItem } from '#desk/messages/domain/contract.ts'
import { type Actor, actorId, type Context, isVendorSide, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { CaseId, EntryId } from '#platform/ids.ts'

/** Messages, notes and events of a case, oldest first, as far as the reader may see them. */
export async function readTimeline(
  ctx: Context,
  input: InputOf<typeof readTimelineEndpoint>,
): Promise<{ items: TimelineItem[]; next: string | null }> {
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, input.reference)
    let query = visibleEntries(tx, ctx.actor)
      .where('entry.case_id', '=', found.id)
      .orderBy('entry.at')
      .orderBy('entry.id')
      .limit(input.limit + 1)
    if (input.after !== undefined) {
      const { key, id } = readCursor(input.after)
      query = query.where(sql<boolean>`(entry.at, entry.id) > (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? page.at(-1) : undefined
    const items = page.map((row) => itemOf(row, ctx.actor))
    // The newest of all is on the last page, where staff see what has not left yet.
    const unsent = last === undefined ? await unsentItems(tx, ctx.actor, found.id) : []
    return {
      items: [...items, ...unsent].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
      next: last === undefined ? null : writeCursor({ key: last.at.toISOString(), id: last.id }),
    }
  })
}

export async function readEntry(ctx: Context, tx: Tx, id: EntryId): Promise<TimelineItem> {
  const row = await visibleEntries(tx, ctx.actor).where('entry.id', '=', id).executeTakeFirst()
  if (row !== undefined) return itemOf(row, ctx.actor)
  const unsent = await unsentRows(tx, ctx.actor).where('unsent.id', '=', id).executeTakeFirst()
  if (unsent === undefined) throw notFound('message')
  return unsentItem(unsent, ctx.actor)
}

function visibleEntries(tx: Tx, actor: Actor) {
  const query = tx
    .selectFrom('entries as entry')
    .selectAll('entry')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('files as file')
          .whereRef('file.entry_id', '=', 'entry.id')
          .select(['file.id', 'file.name', 'file.media_type', 'file.bytes'])
          .orderBy('file.id'),
      ).as('files'),
    )
  return isVendorSide(actor) ? query : query.where('entry.visibility', '=', 'public')
}

/** Row-level security keeps these from customers; nobody but staff asks. */
function unsentRows(tx: Tx, actor: Actor) {
  const query = tx
    .selectFrom('unsent_messages as unsent')
    .selectAll('unsent')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('files as file')
          .where(sql<boolean>`file.id = any(unsent.attachment_ids)`)
          .select(['file.id', 'file.name', 'file.media_type', 'file.bytes'])
          .orderBy('file.id'),
      ).as('files'),
    )
  return isVendorSide(actor) ? query : query.where(sql<boolean>`false`)
}

type UnsentRow = Awaited<ReturnType<ReturnType<typeof unsentRows>['execute']>>[number]

async function unsentItems(tx: Tx, actor: Actor, caseId: CaseId): Promise<TimelineItem[]> {
  const rows = await unsentRows(tx, actor).where('unsent.case_id', '=', caseId).execute()
  return rows.flatMap((row) => {
    const message = unsentItem(row, actor)
    const { move } = row
    if (move === null) return [message]
    const { at, author, channel, leavesAt, caseVersion } = message
    const event = { type: 'status', from: move.from, to: move.to }
    return [
      message,
      { id: move.id, at, kind: 'event' as const, author, channel, event, leavesAt, caseVersion },
    ]
  })
}

function unsentItem(row: UnsentRow, actor: Actor): TimelineItem {
  return {
    id: row.id,
    at: row.sent_at.toISOString(),
    kind: 'message',
    author: { kind: 'staff', name: row.author_name, mine: row.author_id === actorId(actor) },
    channel: 'desk',
    body: row.body,
    format: 'markdown',
    attachments: row.files.map(attachmentOf),
    leavesAt: row.leaves_at.toISOString(),
    caseVersion: row.case_version,
  }
}

type Row = Awaited<ReturnType<ReturnType<typeof visibleEntries>['execute']>>[number]

function itemOf(row: Row, actor: Actor): TimelineItem {
  const item: TimelineItem = {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    author: {
      kind: row.author_kind,
      name: row.author_name,
      mine: row.author_kind === actor.kind && row.author_id !== null && row.author_id === actorId(actor),
    },
    channel: row.channel,
    ...(isVendorSide(actor) ? { caseVersion: row.case_version } : {}),
  }
  if (row.event !== null) item.event = row.event
  if (row.body === null) return item
  return {
    ...item,
    body: row.body,
    format: row.channel === 'email' ? 'plain' : 'markdown',
    attachments: row.files.map(attachmentOf),
  }
}

function attachmentOf(file: Row['files'][number]): AttachmentView {
  return {
    id: file.id,
    name: file.name,
    mediaType: file.media_type,
    bytes: Number(file.bytes),
    url: `/api/v1/files/${file.id}`,
  }
}
