type Waiting<In, Out> = { item: In; resolve(result: Out): void; reject(error: unknown): void }

/**
 * Work of one kind that comes while some is under way is done together next, in one go: many that commit at the same
 * time share one transaction. Where such a go fails, each is tried alone, so that nobody fails for another.
 * @param work answers in the order of its items
 */
export function gather<In, Out>(
  work: (items: readonly In[]) => Promise<readonly Out[]>,
  most = 64,
): (item: In) => Promise<Out> {
  let waiting: Waiting<In, Out>[] = []
  let isRunning = false

  async function run(): Promise<void> {
    isRunning = true
    while (waiting.length > 0) {
      const together = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await settle(together)
    }
    isRunning = false
  }

  async function settle(together: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await work(together.map((one) => one.item))
      for (const [at, one] of together.entries()) one.resolve(results[at] as Out)
    } catch (error) {
      if (together.length === 1) return together[0]?.reject(error)
      for (const one of together) await settle([one])
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isRunning) void run()
    })
}
