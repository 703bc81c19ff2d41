import { randomBytes } from 'node:crypto'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { forbidden, invalid } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { makeKeyEndpoint } from '../domain/key-contract.ts'
import { keyHash, keyPrefix } from './key-hash.ts'
import { keyQuery, keyViewOf } from './key-query.ts'

/**
 * Makes a key that speaks for the admin who asks, within its scopes and never beyond what that person may do at
 * the moment of use (SPEC 12.3). The key is in the answer and nowhere else.
 * @param known the scopes there are
 */
export async function makeKey(
  ctx: Context,
  input: InputOf<typeof makeKeyEndpoint>,
  known: readonly string[],
): Promise<ResponseOf<typeof makeKeyEndpoint>> {
  requireVendor(ctx, 'admin')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw forbidden('person_needed', 'A key speaks for a person, who makes it.')
  const unknown = input.scopes.find((scope) => !known.includes(scope))
  if (unknown !== undefined) throw invalid('scopes', `There is no scope “${unknown}”.`, 'unknown_scope')
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt)
  if (expiresAt !== null && expiresAt <= ctx.now)
    throw invalid('expiresAt', 'This moment has passed already.', 'expiry_passed')
  const secret = keyPrefix + randomBytes(32).toString('base64url')
  const id = newId<string>(ctx.now.getTime())
  return ctx.transaction(async (tx) => {
    await tx
      .insertInto('api_keys')
      .values({
        id,
        name: input.name,
        hash: keyHash(secret),
        hint: secret.slice(0, keyPrefix.length + 4),
        scopes: known.filter((scope) => input.scopes.includes(scope)),
        created_by: actor.staffId,
        created_at: ctx.now,
        expires_at: expiresAt,
      })
      .execute()
    const detail = { name: input.name, scopes: input.scopes, expiresAt: input.expiresAt ?? null }
    await record(ctx, tx, { action: 'key.made', subjectType: 'key', subjectId: id, detail })
    await announce(tx, { topic: 'keys', id, version: 1, accountId: null })
    const row = await keyQuery(tx).where('key.id', '=', id).executeTakeFirstOrThrow()
    return { key: keyViewOf(row, ctx.now), secret }
  })
}
