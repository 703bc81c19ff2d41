import { useQueryClient } from '@tanstack/react-query'
import {
  askConsentEndpoint,
  changeMailboxEndpoint,
  type MailboxView,
} from '#channels/email/domain/mailbox-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { mailboxesKey } from './mailbox-queries.ts'
import { useMailboxWords } from './use-mailbox-words.ts'

type State = MailboxView['state']

const doneWords = { on: 'switchedOn', off: 'switchedOff', removed: 'removed' } as const

/** Switching on and off, and removing, which can be undone. */
export function useMoveMailbox({ id, name, state: before, version }: MailboxView) {
  const t = useMailboxWords()
  const queryClient = useQueryClient()
  const set = async (state: State, known: number, undo?: (now: number) => void): Promise<void> => {
    try {
      const now = await request(changeMailboxEndpoint, { params: { id }, body: { state, version: known } })
      const message = t(doneWords[state], { name })
      toast({ message, undo: undo === undefined ? undefined : () => undo(now.version) })
    } catch (failure) {
      toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
    }
    void queryClient.invalidateQueries({ queryKey: mailboxesKey })
  }
  return (state: State): Promise<void> => {
    if (state !== 'removed') return set(state, version)
    return set(state, version, (now) => void set(before === 'on' ? 'on' : 'off', now))
  }
}

/** Leaves for the provider, where reading a mailbox is allowed; it sends its reader back. */
export async function goToProvider(id: string): Promise<void> {
  const { url } = await request(askConsentEndpoint, { params: { id } })
  if (url !== null) window.location.assign(url)
}

/** The same from a button that has nothing else to tell why it could not. */
export function useConnect(id: string): () => Promise<void> {
  const t = useMailboxWords()
  return () =>
    goToProvider(id).catch((failure: unknown) =>
      toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' }),
    )
}
