import '#desk/cases/server/tables.ts'
import { sql } from 'kysely'
import { findCase } from '#desk/cases/server/case-query.ts'
import type { CaseFile, listCaseFilesEndpoint } from '#desk/messages/domain/case-files-contract.ts'
import { actorId, type Context, isVendorSide } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf } from '#platform/http/endpoint.ts'

/** Files of a case the reader may see, newest first. Customers get none of an internal note. */
export async function listCaseFiles(
  ctx: Context,
  input: InputOf<typeof listCaseFilesEndpoint>,
): Promise<{ items: CaseFile[]; next: string | null }> {
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, input.reference)
    let query = tx
      .selectFrom('files as file')
      .innerJoin('entries as entry', 'entry.id', 'file.entry_id')
      .select(['file.id', 'file.name', 'file.media_type', 'file.bytes', 'entry.at', 'entry.id as entry_id'])
      .select(['entry.author_kind', 'entry.author_id', 'entry.author_name'])
      .select(sql<string>`left(entry.body, 140)`.as('begins'))
      .where('file.case_id', '=', found.id)
      .orderBy('entry.at', 'desc')
      .orderBy('file.id', 'desc')
      .limit(input.limit + 1)
    if (!isVendorSide(ctx.actor)) {
      query = query.where('file.internal', '=', false).where('entry.visibility', '=', 'public')
    }
    if (input.after !== undefined) {
      const { key, id } = readCursor(input.after)
      query = query.where(sql<boolean>`(entry.at, file.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? page.at(-1) : undefined
    const items = page.map((row) => ({
      id: row.id,
      name: row.name,
      mediaType: row.media_type,
      bytes: Number(row.bytes),
      url: `/api/v1/files/${row.id}`,
      at: row.at.toISOString(),
      by: {
        kind: row.author_kind,
        name: row.author_name,
        mine: row.author_kind === ctx.actor.kind && row.author_id === actorId(ctx.actor),
      },
      message: { id: row.entry_id, begins: row.begins },
    }))
    return {
      items,
      next: last === undefined ? null : writeCursor({ key: last.at.toISOString(), id: last.id }),
    }
  })
}
