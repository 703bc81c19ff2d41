import { addCertification } from '#people/accounts/server/add-certification.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import type { Actor } from '#platform/context.ts'
import type { ContactId } from '#platform/ids.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import type { TestAccount } from './build-account.ts'
import { buildLogin } from './build-login.ts'
import type { TestApp } from './test-app.ts'

export type Person = { name: string; email: string; actor: Actor }
export type TestContact = Person & { id: ContactId }

type Wanted = { name?: string; seat?: boolean; isAdmin?: boolean; certified?: boolean; timeZone?: string }

let count = 0

/** A person at an account who can sign in; with a seat, unless it is said that they have none. */
export async function buildContact(
  app: TestApp,
  account: TestAccount,
  wanted: Wanted = {},
): Promise<TestContact> {
  const { seat = true, isAdmin = false, certified = false, timeZone = 'UTC' } = wanted
  const name = wanted.name ?? `Contact ${(count += 1)}`
  const email = `person-${(count += 1)}@customer.example`
  const userId = await buildLogin(app, { name, email })
  const ctx = app.system()
  const { id } = await addContact(ctx, {
    accountId: account.id,
    name,
    email,
    timeZone,
    isAccountAdmin: isAdmin,
  })
  if (seat) await giveSeat(ctx, { agreementId: account.agreementId, contactId: id })
  if (certified) await addCertification(ctx, { contactId: id, kind: 'developer', validFrom: '2020-01-01' })
  const role = isAdmin ? 'contact_admin' : 'contact'
  const actor: Actor = {
    kind: 'contact',
    role,
    userId,
    contactId: id,
    accountId: account.id,
    name,
    timeZone,
    language: 'en',
  }
  return { id, name, email, actor }
}
