import { undoMergeEndpoint } from '#people/accounts/domain/merge-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { useMergeWords } from './use-merge-words.ts'
import { useRenewAccount } from './use-renew-account.ts'

/** Undoes a merge, and says where a seat could not be given back. */
export function useUndoMerge(accountId: string): (mergeId: string, name: string) => Promise<void> {
  const t = useMergeWords()
  const renew = useRenewAccount(accountId)
  return async (mergeId, name) => {
    try {
      const { seatsNotGiven } = await request(undoMergeEndpoint, { params: { id: mergeId } })
      toast({ message: t(seatsNotGiven === 0 ? 'undone' : 'undoneNoSeat', { name }) })
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
    await renew()
  }
}
