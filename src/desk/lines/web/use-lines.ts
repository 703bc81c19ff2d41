import { queryOptions, useQuery } from '@tanstack/react-query'
import { type LineView, listLinesEndpoint } from '#desk/lines/domain/contract.ts'
import { request } from '#web/api/request.ts'

const none: LineView[] = []
const hour = 3_600_000

export const linesQuery = queryOptions({
  queryKey: ['lines'],
  queryFn: ({ signal }) => request(listLinesEndpoint, { signal }),
  staleTime: hour,
})

/** The four lines and who is on them; empty until they are known. */
export function useLines(): LineView[] {
  return useQuery(linesQuery).data?.items ?? none
}

/** Everyone who is on a line, each once, by name. */
export function colleaguesOf(lines: readonly LineView[]): { id: string; name: string }[] {
  const byId = new Map(lines.flatMap((line) => line.members).map((member) => [member.id, member]))
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
