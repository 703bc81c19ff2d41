import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

export const lineView = z.object({
  number: z.number().int(),
  name: z.string(),
  customerName: z.string(),
  members: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export type LineView = z.output<typeof lineView>

export const listLinesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/lines',
  summary: 'The four lines and who is on them.',
  response: z.object({ items: z.array(lineView) }),
  csv: csvTable<LineView>('lines', {
    Number: (item) => item.number,
    Name: (item) => item.name,
    'Name for customers': (item) => item.customerName,
    Members: (item) => item.members.map(({ name }) => name).join(', '),
  }),
})
