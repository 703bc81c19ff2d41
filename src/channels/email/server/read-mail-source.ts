import { type Context, requireVendor } from '#platform/context.ts'
import { cleanText } from '../domain/clean-text.ts'
import type { MailHeader } from '../domain/read-mail.ts'
import { findMail, requireShownRest, requireShownSource } from './find-mail.ts'
import type { ShownReader } from './shown-reader.ts'

const shownBytes = 200_000

/** Its header fields and the beginning of its source, as text. For staff. Throws 404. */
export async function readMailSource(
  ctx: Context,
  { id }: { id: string },
  readShown: ShownReader,
): Promise<{ headers: MailHeader[]; source: string; isCut: boolean }> {
  requireVendor(ctx, 'agent')
  const row = await ctx.transaction((tx) => findMail(ctx, tx, id))
  await requireShownSource(ctx, row)
  const read = await readShown(ctx, row.raw_sha256)
  if (read.ok) await requireShownRest(ctx, row, read.shown)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of ctx.files.read(row.raw_sha256)) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= shownBytes) break
  }
  return {
    headers: read.ok ? read.shown.headers : [],
    source: cleanText(Buffer.concat(chunks).subarray(0, shownBytes).toString('utf8')),
    isCut: row.bytes > shownBytes,
  }
}
