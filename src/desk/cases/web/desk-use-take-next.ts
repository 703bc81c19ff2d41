import { useState } from 'react'
import { type CaseSummary, listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { takeFirst } from './desk-take-first.ts'
import { isConflict, useCaseChange } from './desk-use-case-change.ts'
import { useDeskWords } from './desk-use-words.ts'
import { linesOf } from './desk-views.ts'

/** The first, and three more where colleagues were quicker. */
const mostTries = 4

/** Takes the case without owner that is due first on the reader's lines, and opens it. */
export function useTakeNext(): { take: () => Promise<void>; busy: boolean } {
  const t = useDeskWords()
  const me = useMe()
  const go = useGo()
  const lines = useLines()
  const { change } = useCaseChange()
  const [busy, setBusy] = useState(false)

  const find = async () => {
    const lists = await Promise.all(
      linesOf(lines, me.id).map((line) =>
        request(listCasesEndpoint, {
          query: { line: line.number, assigneeId: 'none', status: 'open', sort: 'due', limit: 1 },
        }),
      ),
    )
    const due = (at: string | null): number => (at === null ? Infinity : Date.parse(at))
    return lists
      .flatMap((list) => list.items)
      .toSorted((a, b) => (a.nextDueAt === b.nextDueAt ? 0 : due(a.nextDueAt) - due(b.nextDueAt)))[0]
  }

  /** @returns false when a colleague was quicker */
  const assign = async (next: CaseSummary): Promise<boolean> => {
    const asked = {
      case: next,
      change: { assigneeId: me.id },
      done: t('queue.took', { reference: next.reference }),
      undo: { assigneeId: null },
      goesOn: true,
    }
    try {
      await change(asked, true)
      return true
    } catch (problem) {
      if (isConflict(problem)) return false
      throw problem
    }
  }

  const take = async (): Promise<void> => {
    setBusy(true)
    try {
      const found = await takeFirst(find, assign, mostTries)
      if (found === 'none') toast({ message: t('queue.nothingToTake') })
      else if (found === 'others') toast({ message: t('queue.othersTook'), tone: 'bad' })
      else go(`/desk/cases/${found.taken.reference}`)
    } catch (problem) {
      toast({ message: problemSentence(problem), tone: 'bad' })
    } finally {
      setBusy(false)
    }
  }
  return { take, busy }
}
