import { queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { vendorEndpoint } from '#people/auth/domain/contract.ts'
import { request } from '#web/api/request.ts'

export type VendorView = z.output<typeof vendorEndpoint.response>

const vendorQuery = queryOptions({
  queryKey: ['vendor'],
  staleTime: 60 * 60_000,
  queryFn: ({ signal }) => request(vendorEndpoint, { signal }),
})

/** The vendor whose support this is; undefined until known. */
export function useVendor(): VendorView | undefined {
  return useQuery(vendorQuery).data
}
