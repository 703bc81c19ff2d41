import { Fragment, type KeyboardEvent, type RefObject } from 'react'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import type { PresenceView } from '#desk/cases/domain/presence.ts'
import { GroupHead, ListRow } from '#web/components/list-row.tsx'
import { useNow } from '#web/time/use-now.ts'
import { nextClock } from './desk-clocks.ts'
import { packageName } from './desk-package-name.ts'
import { endOfDay, groupByDue, type PlacedRow } from './desk-queue-places.ts'
import classes from './desk-queue.module.css'
import { useDeskRankWords } from './desk-use-rank-words.ts'
import { useDeskWords } from './desk-use-words.ts'
import { usePresences } from './use-presence.ts'

type DeskQueueRowsProps = {
  rows: PlacedRow[]
  /** Grouped by due time; else in the order they came. */
  byDue: boolean
  label: string
  listRef: RefObject<HTMLUListElement | null>
  readerId: string
  onMove: (list: HTMLUListElement | null, by: number) => void
}

/** The rows, under what is overdue, due soon, later, paused. Arrow keys move between them. */
export function DeskQueueRows({ rows, byDue, label, listRef, readerId, onMove }: DeskQueueRowsProps) {
  const t = useDeskWords()
  const now = useNow()
  const presences = usePresences(readerId)
  const groups = byDue ? groupByDue(rows, now, endOfDay(now)) : [{ group: 'newest', rows }]
  const arrows = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    onMove(listRef.current, event.key === 'ArrowDown' ? 1 : -1)
  }
  return (
    // The keys move the focus between the links inside.
    <ul ref={listRef} className={classes.list} aria-label={label} onKeyDown={arrows}>
      {groups.map(({ group, rows: inGroup }) => (
        <Fragment key={group}>
          <GroupHead title={t(`queue.due.${group}`)} count={inGroup.length} />
          {inGroup.map(({ row }) => (
            <QueueRow
              key={row.reference}
              row={row}
              readerId={readerId}
              presence={presences.get(row.reference)}
            />
          ))}
        </Fragment>
      ))}
    </ul>
  )
}

type QueueRowProps = { row: CaseSummary; readerId: string; presence: PresenceView | undefined }

function QueueRow({ row, readerId, presence }: QueueRowProps) {
  const say = useDeskRankWords()
  const clock = nextClock(row.clocks)
  return (
    <ListRow
      href={`/desk/cases/${encodeURIComponent(row.reference)}`}
      clock={clock}
      priority={row.priority}
      subject={row.subject}
      reference={row.reference}
      account={row.account.name}
      packageName={packageName(row.package)}
      rank={row.rank === undefined ? undefined : say('row', { rank: row.rank })}
      contact={row.contact.name}
      channel={row.channel === 'live_session' ? 'live' : row.channel}
      line={row.line ?? 1}
      ownerName={row.assignee?.name}
      ownerIsReader={row.assignee?.id === readerId}
      updatedAt={row.lastEntryAt}
      presence={presence && { kind: presence.doing, name: presence.name }}
    />
  )
}
