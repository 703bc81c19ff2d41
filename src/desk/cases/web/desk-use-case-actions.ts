import type { CaseView, Priority } from '#desk/cases/domain/contract.ts'
import type { CaseStatus } from '#desk/cases/domain/status-machine.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { toast } from '#web/components/toast.tsx'
import { kitSay } from '#web/words/i18n.ts'
import { type CaseChange, useCaseChange } from './desk-use-case-change.ts'
import { useDeskWords } from './desk-use-words.ts'

export type CaseActions = {
  assign: (person: { id: string; name: string } | null) => void
  setStatus: (status: CaseStatus) => void
  /** Lowering needs a reason; rejects with the problem. */
  setPriority: (priority: Priority, reason?: string) => Promise<void>
  handOver: (line: number, reason: string) => Promise<void>
  copyReference: () => void
  busy: boolean
}

const ranks: Record<Priority, number> = { low: 0, medium: 1, high: 2 }

/** Whether the customer has to be told why (SPEC 5.4). */
export function isLowered(from: Priority, to: Priority): boolean {
  return ranks[to] < ranks[from]
}

/** What staff do with a case at a click, each said afterwards, and taken back where that is harmless. */
export function useCaseActions(found: CaseView): CaseActions {
  const t = useDeskWords()
  const me = useMe()
  const { change, busy } = useCaseChange()
  const { reference } = found
  const run = (wanted: CaseChange, done: string, undo?: CaseChange, quiet = false): Promise<void> =>
    change({ case: found, change: wanted, done, undo }, quiet)
  // Told by a toast already.
  const told = (): undefined => undefined

  return {
    busy,
    assign: (person) => {
      const words =
        person === null ? 'change.unassigned' : person.id === me.id ? 'change.mine' : 'change.assigned'
      const undo = { assigneeId: found.assignee?.id ?? null }
      const done = t(words, { reference, name: person?.name })
      void run({ assigneeId: person?.id ?? null }, done, undo).catch(told)
    },
    setStatus: (status) => {
      const done = t('change.status', { status: kitSay(`case.status.staff.${status}`) })
      void run({ status }, done).catch(told)
    },
    setPriority: (priority, reason) => {
      const undoReason = isLowered(priority, found.priority) ? { reason: t('change.undoReason') } : {}
      const done = t('change.priority', { priority: kitSay(`case.priority.${priority}`).toLowerCase() })
      const wanted = { priority, ...(reason !== undefined && { reason }) }
      // A reason the customer has read is not taken back silently.
      const undo = reason === undefined ? { priority: found.priority, ...undoReason } : undefined
      return run(wanted, done, undo, reason !== undefined)
    },
    handOver: (line, reason) => {
      const undo = {
        line: found.line ?? 1,
        reason: t('change.undoReason'),
        ...(found.assignee !== null && { assigneeId: found.assignee.id }),
      }
      return run({ line, reason }, t('change.line', { line }), undo, true)
    },
    copyReference: () => {
      void navigator.clipboard
        .writeText(reference)
        .then(() => toast({ message: t('case.copied', { reference }) }))
    },
  }
}
