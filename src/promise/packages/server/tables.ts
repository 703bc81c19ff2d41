import type { JSONColumnType } from 'kysely'
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
  }
}
