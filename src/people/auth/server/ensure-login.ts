import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { Tx } from '#platform/context.ts'

type Person = {
  name: string
  email: string
  password?: string | undefined
  now: Date
  /** Nobody has shown that the address is this person's, see `issueLink`. */
  unproved?: boolean
}

/**
 * The login of a person with this canonical address: the one there is, else a new one where a password is
 * given. A login that exists keeps its password; `setPassword` changes it. One whose address was never proved
 * is nobody else's: whoever reads the mail of that address takes it over with an invitation of their own.
 * @returns the login's id, or null where the person has none
 */
export async function ensureLogin(tx: Tx, person: Person): Promise<string | null> {
  const email = person.email.toLowerCase()
  const known = await findProvedLogin(tx, email)
  if (known !== null || person.password === undefined) return known
  const id = randomUUID()
  const dates = { createdAt: person.now, updatedAt: person.now }
  const added = await tx
    .insertInto('sign_in_users')
    .values({ id, name: person.name, email, emailVerified: person.unproved !== true, image: null, ...dates })
    .onConflict((taken) => taken.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  // Somebody added the same person at this moment.
  if (added === undefined) return findProvedLogin(tx, email)
  await storePassword(tx, id, person.password, person.now)
  return id
}

/** The same, where its address was proved. */
export async function findProvedLogin(tx: Tx, email: string): Promise<string | null> {
  const found = await tx
    .selectFrom('sign_in_users')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .where('emailVerified', '=', true)
    .executeTakeFirst()
  return found?.id ?? null
}

/** The login with this address, or null. */
export async function findLogin(tx: Tx, email: string): Promise<string | null> {
  const found = await tx
    .selectFrom('sign_in_users')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return found?.id ?? null
}

/** Replaces the password of a login; the plain text goes nowhere but into its scrypt hash. */
export async function storePassword(tx: Tx, userId: string, password: string, now: Date): Promise<void> {
  await tx
    .deleteFrom('sign_in_credentials')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
  await tx
    .insertInto('sign_in_credentials')
    .values({
      id: randomUUID(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: await hashPassword(password),
      createdAt: now,
      updatedAt: now,
    })
    .execute()
}
