import { addAccount } from '#people/accounts/server/add-account.ts'
import { addCertification } from '#people/accounts/server/add-certification.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { addEnvironment } from '#people/accounts/server/add-environment.ts'
import { addProduct } from '#people/accounts/server/add-product.ts'
import { addStaff } from '#people/auth/server/add-staff.ts'
import { joinLine } from '#desk/lines/server/join-line.ts'
import type { Actor, Context } from '#platform/context.ts'
import type { AccountId, ContactId, StaffId } from '#platform/ids.ts'
import { demoAgreements } from './agreements.ts'
import {
  type AccountKey,
  type ContactKey,
  type DemoContact,
  demoAccounts,
  demoPassword,
  demoProducts,
  demoStaff,
  type StaffKey,
} from './people.ts'

/** Who is who in the demo: everybody as an actor, by the key the scripts use. */
export type DemoCast = {
  accounts: Map<AccountKey, AccountId>
  contacts: Map<ContactKey, { id: ContactId; actor: Actor }>
  staff: Map<StaffKey, { id: StaffId; actor: Actor }>
}

/** Makes products, staff on their lines, accounts, contacts and environments; all share one password. */
export async function seedPeople(ctx: Context): Promise<DemoCast> {
  for (const product of demoProducts) await addProduct(ctx, product)
  const cast: DemoCast = { accounts: new Map(), contacts: new Map(), staff: new Map() }
  for (const { key, lines, ...person } of demoStaff) {
    const { id } = await addStaff(ctx, { ...person, password: demoPassword })
    for (const line of lines) await joinLine(ctx, { line, staffId: id })
    const { name, role, timeZone } = person
    cast.staff.set(key, { id, actor: { kind: 'staff', role, userId: id, staffId: id, name, timeZone } })
  }
  for (const { key, name, contacts } of demoAccounts) {
    const { id } = await addAccount(ctx, { name })
    cast.accounts.set(key, id)
    for (const contact of contacts) cast.contacts.set(contact.key, await seedContact(ctx, id, contact))
    for (const environment of demoAgreements.find(({ account }) => account === key)?.environments ?? [])
      await addEnvironment(ctx, { accountId: id, productCode: 'studio', ...environment })
  }
  return cast
}

async function seedContact(
  ctx: Context,
  accountId: AccountId,
  contact: DemoContact,
): Promise<{ id: ContactId; actor: Actor }> {
  const { name, email, timeZone, isAccountAdmin = false, certification } = contact
  const { id } = await addContact(ctx, {
    accountId,
    name,
    email,
    timeZone,
    isAccountAdmin,
    password: demoPassword,
  })
  if (certification !== undefined) {
    const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
    const dates = { validFrom: today.toString(), validUntil: today.add({ years: 3 }).toString() }
    await addCertification(ctx, { contactId: id, kind: certification, ...dates })
  }
  const role = isAccountAdmin ? 'contact_admin' : 'contact'
  return { id, actor: { kind: 'contact', role, userId: id, contactId: id, accountId, name, timeZone } }
}
