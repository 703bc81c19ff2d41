import { addMailbox } from '#channels/email/server/add-mailbox.ts'
import { keepMailboxes, type MailboxKeeper } from '#channels/email/server/keep-mailboxes.ts'
import type { MailboxNeeds } from '#channels/email/server/mailbox-needs.ts'
import type { MailboxInput, MailboxView } from '#channels/email/domain/mailbox-contract.ts'
import { createContext } from '#platform/context.ts'
import type { Person } from './build-contact.ts'
import type { TestApp } from './test-app.ts'

type Wanted = Partial<MailboxInput> & { host: string; port: number }

/** Settings of a mailbox without encryption, as a test server has it. */
export function mailboxSettings(wanted: Wanted): MailboxInput {
  return {
    name: 'Support',
    security: 'none',
    user: 'support@vendor.example',
    signIn: { kind: 'password', password: 'right' },
    folder: 'INBOX',
    afterwards: 'seen',
    moveTo: null,
    takes: 'new',
    ...wanted,
  }
}

export function mailboxNeeds(app: TestApp, floodAfter?: number): MailboxNeeds {
  return { outside: app.webhooks.outside, seal: app.mail.seal, floodAfter }
}

/** A mailbox as an admin adds it. */
export function buildMailbox(
  app: TestApp,
  by: Person,
  wanted: Wanted,
  at = new Date(),
): Promise<MailboxView> {
  return addMailbox(app.context(by.actor, at), { settings: mailboxSettings(wanted) }, mailboxNeeds(app))
}

/** Reads the mailboxes as a process of the product does. */
export function startKeeper(app: TestApp, floodAfter?: number): MailboxKeeper {
  return keepMailboxes(
    () => createContext(app.shared, { actor: { kind: 'system', name: 'Mailboxes' }, now: new Date() }),
    mailboxNeeds(app, floodAfter),
  )
}

let counter = 0

/** A message that no other test has; `more` fills it up. */
export function mailFrom(sender: string, subject: string, more = ''): string {
  counter += 1
  return [
    `From: ${sender}`,
    'To: support@vendor.example',
    `Subject: ${subject}`,
    `Message-ID: <${counter}.${process.pid}@sender.example>`,
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    '',
    `Text ${counter}.${more}`,
    '',
  ].join('\r\n')
}
