import type { ReadMail } from '../domain/read-mail.ts'

/** What one message may cost. Beyond, it is kept as it arrived and people look at it. */
export const mailLimits = {
  messageBytes: 25_000_000,
  /** Beyond, or with too many fields, a message is not read: nobody could say for sure who sent it. */
  headerBytes: 2_000_000,
  partHeaderBytes: 200_000,
  /** Bytes of all text parts that are made readable; a longer one is attached as it came. */
  readableBytes: 2_000_000,
  /** HTML beyond one of these is not laid out: its tags are left out and that is all. */
  htmlCharacters: 1_000_000,
  htmlTags: 50_000,
  htmlDepth: 300,
  /** Characters times the depth of quotes within quotes. */
  htmlIndented: 4_000_000,
  uuencodedLines: 400_000,
  /** UTF-8 bytes of text kept on a case; a longer text is attached whole. */
  textBytes: 100_000,
  parts: 500,
  depth: 30,
  addresses: 200,
  references: 200,
  recipients: 50,
  readingMs: 5_000,
  /** What a process that reads may hold, enforced from outside; after one message, to read another. */
  readingBytes: 256_000_000,
  keptReaderBytes: 190_000_000,
  readingHeapMegabytes: 160,
}

/** The message as it was read and the bytes of its attachments, in the same order. */
export type ParsedMail = { ok: true; mail: ReadMail; contents: Uint8Array[] } | { ok: false; problem: string }
