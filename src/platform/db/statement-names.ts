const mostNames = 1_000

export type StatementNames = {
  /** The name of a text, the same each time; undefined once there are a thousand, which only lists of different lengths make. */
  of(text: string): string | undefined
  /** Gives every text a new name, so that it is planned anew. */
  renew(): void
}

export function createStatementNames(): StatementNames {
  const names = new Map<string, string>()
  let edition = 0
  return {
    of(text) {
      const known = names.get(text)
      if (known !== undefined || names.size === mostNames) return known
      const name = `s${edition}_${names.size}`
      names.set(text, name)
      return name
    },
    renew() {
      names.clear()
      edition += 1
    },
  }
}
