import { keyScopes } from '#app/permissions.ts'
import { makeKey } from '#people/auth/server/make-key.ts'
import type { Person } from './build-contact.ts'
import type { TestApp } from './test-app.ts'

const wanted = { name: 'Billing sync', scopes: ['read:cases'] }

/** A key as an admin makes it, with what stands in its header. */
export async function buildSecretKey(
  app: TestApp,
  by: Person,
  more: Partial<typeof wanted & { expiresAt: string }> = {},
) {
  const { key, secret } = await makeKey(app.context(by.actor), { ...wanted, ...more }, Object.keys(keyScopes))
  return { id: key.id, secret: secret ?? '', headers: { authorization: `Bearer ${secret}` } }
}

export async function buildKey(app: TestApp, by: Person): Promise<string> {
  return (await buildSecretKey(app, by)).id
}
