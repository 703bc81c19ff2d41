import '#desk/cases/server/tables.ts'
import { findCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { uploaderOf } from '#desk/cases/server/record-on-case.ts'
import { type Context, isVendorSide } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { Exchange } from '#platform/http/route.ts'
import { sendFile } from '#platform/http/send-file.ts'
import type { FileId } from '#platform/ids.ts'

/** Sends a file of a case the reader may see; never shown in place, so that nothing in it can run here. */
export async function readFile(ctx: Context, input: { id: string }, { reply }: Exchange): Promise<unknown> {
  const file = await ctx.transaction(async (tx) => {
    const row = await tx
      .selectFrom('files')
      .selectAll()
      .where('id', '=', input.id as FileId)
      .executeTakeFirst()
    if (row === undefined || (row.internal && !isVendorSide(ctx.actor))) throw notFound('file')
    // A file that is attached is seen by who sees the case; before that, by who uploaded it.
    if (row.case_id !== null) await findCase(ctx, tx, await referenceOf(tx, row.case_id))
    else if (row.uploaded_by !== uploaderOf(ctx.actor)) throw notFound('file')
    return row
  })
  return sendFile(ctx, reply, file)
}
