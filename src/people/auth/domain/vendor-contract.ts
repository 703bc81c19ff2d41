import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { address } from './address.ts'

const words = z.string().trim().min(1).max(2_000)

export const vendorName = z.string().trim().min(1, 'Say what your company is called.').max(200)
export const referencePrefix = z.string().regex(/^[A-Z]{1,6}$/, 'A prefix has 1 to 6 capital letters.')
export const reopenDays = z.number().int().min(0).max(365)
export const priorityDefinitions = z.strictObject({ high: words, medium: words, low: words })

/** Where people reach this installation: scheme, name and port, without a path. */
export const publicUrl = z
  .url({ protocol: /^https?$/, message: 'An address begins with https:// or http://.' })
  .max(300)
  .transform((written, check) => {
    const { origin, pathname, search, hash, username } = new URL(written)
    if (pathname === '/' && search === '' && hash === '' && username === '') return origin
    check.addIssue({ code: 'custom', message: 'Name only the address itself, without anything after it.' })
    return z.NEVER
  })

const vendorSettings = z.object({
  name: z.string(),
  supportAddress: z.string(),
  referencePrefix: z.string(),
  /** Whether the prefix stays, because a case carries it. */
  prefixIsFixed: z.boolean(),
  /** How long after its solution a reply reopens a case (SPEC 5.1). */
  reopenDays: z.number().int(),
  priorityDefinitions: z.object({ high: z.string(), medium: z.string(), low: z.string() }),
  /** As it was entered here; null where only the start settings say it. */
  publicUrl: z.string().nullable(),
  /** What links in mail begin with at present: `PUBLIC_URL` counts before what was entered. */
  reachedAt: z.string(),
  /** False while name and support address are those of the first start. */
  isNamed: z.boolean(),
  isDemo: z.boolean(),
  version: z.number().int(),
})
export type VendorSettings = z.output<typeof vendorSettings>

export const changeVendorInput = z.strictObject({
  name: vendorName.optional(),
  supportAddress: address.optional(),
  referencePrefix: referencePrefix.optional(),
  reopenDays: reopenDays.optional(),
  priorityDefinitions: priorityDefinitions.optional(),
  publicUrl: publicUrl.nullable().optional(),
  /** As it was read; another one by now is a conflict. */
  version: z.number().int().positive(),
})

export const readVendorSettingsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/vendor/settings',
  summary: 'Managers: everything that can be set about the vendor.',
  response: vendorSettings,
})

export const changeVendorEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/vendor/settings',
  summary:
    'Admins: change the vendor’s name, addresses, reference prefix, reopen window or priority definitions.',
  body: changeVendorInput,
  response: vendorSettings,
})
