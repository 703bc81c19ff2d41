import { conflict } from '#platform/errors.ts'
import { brokenRule } from './broken-rule.ts'

/** Runs a change; where the database says that no admin would be left who can sign in, it says so in words. */
export async function refuseLastAdmin<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (brokenRule(error) !== 'last_admin') throw error
    throw conflict(
      'last_admin',
      'This is the last admin who can sign in. Make somebody else an admin first; nothing was changed.',
    )
  }
}
