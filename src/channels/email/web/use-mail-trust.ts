import { useQueryClient } from '@tanstack/react-query'
import {
  addTrustEndpoint,
  removeTrustEndpoint,
  type Trusted,
  type TrustKind,
} from '#channels/email/domain/mail-trust-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { mailTrustQuery } from './mail-trust-queries.ts'
import { useMailTrustWords } from './use-mail-trust-words.ts'

/** Whom to believe, and for mail of which mailbox; null for all mail. */
export type Wanted = { kind: TrustKind; value: string; wayId: string | null }

/** Believing one more and one less; each can be undone. */
export function useMailTrust() {
  const t = useMailTrustWords()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: mailTrustQuery.queryKey })
  const put = ({ kind, value, wayId }: Wanted): Promise<Trusted> =>
    request(addTrustEndpoint, { body: { kind, value, ...(wayId !== null && { wayId }) } })
  const take = ({ id }: Trusted) => request(removeTrustEndpoint, { params: { id } })
  const undo = async (back: () => Promise<unknown>, done: string): Promise<void> => {
    try {
      await back()
      toast({ message: done })
    } catch (failure) {
      toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
    }
    await refresh()
  }
  return {
    /** Throws what the server says, for the field. */
    async add(wanted: Wanted): Promise<void> {
      const added = await put(wanted)
      const { value } = added
      await refresh()
      toast({
        message: t('added', { value }),
        undo: () => void undo(() => take(added), t('removed', { value })),
      })
    },
    async remove(trusted: Trusted): Promise<void> {
      const { value } = trusted
      try {
        await take(trusted)
        toast({
          message: t('removed', { value }),
          undo: () => void undo(() => put(trusted), t('added', { value })),
        })
      } catch (failure) {
        toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
      }
      await refresh()
    },
  }
}
