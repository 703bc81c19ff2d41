import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import type { StaffId } from '#platform/ids.ts'
import { address } from './address.ts'
import { addStaffInput, personName, timeZone } from './person-input.ts'

const byId = z.strictObject({ id: z.uuid() })
const staffRole = z.enum(['admin', 'manager', 'agent'])

const staffRecord = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: staffRole,
  timeZone: z.string(),
  /** `invited` until the person has chosen a way to sign in. */
  state: z.enum(['invited', 'active', 'ended']),
  /** When the latest invitation was made; null where there was none. */
  invitedAt: z.iso.datetime().nullable(),
  /** Whether a code is asked for besides the password. */
  twoStep: z.boolean(),
  version: z.number().int(),
})
export type StaffRecord = z.output<typeof staffRecord>

export const listStaffEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/staff',
  summary: 'Staff: everybody who is or was one of the vendor’s people, by name.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.uuid().optional(),
  }),
  response: z.object({ items: z.array(staffRecord), next: z.uuid().nullable() }),
  csv: csvTable<StaffRecord>('people', {
    Name: (item) => item.name,
    Address: (item) => item.email,
    Role: (item) => item.role,
    'Time zone': (item) => item.timeZone,
    State: (item) => item.state,
    Invited: (item) => item.invitedAt,
    'Two steps': (item) => item.twoStep,
  }),
})

export const addStaffEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/staff',
  summary: 'Admins: add one of the vendor’s people; an invitation lets them choose a password.',
  body: addStaffInput.omit({ password: true }),
  response: staffRecord,
  status: 201,
})

export const changeStaffInput = z.strictObject({
  id: z.uuid().transform((id) => id as StaffId),
  name: personName.optional(),
  email: address.optional(),
  role: staffRole.optional(),
  timeZone: timeZone.optional(),
  /** As it was read; another one by now is a conflict. */
  version: z.number().int().positive(),
})

export const changeStaffEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/staff/{id}',
  summary: 'Admins: change name, role or time zone; the address too, until the person has signed in.',
  params: byId,
  body: changeStaffInput.omit({ id: true }),
  response: staffRecord,
})

export const endStaffEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/staff/{id}/end',
  summary: 'Admins: end somebody’s rights and sessions at once; what they wrote stays.',
  params: byId,
  response: staffRecord,
})

export const restoreStaffEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/staff/{id}/restore',
  summary: 'Admins: bring somebody back who has ended, with the role they had.',
  params: byId,
  response: staffRecord,
})
