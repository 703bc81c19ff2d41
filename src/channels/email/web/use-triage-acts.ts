import { useQueryClient } from '@tanstack/react-query'
import {
  blockSendersEndpoint,
  unblockSenderEndpoint,
} from '#channels/email/domain/blocked-senders-contract.ts'
import {
  answerTriageEndpoint,
  bringBackEndpoint,
  discardManyEndpoint,
  matchTriageEndpoint,
  unmatchTriageEndpoint,
} from '#channels/email/domain/triage-acts-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { serverNow } from '#web/time/server-clock.ts'
import { toast } from '#web/components/toast.tsx'
import { useTriageWords } from './use-triage-words.ts'

export type NewBlock = {
  senders: string[]
  reason: string
  until?: string | undefined
  confirmedContacts?: number | undefined
}

/** What is done with messages in triage: each act says what happened, and is undone from there for ten seconds. */
export function useTriageActs() {
  const t = useTriageWords()
  const queryClient = useQueryClient()
  const refresh = (): void => {
    for (const queryKey of [['triage'], ['counts'], ['decided-mail'], ['blocked-senders']])
      void queryClient.invalidateQueries({ queryKey })
  }
  const tell = (message: string, undo: () => Promise<unknown>, undoUntil?: number): void => {
    refresh()
    const takeBack = async (): Promise<void> => {
      try {
        await undo()
        toast({ message: t('done.undone') })
      } catch (failure) {
        toast({ message: `${t('done.notUndone')} ${problemSentence(failure)}`, tone: 'bad' })
      }
      refresh()
    }
    toast({ message, instead: 'triage', undo: () => void takeBack(), undoUntil })
  }
  const comeBack = (ids: string[]): Promise<unknown> =>
    request(bringBackEndpoint, { body: { ids, isUndo: true } })
  return {
    /** For an act that no dialog stays open for: why it failed, and what is there now. */
    async orTell(act: Promise<void>): Promise<void> {
      try {
        await act
      } catch (failure) {
        toast({ message: problemSentence(failure), tone: 'bad' })
        refresh()
      }
    },
    async putAside(ids: string[], reason: string, isSpam = false): Promise<void> {
      const done = await request(discardManyEndpoint, { body: { ids, reason, isSpam } })
      const count = done.ids.length
      if (count === 0) {
        refresh()
        return toast({ message: t('done.nothing') })
      }
      tell(t(isSpam ? 'done.spam' : 'done.aside', { count }), () => comeBack(done.ids))
    },
    async bringBack(ids: string[]): Promise<void> {
      const { ids: back } = await request(bringBackEndpoint, { body: { ids } })
      refresh()
      toast({ message: back.length === 0 ? t('done.nothing') : t('done.back', { count: back.length }) })
    },
    /** Undone, it waits for the account again that it waited for before, if there was one. */
    async match(id: string, accountId: string, before: string | undefined): Promise<void> {
      const { account } = await request(matchTriageEndpoint, { params: { id }, body: { accountId } })
      tell(t('done.matched', { name: account.name }), () =>
        before === undefined
          ? request(unmatchTriageEndpoint, { params: { id }, body: {} })
          : request(matchTriageEndpoint, { params: { id }, body: { accountId: before } }),
      )
    },
    async unmatch(id: string, accountId: string): Promise<void> {
      await request(unmatchTriageEndpoint, { params: { id }, body: {} })
      tell(t('done.unmatched'), () => request(matchTriageEndpoint, { params: { id }, body: { accountId } }))
    },
    async answer(id: string, links: string[]): Promise<void> {
      const { leavesAt } = await request(answerTriageEndpoint, { params: { id }, body: { links } })
      const until = Date.parse(leavesAt)
      const count = Math.ceil((until - serverNow()) / 1000)
      if (count > 0) return tell(t('done.answered', { count }), () => comeBack([id]), until)
      refresh()
      toast({ message: t('done.answeredNow'), instead: 'triage' })
    },
    /** Blocks all of them and puts messages aside as spam, or does neither; undone, both are as they were. */
    async block(block: NewBlock, messages: string[]): Promise<void> {
      const { blocked, ids } = await request(blockSendersEndpoint, { body: { ...block, aside: messages } })
      const undo = async (): Promise<void> => {
        for (const { id } of blocked) await request(unblockSenderEndpoint, { params: { id }, body: {} })
        if (ids.length > 0) await comeBack(ids)
      }
      // Whoever a colleague blocked before stays blocked when this is undone.
      tell(t('done.blocked', { count: block.senders.length }), undo)
    },
    async unblock(id: string): Promise<void> {
      await request(unblockSenderEndpoint, { params: { id }, body: {} })
      refresh()
      toast({ message: t('done.unblocked') })
    },
  }
}
