import type { TimelineItem } from '#desk/messages/domain/contract.ts'

/** What has come last. Mail that was read late stands further up, where it was received. */
export function lastToCome(items: readonly TimelineItem[]): TimelineItem | undefined {
  return items.reduce<TimelineItem | undefined>(
    (last, item) => ((item.caseVersion ?? 0) >= (last?.caseVersion ?? 0) ? item : last),
    undefined,
  )
}
