import { queryOptions } from '@tanstack/react-query'
import { listSessionsEndpoint, readSecurityEndpoint } from '#people/auth/domain/door-contract.ts'
import { request } from '#web/api/request.ts'

export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: ({ signal }) => request(readSecurityEndpoint, { signal }),
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => request(listSessionsEndpoint, { signal }),
})
