import type { ColumnType, JSONColumnType } from 'kysely'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    package_versions: {
      id: string
      code: string
      version: number
      terms: JSONColumnType<PackageVersion, string, string>
      published_at: Date | null
    }
    /** The whole catalogue behind the package versions of the same number, as it was published. */
    catalogue_editions: {
      version: number
      document: JSONColumnType<object, string, string>
      published_at: Date
    }
    /** The open draft of the next edition, and the last one that was put away. */
    catalogue_drafts: {
      id: string
      document: string
      version: ColumnType<number, number | undefined, number>
      based_on: number | null
      started_at: Date
      started_by: string
      changed_at: Date
      changed_by: string
      ended_at: ColumnType<Date | null, undefined, Date | null>
      ended_by: ColumnType<string | null, undefined, string | null>
    }
  }
}
