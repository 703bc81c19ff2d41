import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { address } from '#people/auth/domain/address.ts'
import { newPassword, personName } from '#people/auth/domain/person-input.ts'

/** What an installation needs before it answers customers, in the order one does it. */
export const checklistKeys = [
  'vendorNamed',
  'supportAddress',
  'packages',
  'products',
  'secondWayIn',
  'mailReceived',
  'mailSent',
  'account',
  'agreement',
  'seat',
  'answeredCase',
] as const
const checklistKey = z.enum(checklistKeys)

const checklistItem = z.object({ key: checklistKey, isDone: z.boolean() })
export type ChecklistItem = z.output<typeof checklistItem>

export const readChecklistEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/set-up/checklist',
  summary: 'Managers: what this installation has, of what it needs to answer customers.',
  response: z.object({ items: z.array(checklistItem), isDemo: z.boolean(), vendorName: z.string() }),
  csv: csvTable<ChecklistItem>('checklist', { Item: (item) => item.key, Done: (item) => item.isDone }),
})

const permissionView = z.object({
  /** Such as `case.open`: the area, a dot, what is done there. */
  name: z.string(),
  /** Everybody whom it is given to, visitors and customers too. */
  roles: z.array(z.string()),
})
export type PermissionView = z.output<typeof permissionView>

export const listPermissionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/permissions',
  summary: 'Managers: which role may do what.',
  response: z.object({ items: z.array(permissionView) }),
  csv: csvTable<PermissionView>('permissions', {
    Permission: (item) => item.name,
    Roles: (item) => item.roles.join(', '),
  }),
})

/** Printed at the start: at least 160 bits, in an address. */
const code = z.string().min(1).max(200)

export const checkSetUpEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/set-up/check',
  summary: 'Whether this installation still waits for its first admin, and whether a set-up code is right.',
  body: z.strictObject({ code: z.string().max(200).optional() }),
  response: z.object({ isOpen: z.boolean(), isRight: z.boolean() }),
})

export const setUpInput = z.strictObject({
  code,
  name: personName,
  email: address,
  password: newPassword,
  timeZone: z.string().max(64).optional(),
})

export const setUpEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/set-up',
  summary: 'With the set-up code: makes the first admin. Once there is one, this is closed.',
  body: setUpInput,
  response: z.object({ email: z.string() }),
  status: 201,
})
