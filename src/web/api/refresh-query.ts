import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Fetches again what news has made stale. A first answer that is on its way is waited for and not asked for anew, and
 * may have been written before the news: then it is fetched once more.
 */
export async function refreshQuery(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  const isOpening = queryClient.getQueryCache().findAll({ queryKey }).some(isOnItsFirstWay)
  await queryClient.invalidateQueries({ queryKey })
  if (isOpening) await queryClient.invalidateQueries({ queryKey })
}

function isOnItsFirstWay({ state }: Query): boolean {
  return state.data === undefined && state.fetchStatus === 'fetching'
}
