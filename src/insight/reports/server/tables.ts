import type { StaffId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    report_mails: { month: string; staff_id: StaffId; queued_at: Date }
  }
}
