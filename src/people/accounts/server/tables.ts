import type { Generated } from 'kysely'
import type { AccountId, ContactId, FileId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    accounts: AccountRow
    contacts: ContactRow
    certifications: CertificationRow
    products: ProductRow
    environments: EnvironmentRow
  }
}

/** Who at an account sees a case (SPEC 5.1). */
export type CaseVisibility = 'company' | 'own'

type AccountRow = {
  id: AccountId
  name: string
  case_visibility: Generated<CaseVisibility>
  created_at: Date
  version: Generated<number>
}

type ContactRow = {
  id: ContactId
  account_id: AccountId
  /** The login; null while the person has none. A person at several accounts has one. */
  user_id: string | null
  name: string
  /** Canonical, see `canonicalAddress`. */
  email: string
  is_account_admin: Generated<boolean>
  time_zone: Generated<string>
  language: Generated<string>
  ended_at: Date | null
  /** Who they turned out to be; their address is a further one of that contact from then on. */
  merged_into: Generated<ContactId | null>
  created_at: Date
  version: Generated<number>
}

type CertificationRow = {
  id: string
  account_id: AccountId
  contact_id: ContactId
  kind: string
  /** Dates `YYYY-MM-DD`, read in the coverage zone; the end is exclusive. */
  valid_from: string
  valid_until: string | null
  proof: string | null
  proof_file_id: Generated<FileId | null>
  added_by: Generated<string | null>
  added_at: Generated<Date | null>
  /** The row that stands instead of it. */
  replaced_by: Generated<string | null>
  ended_at: Generated<Date | null>
  ended_by: Generated<string | null>
  end_reason: Generated<string | null>
  reminded_at: Generated<Date | null>
}

type ProductRow = {
  code: string
  name: string
  kind: 'platform' | 'marketplace'
  publisher: string | null
  support_address: string | null
  terms_url: string | null
  version: Generated<number>
}

type EnvironmentRow = {
  id: string
  account_id: AccountId
  product_code: string
  name: string
  kind: 'production' | 'test'
  version: string
  url: string | null
  revision: Generated<number>
}
