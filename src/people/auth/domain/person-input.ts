import { z } from 'zod'
import { address } from './address.ts'

/** What the verbs about people have in common. */
export const personName = z.string().trim().min(1).max(200)

/** A fixed offset (`+05:30`) or an IANA zone. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'This time zone is not known.')

/** Length is what protects a password; more than 128 characters only costs time. */
export const newPassword = z
  .string()
  .min(12, 'A password has at least 12 characters.')
  .max(128, 'A password has at most 128 characters.')

export const addStaffInput = z.strictObject({
  name: personName,
  email: address,
  role: z.enum(['admin', 'manager', 'agent']),
  timeZone: timeZone.default('UTC'),
  password: newPassword.optional(),
})

export const setPasswordInput = z.strictObject({ email: address, password: newPassword })

function isTimeZone(written: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(written)
    return true
  } catch {
    return false
  }
}
