import type { z } from 'zod'
import { fileView } from '#desk/messages/domain/contract.ts'
import { keepFile, storeBytes, storeFile } from '#desk/messages/server/store-file.ts'
import type { Context } from '#platform/context.ts'
import { FourlineError, invalid } from '#platform/errors.ts'
import { hashBody, keyedRequest, onceByKey } from '#platform/http/idempotency.ts'
import type { Exchange } from '#platform/http/route.ts'

/** Takes the multipart field `file`, streaming: nothing is held in memory. */
export async function uploadFile(
  ctx: Context,
  _input: unknown,
  { request }: Exchange,
): Promise<z.output<typeof fileView>> {
  if (!request.isMultipart()) {
    throw new FourlineError(
      'invalid',
      'media_type',
      'A file is sent as multipart/form-data, in the field “file”.',
    )
  }
  const part = await request.file().catch(refuseForm)
  if (part === undefined || part.fieldname !== 'file')
    throw invalid('file', 'Send the file in the field “file”.')
  const incoming = { name: part.filename, mediaType: part.mimetype, content: wholeForm(part.file) }
  const keyed = keyedRequest(ctx, request)
  if (keyed === undefined) return storeFile(ctx, incoming)
  // What was sent is known once its bytes lie on the disk; only then can it be told from an earlier sending.
  const stored = await storeBytes(ctx, incoming)
  const { name, sha256 } = stored
  const once = await onceByKey(ctx, { ...keyed, bodyHash: hashBody({ name, sha256 }) }, 201, (inner) =>
    inner.transaction((tx) => keepFile(inner, tx, stored)),
  )
  return fileView.parse(once.body)
}

/** The bytes of a file, as long as the form around it is one. */
async function* wholeForm(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* file
  } catch (error) {
    refuseForm(error)
  }
}

function refuseForm(error: unknown): never {
  if (error instanceof Error && 'code' in error) throw error
  throw new FourlineError('invalid', 'malformed_form', 'The form with the file is not complete.', {
    cause: error,
  })
}
