import type { ColumnType, Generated } from 'kysely'
import type { StaffRole } from '#platform/context.ts'
import type { AccountId, ContactId, StaffId } from '#platform/ids.ts'
import type { LinkPurpose } from '../domain/link-contract.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    vendor: VendorRow
    set_up_codes: { code_hash: string; created_at: Date }
    staff: StaffRow
    sign_in_users: SignInUserRow
    sign_in_sessions: SignInSessionRow
    sign_in_credentials: SignInCredentialRow
    sign_in_rate_limits: SignInRateLimitRow
    sign_in_links: SignInLinkRow
    second_steps: SecondStepRow
    backup_codes: BackupCodeRow
  }
}

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>

export type PriorityDefinitions = { high: string; medium: string; low: string }

type VendorRow = {
  only_one: Generated<boolean>
  name: string
  support_address: string
  reference_prefix: Generated<string>
  reopen_days: Generated<number>
  priority_definitions: Json<PriorityDefinitions>
  is_demo: Generated<boolean>
  /** Where people reach this installation; null where only the start settings say it. */
  public_url: Generated<string | null>
  /** False while name and support address are those of the first start. */
  is_named: Generated<boolean>
  version: Generated<number>
}

type StaffRow = {
  id: StaffId
  /** The login; null while the person has none. */
  user_id: string | null
  name: string
  /** Canonical, see `canonicalAddress`. */
  email: string
  role: StaffRole
  time_zone: Generated<string>
  active: Generated<boolean>
  created_at: Date
  version: Generated<number>
}

/** A login only: rights live in `staff` and `contacts`. */
type SignInUserRow = {
  id: string
  name: string
  email: string
  emailVerified: Generated<boolean>
  image: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

type SignInSessionRow = {
  id: string
  expiresAt: Date
  token: string
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  ipAddress: string | null
  userAgent: string | null
  userId: string
}

type SignInCredentialRow = {
  id: string
  accountId: string
  /** `credential` for a password. */
  providerId: string
  userId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: Date | null
  refreshTokenExpiresAt: Date | null
  scope: string | null
  /** A hash, never the password. */
  password: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

type SignInRateLimitRow = {
  id: string
  key: string
  count: number
  /** Epoch milliseconds. */
  lastRequest: number
}

/** A way in that was sent to somebody; its token stands nowhere, see `linkToken`. */
type SignInLinkRow = {
  id: string
  purpose: LinkPurpose
  /** The login it opens; an invitation has none and names the person. */
  user_id: string | null
  staff_id: StaffId | null
  account_id: AccountId | null
  contact_id: ContactId | null
  email: string
  created_at: Date
  expires_at: Date
  used_at: Date | null
  superseded_at: Date | null
  /** An invitation that whoever sent it took back; it is superseded as well. */
  withdrawn_at: Generated<Date | null>
  attempts: Generated<number>
  /** Handed over by somebody who does not answer for the address: it gives this one person a login, and no other. */
  unproved: Generated<boolean>
  /** Where its reader wanted to go, see `ownPlace`. */
  wanted: Generated<string | null>
}

type SecondStepRow = {
  user_id: string
  /** Sealed, see `sealKey`. */
  sealed_secret: string
  created_at: Date
  /** Null while it is being set up. */
  confirmed_at: Date | null
  /** The 30-second step of the last code that was taken. */
  last_step: Generated<number>
  wrong_count: Generated<number>
  wrong_since: Date | null
}

type BackupCodeRow = { user_id: string; code_hash: string; used_at: Date | null }
