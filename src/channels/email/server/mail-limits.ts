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

/** So many messages at once, filled again within so many seconds. */
export type Rate = { messages: number; seconds: number }

/** What one who hands mail over may use. Beyond, it is asked to come again later, and loses nothing. */
export const intakeLimits = {
  connections: 200,
  /** Of one network (an IPv4 address, the /64 of an IPv6 one), unless it is this machine. */
  connectionsOfNetwork: 20,
  messagesOfConnection: 1_000,
  /** Between two messages. */
  commands: 200,
  /** Without a byte. */
  idleMs: 60_000,
  /** From one message to the end of the next, at whatever speed its bytes come. */
  messageMs: 10 * 60_000,
  proxyHeaderMs: 5_000,
  /** Of one network, and of one sender of an envelope in it. Above what makes a flood, whose messages are kept. */
  rates: {
    network: { messages: 30_000, seconds: 600 },
    sender: { messages: 12_000, seconds: 600 },
  },
}
export type IntakeLimits = typeof intakeLimits

/** The message as it was read and the bytes of its attachments, in the same order. */
export type ParsedMail = { ok: true; mail: ReadMail; contents: Uint8Array[] } | { ok: false; problem: string }
