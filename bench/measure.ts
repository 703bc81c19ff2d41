/** What one block of work came to: operations a second and latencies in milliseconds. */
export type Block = { count: number; perSecond: number; p50: number; p95: number }

/** Runs each worker's operation again and again for `ms`, all at once. The load ends by itself. */
export async function measureBlock(workers: readonly (() => Promise<unknown>)[], ms: number): Promise<Block> {
  const took: number[] = []
  const startedAt = performance.now()
  const endsAt = startedAt + ms
  await Promise.all(
    workers.map(async (work) => {
      while (performance.now() < endsAt) {
        const from = performance.now()
        await work()
        took.push(performance.now() - from)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1_000
  const sorted = took.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { count: took.length, perSecond: took.length / seconds, p50: at(0.5), p95: at(0.95) }
}

export type Spread = { median: number; least: number; most: number }

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 }
}
