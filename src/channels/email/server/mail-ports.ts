import type { Context, Tx } from '#platform/context.ts'
import type { CaseId, ContactId, FileId } from '#platform/ids.ts'
import type { DnsResolver } from './dns.ts'

/** A fresh mail as the desk takes it: product, type and topic are not known yet. */
export type MailCase = {
  contactId: ContactId
  channel: 'email'
  type: null
  productCode: null
  priority: 'medium'
  subject: string
  description: string
  /** When the server accepted it; the clocks start here (SPEC 4.3). */
  receivedAt: Date
  attachmentIds: FileId[]
}

/** `reference` is null where the decision opened none; its reasons say why. */
export type OpenedCase = { reference: string | null; reasons?: readonly { text: string }[] }

export type MailReply = {
  caseId: CaseId
  contactId: ContactId
  body: string
  channel: 'email'
  attachmentIds: FileId[]
  at: Date
}

export type IncomingFile = { name: string; mediaType: string; bytes: number; sha256: string }

export type AdoptedMail = { type: 'mail_adopted'; receivedAt: string; from: string; verified: boolean }

/** What mail intake asks of the desk and of the world. All join the context's open transaction. */
export type MailPorts = {
  resolver: DnsResolver
  openCase(ctx: Context, input: MailCase): Promise<OpenedCase>
  receiveMessage(ctx: Context, input: MailReply): Promise<unknown>
  /** Makes stored bytes a file that the context's actor may attach. */
  storeFile(ctx: Context, tx: Tx, file: IncomingFile): Promise<FileId>
  writeEvent(ctx: Context, tx: Tx, input: { caseId: CaseId; event: AdoptedMail }): Promise<void>
}
