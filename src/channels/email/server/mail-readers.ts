import { mailLimits } from './mail-limits.ts'
import type { ReaderAnswer, ReaderTask } from './reader-frames.ts'
import { type Reader, type ReaderEnd, startReader } from './start-reader.ts'

export type MailReaders = {
  /**
   * Gives a message to one of them. Never throws: what cannot be done is `failed`.
   * @param spentMs what readers have spent on it before: it counts against the time a message may take
   */
  ask(task: ReaderTask, raw: Buffer, spentMs?: number): Promise<Asked>
  /** The longest that one of them was busy with a message, and the most memory it was seen with. */
  peaks(): Readonly<{ milliseconds: number; bytes: number }>
  /** Ends all of them; messages that are being read then are not. */
  close(): void
}

export type Asked = { answer: ReaderAnswer; contents: Buffer; milliseconds: number }

/** Crashes that a message may cause before people look at it; what is too slow is not tried again. */
const mostTries = 3

const problems: Record<ReaderEnd, string> = {
  late: 'Reading it took too long.',
  large: 'Reading it took too much memory.',
  died: 'Reading it failed.',
}

/**
 * Some processes that read messages, started when they are first needed and kept. Each message has a deadline
 * and little memory, enforced from outside, so that none can harm the server, hold its event loop or make
 * others wait: a reader that is ended fails only what it was reading.
 * @param script what they run, see `answerMessages`
 */
export function createMailReaders({ count, script }: { count: number; script: URL }): MailReaders {
  const idle: Reader[] = []
  const busy = new Set<Reader>()
  const waiting: (() => void)[] = []
  const peaks = { milliseconds: 0, bytes: 0 }
  let free = count
  let closed = false

  async function ask(task: ReaderTask, raw: Buffer, spentMs = 0): Promise<Asked> {
    while (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    free--
    try {
      return await tryToRead(task, raw, spentMs)
    } finally {
      free++
      waiting.shift()?.()
    }
  }

  async function tryToRead(task: ReaderTask, raw: Buffer, before: number): Promise<Asked> {
    let milliseconds = 0
    for (let attempt = 1; ; attempt++) {
      const reader = takeIdle() ?? startReader(script)
      busy.add(reader)
      await reader.ready
      const startedAt = performance.now()
      const left = mailLimits.readingMs - before - milliseconds
      const answer = left > 0 ? await reader.ask(task, raw, left) : 'late'
      milliseconds += performance.now() - startedAt
      busy.delete(reader)
      notePeaks(reader, before + milliseconds)
      keepOrEnd(reader)
      if (typeof answer !== 'string') return { answer: answer.text, contents: answer.contents, milliseconds }
      const isOver = closed || answer === 'late' || attempt === mostTries
      if (isOver) return { ...failed(problems[answer]), milliseconds }
    }
  }

  /** One that ended while it waited, as under a system that runs out of memory, harms no message. */
  function takeIdle(): Reader | undefined {
    let reader = idle.pop()
    while (reader?.hasEnded() === true) reader = idle.pop()
    return reader
  }

  function notePeaks(reader: Reader, spentMs: number): void {
    peaks.milliseconds = Math.max(peaks.milliseconds, spentMs)
    peaks.bytes = Math.max(peaks.bytes, reader.memory().peak)
  }

  function keepOrEnd(reader: Reader): void {
    const isKept = !closed && !reader.hasEnded() && reader.memory().now <= mailLimits.keptReaderBytes
    if (isKept) idle.push(reader)
    else reader.end()
  }

  const close = () => {
    closed = true
    process.off('exit', close)
    for (const reader of [...idle, ...busy]) reader.end()
  }
  process.once('exit', close)
  return { ask, peaks: () => peaks, close }
}

function failed(problem: string): Pick<Asked, 'answer' | 'contents'> {
  return { answer: { what: 'failed', problem }, contents: Buffer.alloc(0) }
}
