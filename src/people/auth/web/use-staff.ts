import { queryOptions } from '@tanstack/react-query'
import { listStaffEndpoint, type StaffRecord } from '#people/auth/domain/staff-contract.ts'
import { request } from '#web/api/request.ts'

/** Everybody who is or was one of the vendor's people, by name; a team is read whole. */
export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: async ({ signal }): Promise<StaffRecord[]> => {
    const all: StaffRecord[] = []
    let after: string | undefined
    do {
      const page = await request(listStaffEndpoint, {
        query: { limit: 100, ...(after && { after }) },
        signal,
      })
      all.push(...page.items)
      after = page.next ?? undefined
    } while (after !== undefined)
    return all
  },
})
