import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type CaseSummary, changeCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { classifyWithWaiverEndpoint, type WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import type { BodyOf } from '#platform/http/endpoint.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { caseQuery } from './desk-queries.ts'
import { useDeskWords } from './desk-use-words.ts'

export type CaseChange = Omit<NonNullable<BodyOf<typeof changeCaseEndpoint>>, 'version'>

type Asked = {
  case: Pick<CaseSummary, 'reference' | 'version'>
  change: CaseChange
  /** What its type, topic or product is refused for is waived, this once. */
  waiver?: WaiverInput | undefined
  /** Said when it is done. */
  done: string
  /** What takes it back; offered for ten seconds. */
  undo?: CaseChange | undefined
  /** The caller goes on by itself after a colleague's change in between, so that nobody is told of it. */
  goesOn?: boolean
}

/**
 * Changes a case from the version the reader saw. A colleague's change in between refuses it, and the reader is
 * told and shown what is true now.
 * @returns `change` rejects with the problem, after it was told unless `quiet`
 */
export function useCaseChange(): { change: (asked: Asked, quiet?: boolean) => Promise<void>; busy: boolean } {
  const t = useDeskWords()
  const queryClient = useQueryClient()
  const refresh = async (reference: string): Promise<void> => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ['timeline', reference] }),
      queryClient.invalidateQueries({ queryKey: ['cases'] }),
      queryClient.invalidateQueries({ queryKey: ['counts'] }),
      // A pool may have been drawn from.
      queryClient.invalidateQueries({ queryKey: ['cover'] }),
    ])
  }
  const mutation = useMutation({
    mutationFn: ({ case: { reference, version }, change, waiver }: Asked) => {
      if (waiver === undefined)
        return request(changeCaseEndpoint, { params: { reference }, body: { ...change, version } })
      const { type, topic, productCode } = change
      const body = { type, topic, productCode, version, waiver }
      return request(classifyWithWaiverEndpoint, { params: { reference }, body })
    },
  })
  const change = async (asked: Asked, quiet = false): Promise<void> => {
    const { reference } = asked.case
    try {
      const changed = await mutation.mutateAsync(asked)
      queryClient.setQueryData(caseQuery(reference).queryKey, changed)
      void refresh(reference)
      const { undo } = asked
      const back = undo && { case: changed, change: undo, done: t('change.undone') }
      toast({ message: asked.done, undo: back && (() => void change(back).catch(() => undefined)) })
    } catch (problem) {
      const conflict = isConflict(problem)
      if (conflict) {
        void queryClient.invalidateQueries({ queryKey: ['case', reference] })
        void refresh(reference)
      }
      if (conflict ? asked.goesOn !== true : !quiet)
        toast({ message: conflict ? t('change.conflict') : problemSentence(problem), tone: 'bad' })
      throw problem
    }
  }
  return { change, busy: mutation.isPending }
}

/** Whether a colleague's change in between refused it. */
export function isConflict(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.status === 409
}
