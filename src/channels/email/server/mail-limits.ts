import type { ReadMail } from '../domain/read-mail.ts'

/** What one message may cost. Beyond, it is kept as it arrived and people look at it. */
export const mailLimits = {
  messageBytes: 25_000_000,
  headerBytes: 2_000_000,
  htmlCharacters: 5_000_000,
  /** UTF-8 bytes of text kept on a case; a longer text is attached whole. */
  textBytes: 100_000,
  parts: 500,
  addresses: 200,
  references: 200,
  recipients: 50,
  readingMs: 10_000,
  readingMegabytes: 256,
}

/** What the worker answers: the message and the bytes of its attachments, in the same order. */
export type ParsedByWorker =
  | { ok: true; mail: ReadMail; contents: Uint8Array[] }
  | { ok: false; problem: string }
