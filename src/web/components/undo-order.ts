/** What can be taken back by the keys, each once. */
export type UndoOrder = {
  /** @param until when it ends, epoch milliseconds. Returns how to leave again. */
  add: (undo: () => void, until: number) => () => void
  /** Ctrl+Z or ⌘Z: what was done last and is there still. Told by every button of the same key, it acts once. */
  byKey: (event: UndoKey) => void
}

type UndoKey = Pick<
  KeyboardEvent,
  'key' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'repeat' | 'defaultPrevented' | 'preventDefault'
>

/** All windows are as long, so what ends last was done last. */
export function undoOrder(): UndoOrder {
  const waiting = new Set<{ undo: () => void; until: number }>()
  return {
    add(undo, until) {
      const one = { undo, until }
      waiting.add(one)
      return () => waiting.delete(one)
    },
    byKey(event) {
      const isUndo = event.key.toLowerCase() === 'z' && (event.metaKey || event.ctrlKey) && !event.shiftKey
      // Keys that are held down take back no more than one.
      if (!isUndo || event.repeat || event.defaultPrevented) return
      const last = [...waiting].toSorted((one, other) => one.until - other.until).at(-1)
      if (last === undefined) return
      event.preventDefault()
      waiting.delete(last)
      last.undo()
    },
  }
}
