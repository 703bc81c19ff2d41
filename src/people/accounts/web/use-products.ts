import { useQuery } from '@tanstack/react-query'
import { listProductsEndpoint } from '#people/accounts/domain/contract.ts'
import { request } from '#web/api/request.ts'

/** What the vendor and its marketplace have; both kinds, since a person may ask about either. */
export function useProducts() {
  return useQuery({
    queryKey: ['products'],
    staleTime: 10 * 60_000,
    queryFn: async ({ signal }) => (await request(listProductsEndpoint, { signal })).items,
  })
}
