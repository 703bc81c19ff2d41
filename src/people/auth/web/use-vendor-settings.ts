import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { BodyOf } from '#platform/http/endpoint.ts'
import {
  changeVendorEndpoint,
  readVendorSettingsEndpoint,
  type VendorSettings,
} from '#people/auth/domain/vendor-contract.ts'
import { request } from '#web/api/request.ts'

/** What is set about the vendor. For managers and admins. */
export const vendorSettingsQuery = queryOptions({
  queryKey: ['vendor', 'settings'],
  queryFn: ({ signal }) => request(readVendorSettingsEndpoint, { signal }),
})

/** Saves what changed, from the version that was read; every page reads it anew. */
export function useChangeVendor(): (change: BodyOf<typeof changeVendorEndpoint>) => Promise<VendorSettings> {
  const queryClient = useQueryClient()
  return useCallback(
    async (body) => {
      const saved = await request(changeVendorEndpoint, { body })
      queryClient.setQueryData(vendorSettingsQuery.queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['vendor'], exact: true })
      void queryClient.invalidateQueries({ queryKey: ['checklist'] })
      return saved
    },
    [queryClient],
  )
}
