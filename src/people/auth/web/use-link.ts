import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { type LinkView, lookAtLinkEndpoint } from '#people/auth/domain/door-contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'

export type LookedAt = {
  token: string
  /** Undefined while it is looked at; `unknown` for what we never sent. */
  view: LinkView | 'unknown' | undefined
  problem: unknown
  retry: () => void
}

/** The link of this page. Its token stands behind the `#`, and leaves the address and the history at once. */
export function useLink(): LookedAt {
  const [token] = useState(() => window.location.hash.slice(1))
  useEffect(() => {
    if (token === '') return
    const { pathname, search } = window.location
    window.history.replaceState(window.history.state, '', pathname + search)
  }, [token])
  const found = useQuery({
    queryKey: ['link', token],
    enabled: token !== '',
    gcTime: 0,
    queryFn: async ({ signal }) => {
      try {
        return await request(lookAtLinkEndpoint, { body: { token }, signal })
      } catch (problem) {
        if (problem instanceof ApiProblem && [400, 404].includes(problem.status)) return 'unknown' as const
        throw problem
      }
    },
  })
  const view = token === '' ? 'unknown' : found.data
  return { token, view, problem: found.error, retry: () => void found.refetch() }
}
