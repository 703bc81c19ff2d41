import { z } from 'zod'
import { supportHoursSchema } from '#promise/calendars/domain/calendar.ts'
import { packageVersionSchema } from '#promise/packages/domain/package-version.ts'

const availability = packageVersionSchema.shape.services.valueType.shape.availability
const minutes = z.number().int().positive().max(525_600)

/** What can stand at a path of terms: a target or none, how a service is available, a number, support hours. */
export const termValue = z.union([
  z.strictObject({ minutes, guaranteed: z.boolean() }).nullable(),
  availability,
  z.number().int().nonnegative().max(100_000),
  supportHoursSchema,
])

/**
 * One thing that was negotiated over a package version: where it stands, what was agreed, and a note for the team.
 * A target is working minutes in support hours, or null for none; a limit counts per agreement year.
 */
export const deviationSchema = z.strictObject({
  /** `firstResponse.high`, `resolution.low`, `services.<code>`, `pools.<code>`, `seats` or `supportHours`. */
  path: z
    .string()
    .regex(
      /^((firstResponse|resolution)\.(high|medium|low)|(services|pools)\..{1,80}|seats|supportHours)$/,
      'This cannot be negotiated.',
    ),
  value: termValue,
  note: z.string().trim().max(500).default(''),
})
export type Deviation = z.output<typeof deviationSchema>
