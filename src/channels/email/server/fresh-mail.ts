import { storeFile } from '#desk/messages/server/store-file.ts'
import type { Context } from '#platform/context.ts'
import type { FileId } from '#platform/ids.ts'
import type { StoredAttachment } from './tables.ts'

/** What is not known of a mail: product, type and topic; so its case opens to be reviewed (SPEC 3.2). */
export const freshMail = { channel: 'email', type: null, productCode: null, priority: 'medium' } as const

/** Makes a message's kept attachments files that the context's actor may attach. */
export async function attachable(ctx: Context, attachments: readonly StoredAttachment[]): Promise<FileId[]> {
  const ids: FileId[] = []
  for (const { name, mediaType, sha256 } of attachments) {
    const { id } = await storeFile(ctx, { name, mediaType, content: ctx.files.read(sha256) })
    ids.push(id)
  }
  return ids
}
