import '#people/auth/server/tables.ts'
import { createHash, randomBytes } from 'node:crypto'
import type { Context, Tx } from '#platform/context.ts'

/** Whether nobody can administer this installation yet. A demo has its admin. */
export async function waitsForFirstAdmin(tx: Tx): Promise<boolean> {
  const admin = await tx
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .where('user_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return admin === undefined
}

/**
 * A new code with which the first admin is made, or null once there is one. Only its hash is kept; codes that
 * were printed before stay right, so that a restart spoils nobody's page.
 */
export async function offerSetUp(ctx: Context): Promise<string | null> {
  return ctx.transaction(async (tx) => {
    if (!(await waitsForFirstAdmin(tx))) return null
    const code = randomBytes(20).toString('base64url')
    const tooOld = new Date(ctx.now.getTime() - 7 * 86_400_000)
    await tx.deleteFrom('set_up_codes').where('created_at', '<', tooOld).execute()
    await tx
      .insertInto('set_up_codes')
      .values({ code_hash: hashOf(code), created_at: ctx.now })
      .execute()
    return code
  })
}

export async function isSetUpCode(tx: Tx, code: string): Promise<boolean> {
  const found = await tx
    .selectFrom('set_up_codes')
    .select('created_at')
    .where('code_hash', '=', hashOf(code))
    .executeTakeFirst()
  return found !== undefined
}

/** A code has 160 random bits, so a fast hash keeps it. */
function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
