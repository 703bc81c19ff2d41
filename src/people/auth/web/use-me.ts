import { queryOptions, useQuery } from '@tanstack/react-query'
import { meEndpoint, type MeView } from '#people/auth/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'

/** Who reads; null for nobody. Everything shown hangs on it, so it is asked once and kept. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<MeView | null> => {
    try {
      return await request(meEndpoint, { signal })
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) return null
      throw problem
    }
  },
})

/** The signed-in reader. Only below `RequireRole`, which shows nothing until there is one. */
export function useMe(): MeView {
  const { data } = useQuery(meQuery)
  if (data == null) throw new Error('useMe stands below RequireRole.')
  return data
}
