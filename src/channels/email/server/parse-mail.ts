import { Worker } from 'node:worker_threads'
import { mailLimits, type ParsedByWorker } from './mail-limits.ts'

/**
 * Reads a raw message in a thread of its own, with a deadline and little memory, so that no message can
 * harm the process. Never throws: what cannot be read is `{ok: false, problem}`.
 */
export function parseMail(raw: Buffer): Promise<ParsedByWorker> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./parse-mail-worker.ts', import.meta.url), {
      workerData: raw,
      resourceLimits: { maxOldGenerationSizeMb: mailLimits.readingMegabytes, stackSizeMb: 4 },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdout: true,
      stderr: true,
    })
    const done = (answer: ParsedByWorker) => {
      clearTimeout(deadline)
      resolve(answer)
      void worker.terminate()
    }
    const deadline = setTimeout(
      () => done({ ok: false, problem: 'Reading it took too long.' }),
      mailLimits.readingMs,
    )
    worker.once('message', (answer: ParsedByWorker) => done(answer))
    worker.once('error', () => done({ ok: false, problem: 'Reading it failed.' }))
    worker.once('exit', () => done({ ok: false, problem: 'Reading it was given up.' }))
  })
}
