import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { openCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { submitRequestEndpoint } from '#desk/cases/domain/request-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import { readDecision, type WireDecision } from '#web/components/wire-decision.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { usePortalWords } from './use-portal-words.ts'

type Body = z.input<typeof openCaseEndpoint.body>
type Failure = { sentence: string; decision?: WireDecision | undefined }

/**
 * Sends a case once, however often it is tried; a refusal comes back with its decision.
 * @param requestId what a colleague asked for, where it is that
 */
export function useOpenCase(onOpened: () => void, requestId?: string) {
  const t = usePortalWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<Failure>()

  const send = async (body: Body): Promise<void> => {
    if (isSending) return
    setSending(true)
    setFailure(undefined)
    try {
      const idempotencyKey = submission.keyFor(body)
      const opened =
        requestId === undefined
          ? await request(openCaseEndpoint, { body, idempotencyKey })
          : await request(submitRequestEndpoint, { params: { id: requestId }, body, idempotencyKey })
      submission.renew()
      onOpened()
      toast({ message: t('new.sent', { reference: opened.reference }) })
      go(`/portal/cases/${opened.reference}`, 'replace')
      for (const queryKey of [['cases'], ['cover'], ['entitlement'], ['case-requests']]) {
        void queryClient.invalidateQueries({ queryKey })
      }
    } catch (problem) {
      const sentence = problemSentence(problem)
      setFailure({
        sentence,
        decision: problem instanceof ApiProblem ? readDecision(problem.decision) : undefined,
      })
      announce(`${t('new.notSent')} ${sentence}`, 'now')
    } finally {
      setSending(false)
    }
  }
  return { send, isSending, failure, forget: () => setFailure(undefined) }
}
