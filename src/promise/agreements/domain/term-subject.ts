import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { capital } from '#promise/packages/domain/page-words.ts'

/**
 * What stands at a path of terms, in the words in which changes of terms are listed; a pool by what it counts and the
 * services that draw from it.
 */
export function termSubject(terms: PackageVersion, path: string): string {
  const [kind = '', ...rest] = path.split('.')
  const code = rest.join('.')
  if (kind === 'firstResponse') return `First reply, ${code} priority`
  if (kind === 'resolution') return `Resolution, ${code} priority`
  if (kind === 'supportHours') return 'Support hours'
  if (kind === 'seats') return 'Seats'
  if (kind === 'services') return terms.services[code]?.name ?? code
  const pool = terms.pools[code]
  if (pool === undefined) return code
  return `${capital(pool.unit)} a year: ${pool.sharedBy.map((one) => terms.services[one]?.name ?? one).join(', ')}`
}
