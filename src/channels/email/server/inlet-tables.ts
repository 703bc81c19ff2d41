import type { Generated } from 'kysely'
import type { StaffId } from '#platform/ids.ts'
import type { InletProvider } from '../domain/inlet-contract.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    mail_inlets: MailInletRow
    mail_inlet_proofs: { inlet_id: string; proof: string; raw_sha256: string; at: Date }
  }
}

export type MailInletRow = {
  id: string
  name: string
  provider: InletProvider
  sealed_secret: string
  state: Generated<'on' | 'off' | 'removed'>
  created_by: StaffId
  created_at: Date
  last_taken_at: Date | null
  last_refused_at: Date | null
  last_refusal: string | null
  version: Generated<number>
}
