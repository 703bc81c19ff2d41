declare module '#platform/db/database.ts' {
  interface Database {
    picture_senders: { staff_id: string; address: string }
  }
}
