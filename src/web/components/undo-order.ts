/** What can be taken back by the keys, each once. */
export type UndoOrder = {
  /** @param until when it ends, epoch milliseconds. Returns how to leave again. */
  add: (undo: () => void, until: number) => () => void
  /** Takes back what was done last and is there still; false where nothing is. */
  undoLast: () => boolean
}

/** All windows are as long, so what ends last was done last. */
export function undoOrder(): UndoOrder {
  const waiting = new Set<{ undo: () => void; until: number }>()
  return {
    add(undo, until) {
      const one = { undo, until }
      waiting.add(one)
      return () => waiting.delete(one)
    },
    undoLast() {
      const last = [...waiting].toSorted((one, other) => one.until - other.until).at(-1)
      if (last === undefined) return false
      waiting.delete(last)
      last.undo()
      return true
    },
  }
}
