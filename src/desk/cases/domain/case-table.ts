import type { CaseSummary, ClockView } from '#desk/cases/domain/contract.ts'
import { csvTable } from '#platform/http/csv.ts'

const clockOf = (item: CaseSummary, kind: ClockView['kind']) => item.clocks.find((one) => one.kind === kind)

/** Cases as a table: what the list shows, and where the two promises stand. Instants are UTC. */
export const caseTable = csvTable<CaseSummary>('cases', {
  Reference: (item) => item.reference,
  Status: (item) => item.status,
  Type: (item) => item.type,
  Topic: (item) => item.topic,
  Service: (item) => item.service,
  Priority: (item) => item.priority,
  Product: (item) => item.product?.name,
  Line: (item) => item.line,
  'Handled by': (item) => item.handledBy,
  Assignee: (item) => item.assignee?.name,
  Subject: (item) => item.subject,
  Account: (item) => item.account.name,
  Contact: (item) => item.contact.name,
  Package: (item) => item.package,
  Channel: (item) => item.channel,
  Received: (item) => item.receivedAt,
  'Last entry': (item) => item.lastEntryAt,
  'Next due': (item) => item.nextDueAt,
  'First response': (item) => clockOf(item, 'first_response')?.state,
  'First response due': (item) => clockOf(item, 'first_response')?.dueAt,
  'First response stopped': (item) => clockOf(item, 'first_response')?.stoppedAt,
  Resolution: (item) => clockOf(item, 'resolution')?.state,
  'Resolution due': (item) => clockOf(item, 'resolution')?.dueAt,
  'Resolution stopped': (item) => clockOf(item, 'resolution')?.stoppedAt,
})
