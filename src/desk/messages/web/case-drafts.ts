import { useSyncExternalStore } from 'react'
import { readDraftsEndpoint, saveDraftEndpoint } from '#desk/messages/domain/contract.ts'
import { request } from '#web/api/request.ts'
import type { DraftStore } from '#web/components/draft-store.ts'

/** Browsers take no more than 64 kB from a page that is gone; a letter may take three bytes. */
const mostKeptAlive = 20_000

/** Where the drafts of one reader on one case are kept. */
export function caseDrafts(readerId: string, reference: string, epoch: number): DraftStore {
  return {
    key: `${readerId}:${reference}`,
    epoch,
    read: async () => (await request(readDraftsEndpoint, { params: { reference } })).own,
    save: async (mode, content, isLeaving) => {
      const keepalive = isLeaving && content.body.length < mostKeptAlive
      return (await request(saveDraftEndpoint, { params: { reference, mode }, body: content, keepalive }))
        .draft
    },
  }
}

const epochs = new Map<string, number>()
const listeners = new Set<() => void>()

/** A draft that was changed by something else than typing, such as a message taken back, is read again. */
export function readDraftsAgain(reference: string): void {
  epochs.set(reference, (epochs.get(reference) ?? 0) + 1)
  for (const listener of listeners) listener()
}

export function useDraftEpoch(reference: string): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => epochs.get(reference) ?? 0,
  )
}
