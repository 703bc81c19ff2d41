import { useCallback } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { toast } from '#web/components/toast.tsx'
import { meQuery } from './use-me.ts'
import { signOut } from './sign-in.ts'
import { useGo } from './use-go.ts'

/** Ends the session and forgets everything that was read in it. */
export function useSignOut(): () => void {
  const queryClient = useQueryClient()
  const go = useGo()
  return useCallback(() => {
    const leave = async (): Promise<void> => {
      try {
        await signOut()
      } catch (problem) {
        toast({ message: problemSentence(problem), tone: 'bad' })
        return
      }
      go('/signin')
      queryClient.clear()
      queryClient.setQueryData(meQuery.queryKey, null)
    }
    void leave()
  }, [queryClient, go])
}
