import { FourlineError } from '#platform/errors.ts'

export type Refusal = Error & { responseCode: number }

/** What the sending server reads, and what it does by it: 4xx tries again, 5xx gives up, 421 hangs up. */
export function smtpError(responseCode: number, message: string): Refusal {
  return Object.assign(new Error(message), { responseCode })
}

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', '53100'])

/** What is not the sender's fault may be tried again: 452 where there is no room, 451 otherwise. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Error && 'responseCode' in error) return error as Refusal
  if (error instanceof FourlineError && error.kind === 'too_large') return smtpError(552, error.message)
  if (hasCode(error, full)) return smtpError(452, 'There is no room left here, please try again later')
  return smtpError(451, 'We cannot take mail at the moment, please try again later')
}

function hasCode(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code))
}
