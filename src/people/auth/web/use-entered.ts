import { useCallback } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { landingPlace } from './landing-place.ts'
import { useGo } from './use-go.ts'
import { meQuery } from './use-me.ts'

/** Goes where the one who has just come in belongs, and forgets what somebody else may have read before. */
export function useEntered(wanted: string | null): () => Promise<void> {
  const queryClient = useQueryClient()
  const go = useGo()
  return useCallback(async () => {
    queryClient.clear()
    const me = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
    if (me !== null) go(landingPlace(me.kind, wanted), 'replace')
  }, [queryClient, go, wanted])
}
