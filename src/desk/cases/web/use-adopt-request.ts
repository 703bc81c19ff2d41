import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { adoptRequestEndpoint, type RequestView } from '#desk/cases/domain/request-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request as send } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { readDecision, type WireDecision } from '#web/components/wire-decision.ts'
import { usePortalWords } from './use-portal-words.ts'

/** Submits what a colleague wrote as it is, and shows the case it became; a refusal comes back with its decision. */
export function useAdoptRequest({ id, asker }: RequestView) {
  const t = usePortalWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<{ sentence: string; decision?: WireDecision | undefined }>()
  const adopt = async (): Promise<void> => {
    setSending(true)
    setFailure(undefined)
    try {
      const { reference } = await send(adoptRequestEndpoint, { params: { id }, body: {} })
      toast({ message: t('request.adopted', { reference, name: asker.name }) })
      go(`/portal/cases/${reference}`)
      for (const queryKey of [['cases'], ['cover'], ['entitlement'], ['case-requests']]) {
        void queryClient.invalidateQueries({ queryKey })
      }
    } catch (problem) {
      const decision = problem instanceof ApiProblem ? readDecision(problem.decision) : undefined
      setFailure({ sentence: problemSentence(problem), decision })
    } finally {
      setSending(false)
    }
  }
  return { adopt, isSending, failure }
}
