import type { ReadMail } from '../domain/read-mail.ts'
import type { SenderChecks } from '../domain/sender-verdict.ts'
import { mailLimits } from './mail-limits.ts'
import type { ShownMail } from './read-shown-parts.ts'

/** How a message reached us, as far as SPF asks. */
export type Delivery = {
  remoteAddress: string | null
  helo: string | null
  envelopeFrom: string
  mta: string
}

/** What DNS answered, by type and name; an error by its code. */
export type DnsKnown = [question: string, answer: { found: unknown } | { code: string }][]

/** What is asked of a reader, beside the bytes of a message. */
export type ReaderTask =
  | { what: 'read' }
  | { what: 'show' }
  | { what: 'check'; delivery: Delivery; known: DnsKnown }

/**
 * What it answers, beside the bytes of the attachments. `asked`: what DNS has to be asked first. `froms`: the From
 * fields as what checks signatures reads them, unfolded.
 */
export type ReaderAnswer =
  | { what: 'read'; mail: ReadMail; sizes: number[] }
  | { what: 'shown'; shown: ShownMail }
  | { what: 'checked'; checks: SenderChecks; froms: string[] }
  | { what: 'asked'; questions: string[] }
  | { what: 'failed'; problem: string }
  | { what: 'ready' }

/** A frame is two lengths, a text in JSON, and bytes. */
const headBytes = 8

/** No message of the size that is taken becomes more than this; what claims to is no answer. */
const mostBytes = 6 * mailLimits.messageBytes

export function frameOf(text: ReaderTask | ReaderAnswer, contents: readonly Uint8Array[]): Uint8Array[] {
  const json = Buffer.from(JSON.stringify(text))
  const head = Buffer.alloc(headBytes)
  head.writeUInt32BE(json.length)
  head.writeUInt32BE(
    contents.reduce((sum, content) => sum + content.length, 0),
    4,
  )
  return [head, json, ...contents]
}

/** Puts frames together from what a pipe brings; each goes one at a time. */
export class Frames<Text> {
  #head = Buffer.alloc(0)
  #frame: Buffer | undefined
  #taken = 0

  /**
   * Adds what came.
   * @returns undefined while the frame is not whole; throws for what is none
   */
  add(chunk: Buffer): { text: Text; contents: Buffer } | undefined {
    let rest = chunk
    if (this.#frame === undefined) {
      this.#head = Buffer.concat([this.#head, rest])
      if (this.#head.length < headBytes) return undefined
      const whole = headBytes + this.#head.readUInt32BE() + this.#head.readUInt32BE(4)
      if (whole > mostBytes) throw new Error('What came from a reader of mail is no answer')
      this.#frame = Buffer.allocUnsafe(whole)
      this.#taken = 0
      rest = this.#head
      this.#head = Buffer.alloc(0)
    }
    if (this.#taken + rest.length > this.#frame.length) throw new Error('A reader of mail said too much')
    this.#taken += rest.copy(this.#frame, this.#taken)
    if (this.#taken < this.#frame.length) return undefined
    const frame = this.#frame
    this.#frame = undefined
    const end = headBytes + frame.readUInt32BE()
    const text: Text = JSON.parse(frame.toString('utf8', headBytes, end))
    return { text, contents: frame.subarray(end) }
  }
}
