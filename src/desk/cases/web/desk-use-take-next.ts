import { useState } from 'react'
import { listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { useCaseChange } from './desk-use-case-change.ts'
import { useDeskWords } from './desk-use-words.ts'
import { linesOf } from './desk-views.ts'

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

  const take = async (): Promise<void> => {
    setBusy(true)
    try {
      const next = await find()
      if (next === undefined) return toast({ message: t('queue.nothingToTake') })
      await change(
        {
          case: next,
          change: { assigneeId: me.id },
          done: t('queue.took', { reference: next.reference }),
          undo: { assigneeId: null },
        },
        true,
      )
      go(`/desk/cases/${next.reference}`)
    } catch (problem) {
      toast({ message: problemSentence(problem), tone: 'bad' })
    } finally {
      setBusy(false)
    }
    return undefined
  }
  return { take, busy }
}
