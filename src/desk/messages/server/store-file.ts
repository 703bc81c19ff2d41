import '#desk/cases/server/tables.ts'
import { uploaderOf } from '#desk/cases/server/record-on-case.ts'
import type { Context, Tx } from '#platform/context.ts'
import { FourlineError, invalid } from '#platform/errors.ts'
import { plainMediaType } from '#platform/files/plain-media-type.ts'
import { type FileId, newId } from '#platform/ids.ts'

/** The largest file that is taken, in bytes. */
export const maxFileBytes = 25_000_000

export type StoredFileView = { id: FileId; name: string; mediaType: string; bytes: number }
type Incoming = { name: string; mediaType: string; content: AsyncIterable<Uint8Array> }

/**
 * Stores one file durably, to be attached to a case or message by whoever stored it. The bytes reach the disk
 * before the row is committed. Throws 413 past `maxFileBytes`; nothing is stored then.
 */
export async function storeFile(ctx: Context, incoming: Incoming): Promise<StoredFileView> {
  const stored = await storeBytes(ctx, incoming)
  return ctx.transaction((tx) => keepFile(ctx, tx, stored))
}

/** Stores the bytes alone; `keepFile` makes them a file. A person who is signed in, and a usable name, are asked first. */
export async function storeBytes(ctx: Context, incoming: Incoming): Promise<Stored> {
  if (ctx.actor.kind === 'anonymous') {
    throw new FourlineError('unauthenticated', 'sign_in_needed', 'Please sign in first.')
  }
  const name = safeName(incoming.name)
  const { sha256, bytes } = await ctx.files.put(incoming.content, maxFileBytes)
  return { name, mediaType: incoming.mediaType, sha256, bytes }
}

type Stored = { name: string; mediaType: string; bytes: number; sha256: string }

/** Makes stored bytes a file that the context's actor may attach. */
export async function keepFile(ctx: Context, tx: Tx, stored: Stored): Promise<StoredFileView> {
  const id = newId<FileId>(ctx.now.getTime())
  const view = {
    id,
    name: safeName(stored.name),
    mediaType: plainMediaType(stored.mediaType),
    bytes: stored.bytes,
  }
  await tx
    .insertInto('files')
    .values({
      id,
      account_id: ctx.actor.kind === 'contact' ? ctx.actor.accountId : null,
      uploaded_by: uploaderOf(ctx.actor),
      case_id: null,
      entry_id: null,
      name: view.name,
      media_type: view.mediaType,
      bytes: stored.bytes,
      sha256: stored.sha256,
      created_at: ctx.now,
    })
    .execute()
  return view
}

/** The last part of the name, without what a screen, a header or a disk could trip over. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  // Control characters, and marks that turn the direction of writing around.
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 255)
  if (clean === '') throw invalid('file', 'The file has no name.')
  return clean
}
