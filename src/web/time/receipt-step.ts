/** A stretch of a due time's sum: counted, paused (counts 0), or closed hours, which are not printed. */
export type ReceiptStep = {
  kind: 'counted' | 'paused' | 'closed'
  /** ISO 8601. */
  from: string
  to: string
  /** Working milliseconds. */
  countedMs: number
}
