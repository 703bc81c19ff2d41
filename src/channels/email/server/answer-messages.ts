import { cleanText } from '../domain/clean-text.ts'
import { frameOf, Frames, type ReaderAnswer, type ReaderTask } from './reader-frames.ts'

export type Answer = { text: ReaderAnswer; contents?: readonly Uint8Array[] }

/**
 * The reader's side: does one task after another that standard input brings, and answers on standard output.
 * Ends with its input, so that no reader outlives the server.
 */
export function answerMessages(work: (task: ReaderTask, raw: Buffer) => Promise<Answer>): void {
  const frames = new Frames<ReaderTask>()
  process.stdin.on('data', (chunk: Buffer) => {
    const asked = frames.add(chunk)
    if (asked !== undefined) void done(work, asked.text, asked.contents).then(say)
  })
  process.stdin.on('end', () => process.exit())
  say({ text: { what: 'ready' } })
}

function say({ text, contents = [] }: Answer): void {
  for (const piece of frameOf(text, contents)) process.stdout.write(piece)
}

async function done(
  work: (task: ReaderTask, raw: Buffer) => Promise<Answer>,
  task: ReaderTask,
  raw: Buffer,
): Promise<Answer> {
  try {
    return await work(task, raw)
  } catch (error) {
    const problem = error instanceof Error ? cleanText(error.message).slice(0, 200) : 'It is broken.'
    return { text: { what: 'failed', problem } }
  }
}
