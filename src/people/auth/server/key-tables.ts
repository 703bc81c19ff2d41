import type { StaffId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    api_keys: ApiKeyRow
  }
}

type ApiKeyRow = {
  id: string
  name: string
  /** SHA-256 of the whole key; the key itself is nowhere. */
  hash: string
  hint: string
  scopes: string[]
  created_by: StaffId
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
  ended_at: Date | null
  ended_by: string | null
}
