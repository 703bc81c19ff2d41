import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { namesNumber } from './names-number.ts'

const person = z.object({ id: z.uuid(), name: z.string() })

/** Working minutes; null where there is none. */
const target = z.number().int().min(1).max(525_600).nullable()
const targets = z.strictObject({ high: target, medium: target, low: target })

export const lineView = z.object({
  number: z.number().int(),
  name: z.string(),
  /** Who handles a case, as customers read it: never a number (SPEC 6.1). */
  customerName: z.string(),
  members: z.array(person),
  /** Who is told first when a promise is missed; null where the managers are. */
  manager: person.nullable(),
  /** What the line aims for until a case is solved or handed on: tracked, never promised. */
  targets,
  version: z.number().int(),
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
    Manager: (item) => item.manager?.name,
    'Minutes aimed for, high': (item) => item.targets.high,
    'Minutes aimed for, medium': (item) => item.targets.medium,
    'Minutes aimed for, low': (item) => item.targets.low,
  }),
})

const title = z.string().trim().min(1, 'This cannot be empty.').max(60, 'At most 60 characters.')

/** Written as a whole; `version` is the one that was read. */
export const changeLineInput = z.strictObject({
  number: z.coerce.number().int().min(1).max(32_767),
  name: title,
  customerName: title.refine((name) => !namesNumber(name), {
    message: 'Customers never read a number here: say what these people are.',
  }),
  managerId: z.uuid().nullable(),
  targets,
  version: z.number().int().positive(),
})

export const changeLineEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/lines/{number}',
  summary: 'Admins: change what a line is called, its manager and what it aims for. New cases go by it.',
  params: changeLineInput.pick({ number: true }),
  body: changeLineInput.omit({ number: true }),
  response: lineView,
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
