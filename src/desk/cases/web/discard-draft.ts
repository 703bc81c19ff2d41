import type { PickedFiles } from '#web/components/use-picked-files.ts'
import { toast } from '#web/components/toast.tsx'

type Discarded = { message: string; picked: PickedFiles; discard: () => void; restore: () => void }

/** Throws away what is written, with its files, and offers it back for ten seconds. */
export function discardDraft({ message, picked, discard, restore }: Discarded): void {
  const { files } = picked
  discard()
  // One by one: what is still on its way is stopped, too.
  for (const { key } of files) picked.remove(key)
  const arrived = files.flatMap(({ id, name, bytes }) => (id === undefined ? [] : [{ id, name, bytes }]))
  const undo = (): void => {
    restore()
    picked.restore(arrived)
  }
  toast({ message, undo, instead: 'discard-draft' })
}
