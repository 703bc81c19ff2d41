import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { liftSuspensionEndpoint, suspendAgainEndpoint } from '#channels/email/domain/suspension-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { useSuspensionWords } from './use-suspension-words.ts'

type Suspended = { id: string; address: string; version: number }

/** Lets mail go to an address again; it can be undone. */
export function useTryAgain() {
  const t = useSuspensionWords()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const does = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    try {
      await work()
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    } finally {
      setBusy(false)
    }
    for (const queryKey of [['suspensions'], ['outgoing-mail']])
      void queryClient.invalidateQueries({ queryKey })
  }
  const undo = ({ id, address, version }: Suspended): Promise<void> =>
    does(async () => {
      await request(suspendAgainEndpoint, { params: { id }, body: { version } })
      toast({ message: t('undone', { address }) })
    })
  const run = ({ id, address, version }: Suspended): Promise<void> =>
    does(async () => {
      const lifted = await request(liftSuspensionEndpoint, { params: { id }, body: { version } })
      const { released: count } = lifted
      toast({
        message: count === 0 ? t('againDone', { address }) : t('againDoneWith', { address, count }),
        undo: () => void undo(lifted),
      })
    })
  return { busy, run }
}
