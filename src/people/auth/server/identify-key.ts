import { sql } from 'kysely'
import { type Actor, type Shared, type StaffRole, timeOf } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { keyHash, keyPrefix } from './key-hash.ts'

/** What each scope of a key permits (`app/permissions.ts`). */
export type KeyScopes = Readonly<Record<string, readonly string[]>>

type Found = {
  id: string
  name: string
  scopes: string[]
  lastUsedAt: Date | null
  staffId: StaffId
  staffRole: StaffRole
  staffTimeZone: string
  isDemo: boolean | null
}

/** The key in an `Authorization: Bearer …` header; undefined without one. */
export function readBearer(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^bearer +(\S+) *$/i.exec(header)?.[1]
}

/**
 * For whom a key speaks: the person who made it with the role they have now, held to the key's scopes. Nothing
 * is kept between requests, so a key that has ended is refused already.
 * @throws 401 `key_refused` for a key that is unknown, has ended or expired, or whose maker has left
 */
export async function identifyKey(
  shared: Shared,
  key: string,
  keyScopes: KeyScopes,
  demoIsOpen: boolean,
): Promise<Actor> {
  const now = timeOf(shared)
  const found = key.startsWith(keyPrefix) ? await readKey(shared, key, now) : undefined
  if (found === undefined || (found.isDemo === true && !demoIsOpen)) {
    throw new FourlineError(
      'unauthenticated',
      'key_refused',
      'This key is not known, or it works no more. An admin can make another.',
    )
  }
  noteUse(shared, found, now)
  return {
    kind: 'staff',
    role: found.staffRole,
    userId: `key:${found.id}`,
    staffId: found.staffId,
    name: `Key: ${found.name}`,
    timeZone: found.staffTimeZone,
    language: 'en',
    key: { id: found.id, permissions: found.scopes.flatMap((scope) => keyScopes[scope] ?? []) },
  }
}

/** One round trip; the function of the database sees keys before anybody is known. */
async function readKey({ db }: Shared, key: string, now: Date): Promise<Found | undefined> {
  const { rows } = await sql<Found>`select * from person_of_key(${keyHash(key)}, ${now})`.execute(db)
  return rows[0]
}

/** At most once a minute, and no request waits for it. */
function noteUse({ db, log }: Shared, { id, lastUsedAt }: Found, now: Date): void {
  if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < 60_000) return
  sql`select note_use_of_key(${id}, ${now})`
    .execute(db)
    .catch((error: unknown) => log.warn('The use of a key was not noted', { error }))
}
