import type { ReactNode } from 'react'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { DeskPartFrame } from './desk-part-frame.tsx'

type DeskPartProps = {
  title: string
  lead?: ReactNode
  /** What one can do at once, at the right. */
  actions?: ReactNode
  /** What is shown; undefined while it is loaded. */
  count: number | undefined
  problem: unknown
  failed: string
  onRetry: () => void
  empty: string
  emptyText: string
  children: ReactNode
}

/** One part of an account with its states: loading, failed, empty, full. */
export function DeskPart(props: DeskPartProps) {
  const { title, lead, actions, count, problem, failed, onRetry, empty, emptyText, children } = props
  return (
    <DeskPartFrame {...{ title, lead, actions }}>
      {count === undefined && problem === null && <Skeletons rows={4} />}
      {count === undefined && problem !== null && (
        <ErrorState problem={problem} title={failed} onRetry={onRetry} />
      )}
      {count === 0 && <EmptyState title={empty}>{emptyText}</EmptyState>}
      {count !== undefined && count > 0 && children}
    </DeskPartFrame>
  )
}
