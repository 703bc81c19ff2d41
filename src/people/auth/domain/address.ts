import { z } from 'zod'
import { canonicalAddress } from './canonical-address.ts'

/** Input that names a person's e-mail address; what comes out is its canonical form. */
export const address = z.string().transform((written, check) => {
  const canonical = canonicalAddress(written)
  if (canonical !== null) return canonical
  check.addIssue({ code: 'custom', message: 'This is not an e-mail address that can be used here.' })
  return z.NEVER
})
