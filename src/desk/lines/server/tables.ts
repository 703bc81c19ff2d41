import type { StaffId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    lines: {
      number: number
      name: string
      customer_name: string
      manager_id: StaffId | null
      version: number
    }
    line_members: { line: number; staff_id: StaffId }
    /** Working minutes. */
    line_targets: { line: number; priority: 'high' | 'medium' | 'low'; minutes: number }
  }
}
