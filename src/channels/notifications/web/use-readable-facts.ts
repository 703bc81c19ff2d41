import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import type { NotificationItem } from '../domain/contract.ts'
import { withDue } from '../domain/due-words.ts'

/** What a notification says, with its due time as it is now, on the reader's own wall. */
export function useReadableFacts({ facts }: NotificationItem): NotificationItem['facts'] {
  const now = useNow()
  const { timeZone } = useWords().format
  return withDue(facts, now, { timeZone, withPlace: false })
}
