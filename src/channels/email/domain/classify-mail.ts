import { type Bounce, bouncesOf } from './bounces.ts'
import { mailClass, type MailClass } from './mail-class.ts'
import type { ReadMail } from './read-mail.ts'
import { readSections } from './report-sections.ts'

export type Classified = { mailClass: MailClass; bounces: Bounce[] }

/**
 * What kind of mail this is, and whom it reports as not reached where it is a bounce.
 * @param raw the beginning of the message, each byte as one character (latin1)
 * @param around what the message itself does not say: the sender of its envelope, and our address
 */
export function classifyMail(
  mail: Pick<ReadMail, 'headers' | 'subject' | 'calendarMethod' | 'messageId'>,
  raw: string,
  around: { envelopeFrom: string; supportAddress: string },
): Classified {
  const sections = readSections(raw)
  const found = mailClass({ ...mail, ...around, sections })
  return { mailClass: found, bounces: found === 'bounce' ? bouncesOf(raw, sections) : [] }
}
