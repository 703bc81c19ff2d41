import { useQueryClient } from '@tanstack/react-query'
import { setStaffLinesEndpoint } from '#desk/lines/domain/contract.ts'
import { request } from '#web/api/request.ts'

/** Says on which lines a person works; everybody's lists follow. */
export function useSetStaffLines(): (staffId: string, lines: number[]) => Promise<void> {
  const queryClient = useQueryClient()
  return async (id, lines) => {
    await request(setStaffLinesEndpoint, { params: { id }, body: { lines } })
    void queryClient.invalidateQueries({ queryKey: ['lines'] })
  }
}
