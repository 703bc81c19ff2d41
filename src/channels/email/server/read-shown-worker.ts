// Runs in a worker thread with little memory and a deadline, like the first reading of a message.
import { parentPort, workerData } from 'node:worker_threads'
import { type ReadShown, readShownParts } from './read-shown-parts.ts'

parentPort?.postMessage(await read(Buffer.from(workerData)))

async function read(message: Buffer): Promise<ReadShown> {
  try {
    return await readShownParts(message)
  } catch {
    return { ok: false, problem: 'It is broken.' }
  }
}
