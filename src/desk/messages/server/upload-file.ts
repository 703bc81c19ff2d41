import type { StoredFileView } from '#desk/messages/server/store-file.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import type { Context } from '#platform/context.ts'
import { FourlineError, invalid } from '#platform/errors.ts'
import type { Exchange } from '#platform/http/route.ts'

/** Takes the multipart field `file`, streaming: nothing is held in memory. */
export async function uploadFile(
  ctx: Context,
  _input: unknown,
  { request }: Exchange,
): Promise<StoredFileView> {
  if (!request.isMultipart()) {
    throw new FourlineError(
      'invalid',
      'media_type',
      'A file is sent as multipart/form-data, in the field “file”.',
    )
  }
  const part = await request.file()
  if (part === undefined || part.fieldname !== 'file')
    throw invalid('file', 'Send the file in the field “file”.')
  const stored = await storeFile(ctx, { name: part.filename, mediaType: part.mimetype, content: part.file })
  if (part.file.truncated)
    throw new FourlineError('too_large', 'file_too_large', 'A file may be up to 25 MB.')
  return stored
}
