import { csvTable } from '#platform/http/csv.ts'
import type { TriageItem } from './contract.ts'
import type { OutgoingItem } from './outgoing-contract.ts'
import type { DecidedItem } from './triage-acts-contract.ts'

/** Messages that wait for people, as a table. */
export const triageTable = csvTable<TriageItem>('triage', {
  Received: (item) => item.receivedAt,
  From: (item) => item.from.name,
  Address: (item) => item.from.address,
  Sender: (item) => item.sender,
  Subject: (item) => item.subject,
  Reason: (item) => item.reason,
  Text: (item) => item.preview,
})

/** Messages that were put aside or ignored, as a table. */
export const decidedTable = csvTable<DecidedItem>('decided-mail', {
  Decided: (item) => item.decidedAt,
  What: (item) => item.decided,
  By: (item) => item.decidedBy,
  Because: (item) => item.because,
  Received: (item) => item.receivedAt,
  From: (item) => item.from.name,
  Address: (item) => item.from.address,
  Sender: (item) => item.sender,
  Subject: (item) => item.subject,
})

/** Mail to customers, as a table. */
export const outgoingTable = csvTable<OutgoingItem>('outgoing-mail', {
  Queued: (item) => item.queuedAt,
  Sent: (item) => item.sentAt,
  State: (item) => item.state,
  Attempts: (item) => item.attempts,
  'Last error': (item) => item.lastError,
  Kind: (item) => item.kind,
  To: (item) => item.to,
  Subject: (item) => item.subject,
  Case: (item) => item.caseReference,
  'Message-ID': (item) => item.messageId,
})
