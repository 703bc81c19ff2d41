import { randomUUID } from 'node:crypto'
import type { TestApp } from './test-app.ts'

/** A login without a password; people who are added with its address get it. Returns its id. */
export async function buildLogin(app: TestApp, person: { name: string; email: string }): Promise<string> {
  const id = randomUUID()
  await app.ownerPool.query(
    'insert into sign_in_users (id, name, email, "emailVerified") values ($1, $2, $3, true)',
    [id, person.name, person.email.toLowerCase()],
  )
  return id
}
