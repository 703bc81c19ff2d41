import type { MailboxTrouble } from '../domain/mailbox-trouble.ts'

/** Why a mailbox cannot be read, already named; the message is what was said, for whoever mends it. */
export class MailboxError extends Error {
  override name = 'MailboxError'
  readonly trouble: MailboxTrouble

  constructor(trouble: MailboxTrouble, message: string, cause?: unknown) {
    super(message, { cause })
    this.trouble = trouble
  }
}
