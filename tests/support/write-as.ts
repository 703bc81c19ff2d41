import { writeMessage } from '#desk/messages/server/write-message.ts'
import type { Person } from './build-contact.ts'
import type { TestApp } from './test-app.ts'

type Message = {
  reference: string
  at: Date
  body?: string
  kind?: 'reply' | 'note'
  status?: 'waiting_customer'
}

/** Somebody writes on a case at an instant: a public reply, unless it is said to be a note. */
export function writeAs(app: TestApp, by: Person, { at, ...message }: Message) {
  return writeMessage(app.context(by.actor, at), { kind: 'reply', body: 'We look into it.', ...message })
}
