import type { FastifyReply } from 'fastify'
import type { Context } from '#platform/context.ts'
import { answered } from '#platform/http/route.ts'

type StoredFile = { name: string; media_type: string; bytes: number; sha256: string }

/** Sends a stored file; never shown in place, so that nothing in it can run here. */
export function sendFile(
  { files }: Context,
  reply: FastifyReply,
  { name, media_type: mediaType, bytes, sha256 }: StoredFile,
): typeof answered {
  void reply
    .header('content-type', mediaType)
    .header('content-length', bytes)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', 'sandbox')
    .header('cache-control', 'private, max-age=300')
    .send(files.read(sha256))
  return answered
}
