import { useCallback } from 'react'
import { useQueryClient } from '@tanstack/react-query'

/** Asks again for all that hangs on an account: its parts, what it bought, the list. */
export function useRenewAccount(id: string): () => Promise<void> {
  const queryClient = useQueryClient()
  return useCallback(async () => {
    await Promise.all(
      [['account', id], ['cover', id], ['accounts']].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    )
  }, [queryClient, id])
}
