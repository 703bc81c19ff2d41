import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { conflict } from '#platform/errors.ts'

/** Refuses what was decided from an older state of the case (409). */
export function requireVersion(found: Pick<FoundCase, 'version'>, version: number | undefined): void {
  if (version !== undefined && version !== found.version) {
    throw conflict(
      'changed_meanwhile',
      'Someone changed this case a moment ago. Look at it again before you change it.',
    )
  }
}
