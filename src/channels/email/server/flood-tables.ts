import type { Generated } from 'kysely'
import type { FloodId } from '#platform/ids.ts'
import type { FloodKind } from '../domain/flood-limits.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    mail_floods: FloodRow
    mail_buckets: { key: string; tokens: number; at: Date }
  }
}

export type FloodRow = {
  id: FloodId
  kind: FloodKind
  /** Empty for the null sender, and for strangers. */
  sender: string
  /** Empty but for one sender from one place. */
  network: string
  first_at: Date
  last_at: Date
  messages: number
  state: Generated<'open' | 'let_through' | 'discarded'>
  reason: string | null
  decided_at: Date | null
  version: Generated<number>
}
