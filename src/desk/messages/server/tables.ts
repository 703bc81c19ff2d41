import '#desk/cases/server/tables.ts'
import type { AccountId, CaseId, FileId } from '#platform/ids.ts'

export type DraftRow = {
  id: string
  author_kind: 'staff' | 'contact'
  author_id: string
  author_name: string
  account_id: AccountId
  case_id: CaseId
  mode: 'reply' | 'note'
  body: string
  attachment_ids: FileId[]
  version: number
  saved_at: Date
}

declare module '#platform/db/database.ts' {
  interface Database {
    drafts: DraftRow
  }
}
