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

const setStaffLines = z.strictObject({ lines: z.array(z.number().int().positive()).max(20) })
export type SetStaffLines = z.output<typeof setStaffLines>

export const setStaffLinesEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/staff/{id}/lines',
  summary: 'Admins: say on which lines a person works.',
  params: z.strictObject({ id: z.uuid() }),
  body: setStaffLines,
  response: setStaffLines,
})
