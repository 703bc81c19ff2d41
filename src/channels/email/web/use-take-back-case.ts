import { useQueryClient } from '@tanstack/react-query'
import { takeBackCaseEndpoint } from '#channels/email/domain/triage-acts-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { useTriageWords } from './use-triage-words.ts'

/** Takes back that a case was opened from a message, and goes back to the message. */
export function useTakeBackCase(): (id: string) => Promise<void> {
  const t = useTriageWords()
  const go = useGo()
  const queryClient = useQueryClient()
  return async (id) => {
    try {
      await request(takeBackCaseEndpoint, { params: { id }, body: {} })
      for (const queryKey of [['triage'], ['counts'], ['cases']])
        void queryClient.invalidateQueries({ queryKey })
      toast({ message: t('done.caseBack') })
      go(`/desk/triage/${id}`)
    } catch (failure) {
      toast({ message: `${t('done.notUndone')} ${problemSentence(failure)}`, tone: 'bad' })
    }
  }
}
