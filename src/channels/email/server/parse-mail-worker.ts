// Runs in a worker thread with little memory and a deadline: what a stranger sent is taken apart only here.
import { parentPort, workerData } from 'node:worker_threads'
import { cleanText } from '../domain/clean-text.ts'
import type { ParsedByWorker } from './mail-limits.ts'
import { readRawMail } from './parse-mail-parts.ts'

parentPort?.postMessage(await parse(Buffer.from(workerData)))

async function parse(message: Buffer): Promise<ParsedByWorker> {
  try {
    return await readRawMail(message)
  } catch (error) {
    const problem = error instanceof Error ? cleanText(error.message).slice(0, 200) : 'It is broken.'
    return { ok: false, problem }
  }
}
