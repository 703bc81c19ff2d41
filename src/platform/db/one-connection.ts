import { AsyncLocalStorage } from 'node:async_hooks'

const holding = new AsyncLocalStorage<{ isOver: boolean }>()

/**
 * Runs work that has a connection and is to get by with it. Many of its kind at once, each with one connection and
 * waiting for a second, would have all of them and wait for each other: whoever asks for another is told of
 * (`openDatabase`).
 */
export async function onOneConnection<T>(work: () => Promise<T>): Promise<T> {
  const state = { isOver: false }
  try {
    return await holding.run(state, work)
  } finally {
    state.isOver = true
  }
}

/** Whether whoever asks now is part of such work. */
export function hasItsConnection(): boolean {
  return holding.getStore()?.isOver === false
}
