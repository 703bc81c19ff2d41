import './template-tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { Seal } from '#platform/seal.ts'
import { domainOf } from '../domain/sender-verdict.ts'

export type SigningKey = { domainName: string; keySelector: string; privateKey: string }

/**
 * The key that signs what an address sends: the newest whose record is published. Undefined where there is none, or
 * where it cannot be opened any more: mail that nobody signed is better than mail that nobody gets.
 */
export async function readSigningKey(
  ctx: Context,
  tx: Tx,
  address: string,
  seal: Seal,
): Promise<SigningKey | undefined> {
  const key = await tx
    .selectFrom('dkim_keys')
    .select(['domain', 'selector', 'sealed_private_key'])
    .where('domain', '=', domainOf(address).toLowerCase())
    .where('seen_at', 'is not', null)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (key === undefined) return undefined
  try {
    const privateKey = seal.open(key.sealed_private_key)
    return { domainName: key.domain, keySelector: key.selector, privateKey }
  } catch (error) {
    ctx.log.error('A signing key cannot be opened, mail leaves unsigned', { selector: key.selector, error })
    return undefined
  }
}
