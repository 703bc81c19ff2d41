import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { BodyOf } from '#platform/http/endpoint.ts'
import {
  addWarningRuleEndpoint,
  changeWarningRuleEndpoint,
  listWarningRulesEndpoint,
  removeWarningRuleEndpoint,
  type WarningRuleView,
} from '#promise/clocks/domain/warning-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { useWarningWords } from './use-warning-words.ts'

export const warningRulesQuery = queryOptions({
  queryKey: ['warning-rules'],
  queryFn: async ({ signal }) => (await request(listWarningRulesEndpoint, { signal })).items,
})

type Facts = BodyOf<typeof addWarningRuleEndpoint>
const factsOf = ({ share, tell, person, tracked }: WarningRuleView): Facts => ({
  share,
  tell,
  staffId: person?.id ?? null,
  tracked,
})

/** What can be done with the rules: each is done at once and can be taken back. */
export function useWarningActions() {
  const t = useWarningWords()
  const queryClient = useQueryClient()
  const done = (message: string, undo?: () => Promise<unknown>): void => {
    void queryClient.invalidateQueries({ queryKey: warningRulesQuery.queryKey })
    toast({ message, undo: undo && (() => void attempt(undo)) })
  }
  const attempt = async (undo: () => Promise<unknown>): Promise<void> => {
    try {
      await undo()
      done(t('undone'))
    } catch (failure) {
      toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
    }
  }
  const put = (id: string, version: number, facts: Facts) =>
    request(changeWarningRuleEndpoint, { params: { id }, body: { ...facts, version } })
  const drop = ({ id, version }: WarningRuleView) =>
    request(removeWarningRuleEndpoint, { params: { id }, query: { version } })
  return {
    async add(facts: Facts): Promise<void> {
      const added = await request(addWarningRuleEndpoint, { body: facts })
      done(t('added'), () => drop(added))
    },
    async change(rule: WarningRuleView, facts: Facts): Promise<void> {
      const saved = await put(rule.id, rule.version, facts)
      done(t('saved'), () => put(rule.id, saved.version, factsOf(rule)))
    },
    async remove(rule: WarningRuleView): Promise<void> {
      try {
        await drop(rule)
        done(t('removed'), () => request(addWarningRuleEndpoint, { body: factsOf(rule) }))
      } catch (failure) {
        toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
        void queryClient.invalidateQueries({ queryKey: warningRulesQuery.queryKey })
      }
    },
  }
}
