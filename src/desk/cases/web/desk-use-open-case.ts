import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { openCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { openWithWaiverEndpoint, type WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import type { BodyOf } from '#platform/http/endpoint.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import { readDecision, type WireDecision } from '#web/components/wire-decision.ts'
import { useWorkWords } from './desk-use-work-words.ts'

type Failure = { sentence: string; decision: WireDecision | undefined }

/**
 * Opens a case for a customer once, however often it is tried, and goes there; a refusal brings its decision.
 * @param onOpened before the page is left
 */
export function useDeskOpenCase(onOpened: () => void) {
  const t = useWorkWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const send = async (
    body: NonNullable<BodyOf<typeof openCaseEndpoint>>,
    waiver?: WaiverInput,
  ): Promise<void> => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      const { reference } =
        waiver === undefined
          ? await request(openCaseEndpoint, { body, idempotencyKey: submission.keyFor(body) })
          : await request(openWithWaiverEndpoint, {
              body: { ...body, waiver },
              idempotencyKey: submission.keyFor({ ...body, waiver }),
            })
      submission.renew()
      onOpened()
      toast({ message: t('open.done', { reference }) })
      for (const queryKey of [['cases'], ['counts'], ['cover'], ['entitlement']])
        void queryClient.invalidateQueries({ queryKey })
      go(`/desk/cases/${encodeURIComponent(reference)}`, 'replace')
    } catch (problem) {
      const decision = problem instanceof ApiProblem ? readDecision(problem.decision) : undefined
      setFailure({ sentence: problemSentence(problem), decision })
    } finally {
      setBusy(false)
    }
  }
  return { send, busy, failure, forget: () => setFailure(undefined) }
}
