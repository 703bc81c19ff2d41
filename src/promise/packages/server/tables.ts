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
  }
}
