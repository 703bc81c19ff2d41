import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { takeBackMessageEndpoint } from '#desk/messages/domain/contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { readDraftsAgain } from './case-drafts.ts'
import { useMessagesWords } from './desk-use-messages-words.ts'

type Sent = { id: string; leavesAt: string; said: string }

/** Offers, wherever the reader goes next, to take back what they have just sent (SPEC 5.2). */
export function useTakeBack(reference: string): (sent: Sent) => void {
  const t = useMessagesWords()
  const go = useGo()
  const queryClient = useQueryClient()
  return useCallback(
    ({ id, leavesAt, said }: Sent) => {
      const takeBack = async (): Promise<void> => {
        try {
          const back = await request(takeBackMessageEndpoint, { params: { reference, id }, body: {} })
          if (back.solution !== undefined) keepForSolving(reference, back.solution, back.cause ?? '')
          readDraftsAgain(reference)
          const done = t(back.solution === undefined ? 'sent.takenBack' : 'sent.solutionBack')
          toast({ message: done })
          announce(done)
          const href = `/desk/cases/${encodeURIComponent(reference)}`
          if (window.location.pathname !== href) go(href)
        } catch (problem) {
          toast({ message: problemSentence(problem), tone: 'bad' })
        }
        for (const queryKey of [['case', reference], ['timeline', reference], ['cases'], ['counts']])
          void queryClient.invalidateQueries({ queryKey })
      }
      toast({
        id: `sent:${id}`,
        message: said,
        undoUntil: Date.parse(leavesAt),
        undo: () => void takeBack(),
      })
    },
    [go, queryClient, reference, t],
  )
}

/** A case that is opened again while something of its reader's can still be taken back offers it again. */
export function useOfferedTakeBack(found: CaseView): void {
  const t = useMessagesWords()
  const offer = useTakeBack(found.reference)
  const { unsent, status, contact } = found
  const said = t(status === 'solved' ? 'sent.solved' : 'sent.toast', { name: contact.name })
  const isMine = unsent?.mine === true
  useEffect(() => {
    if (isMine) offer({ id: unsent.id, leavesAt: unsent.leavesAt, said })
  }, [isMine, offer, said, unsent])
}

/** Where the dialog of the solution keeps its words. */
function keepForSolving(reference: string, solution: string, cause: string): void {
  try {
    localStorage.setItem(`fourline-draft:${reference}:solution`, solution)
    localStorage.setItem(`fourline-draft:${reference}:cause`, cause)
  } catch {
    // Storage is full or forbidden: the words are written again.
  }
}
