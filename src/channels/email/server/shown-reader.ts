import type { Context } from '#platform/context.ts'
import { mailReaders } from './parse-mail.ts'
import type { ReadShown } from './read-shown-parts.ts'

/** Reads a stored message for showing, by the hash of its bytes. */
export type ShownReader = (ctx: Context, sha256: string) => Promise<ReadShown>

const keptMs = 300_000
const keptAtMost = 12
const readAtOnce = 2

type Kept = { until: number; read: Promise<ReadShown> }

/**
 * A reader that keeps the last few messages for some minutes, since a message is asked for again for each of its
 * pictures. What it keeps and how much it reads at once has a bound; the bytes under a hash never change.
 */
export function createShownReader(): ShownReader {
  const kept = new Map<string, Kept>()
  const turns: Promise<unknown>[] = Array.from({ length: readAtOnce }, () => Promise.resolve())
  let next = 0
  return (ctx, sha256) => {
    const now = ctx.now.getTime()
    for (const [key, { until }] of kept) if (until < now) kept.delete(key)
    const known = kept.get(sha256)
    if (known !== undefined) return known.read
    const turn = next++ % readAtOnce
    const read = (turns[turn] ?? Promise.resolve()).then(async () => show(await bytesOf(ctx, sha256)))
    turns[turn] = read.catch(() => undefined)
    kept.set(sha256, { until: now + keptMs, read })
    // Bytes that could not be fetched are asked for anew; what cannot be read stays so.
    read.catch(() => kept.delete(sha256))
    const [oldest] = kept.keys()
    if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
    return read
  }
}

/** Never throws: what cannot be read, or not in time, is `{ok: false, problem}`. */
async function show(raw: Buffer): Promise<ReadShown> {
  const { answer } = await mailReaders().ask({ what: 'show' }, raw)
  if (answer.what === 'shown') return { ok: true, shown: answer.shown }
  return { ok: false, problem: answer.what === 'failed' ? answer.problem : 'Reading it failed.' }
}

async function bytesOf(ctx: Context, sha256: string): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of ctx.files.read(sha256)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
