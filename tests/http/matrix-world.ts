import { randomUUID } from 'node:crypto'
import { receiveTriage } from '../support/build-triage.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildAnsweredCase, buildCase, buildSolvedCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import type { TestApp } from '../support/test-app.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { addStaff } from '#people/auth/server/add-staff.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'

/** Where what is asked for belongs: to the asker's account, to another, or to none because it is not there. */
export type Place = 'own' | 'other' | 'none'
export const places: readonly Place[] = ['own', 'other', 'none']

/** Words that stand in everything of an account, and in what is internal; an answer that has them has leaked. */
export const canary = { own: 'OWLCANARY', other: 'FOXCANARY', internal: 'MOLECANARY' }

type Side = { account: TestAccount; contact: TestContact; seatless: TestContact; accountAdmin: TestContact }
type State = 'new' | 'answered' | 'solved'

export type World = {
  app: TestApp
  vendor: TestVendor
  own: Side
  other: Side
  accountId(place: Place): string
  contactId(place: Place): string
  /** Somebody who was added a moment ago; the vendor's people belong to no account. */
  guestId(kind: 'staff' | 'contacts', place: Place): Promise<string>
  /** The reference of a case that nobody has used yet. */
  freshCase(place: Place, state: State): Promise<string>
  fileId(place: Place): Promise<string>
  triageId(place: Place): Promise<string>
}

/** Two customers with cases that were answered, noted on, and have a file each. */
export async function buildMatrixWorld(app: TestApp): Promise<World> {
  const vendor = await buildVendor(app)
  const own = await buildSide(app, canary.own)
  const other = await buildSide(app, canary.other)
  const sides = { own, other }
  const freshCase = async (place: Place, state: State) => {
    if (place === 'none') return 'FL-1'
    const by = sides[place].contact
    const words = `${canary[place]} ${randomUUID()}`
    const wanted = { by, agent: vendor.agent, subject: words, description: words }
    const build = { new: buildCase, answered: buildAnsweredCase, solved: buildSolvedCase }[state]
    const { reference } = await build(app, wanted)
    const note = { reference, kind: 'note' as const, body: `${canary.internal} ${words}` }
    await writeMessage(app.context(vendor.agent.actor), note)
    return reference
  }
  return {
    app,
    vendor,
    own,
    other,
    accountId: (place) => (place === 'none' ? randomUUID() : sides[place].account.id),
    contactId: (place) => (place === 'none' ? randomUUID() : sides[place].contact.id),
    freshCase,
    async guestId(kind, place) {
      if (place === 'none') return randomUUID()
      const person = { name: canary[place], email: `${randomUUID()}@guest.example` }
      if (kind === 'staff') return (await addStaff(app.system(), { ...person, role: 'agent' })).id
      return (await addContact(app.system(), { ...person, accountId: sides[place].account.id })).id
    },
    async fileId(place) {
      if (place === 'none') return randomUUID()
      const ctx = app.context(sides[place].contact.actor)
      const content = bytes(canary[place])
      const file = await storeFile(ctx, { name: `${canary[place]}.txt`, mediaType: 'text/plain', content })
      await buildCase(app, { by: sides[place].contact, attachmentIds: [file.id] })
      return file.id
    },
    triageId: async (place) => (place === 'none' ? randomUUID() : receiveTriage(app, canary[place])),
  }
}

async function buildSide(app: TestApp, word: string): Promise<Side> {
  const account = await buildAccount(app, { name: `${word} company` })
  return {
    account,
    contact: await buildContact(app, account, { name: `${word} contact` }),
    accountAdmin: await buildContact(app, account, { name: `${word} keeper`, isAdmin: true }),
    seatless: await buildContact(app, account, { name: `${word} colleague`, seat: false }),
  }
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
