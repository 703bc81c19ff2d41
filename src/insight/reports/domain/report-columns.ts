import type { Cell } from '#platform/http/csv.ts'
import { amountText } from '#promise/packages/domain/money.ts'
import type { PromiseRow, ReportRow } from './report-contract.ts'

/** The report as a table: one row for an account or a line, all numbers as numbers. */
export const promiseReportColumns: Record<string, (row: ReportRow) => Cell> = {
  Month: (row) => row.month,
  'Account or line': (row) => row.group.name,
  'Promises made': ({ promises }) => promises.made,
  Kept: ({ promises }) => promises.kept,
  Missed: ({ promises }) => promises.missed,
  Cancelled: ({ promises }) => promises.cancelled,
  'Kept only because lowered': ({ promises }) => promises.keptLowered,
  'Lowered to none': ({ promises }) => promises.lost,
  'By the first promise kept': ({ promises }) => promises.byFirst.kept,
  'By the first promise missed': ({ promises }) => promises.byFirst.missed,
  'First responses kept': ({ promises }) => ofKind(promises, 'first_response')?.kept ?? 0,
  'First responses missed': ({ promises }) => ofKind(promises, 'first_response')?.missed ?? 0,
  'Resolutions kept': ({ promises }) => ofKind(promises, 'resolution')?.kept ?? 0,
  'Resolutions missed': ({ promises }) => ofKind(promises, 'resolution')?.missed ?? 0,
  'Latest by minutes': ({ promises: { worstLateMs } }) =>
    worstLateMs === null ? null : Math.ceil(worstLateMs / 60_000),
  'Month before kept': ({ before }) => before.kept,
  'Month before missed': ({ before }) => before.missed,
  'Tracked targets within time': ({ targets }) => targets.kept,
  'Tracked targets over time': ({ targets }) => targets.missed,
  'Breach records open': ({ breaches }) => breaches.open,
  'Breach records recorded': ({ breaches }) => breaches.recorded,
  'Breach records approved': ({ breaches }) => breaches.approved,
  Credits: ({ breaches }) =>
    breaches.credits.map(({ currency, minor }) => `${amountText(minor, currency)} ${currency}`).join(', '),
}

function ofKind({ byKind }: ReportRow['promises'], kind: ReportRow['promises']['byKind'][number]['kind']) {
  return byKind.find((one) => one.kind === kind)
}

/** The promises behind a number, each as it was settled. */
export const promiseRowColumns: Record<string, (row: PromiseRow) => Cell> = {
  Case: (row) => row.reference,
  Subject: (row) => row.subject,
  Account: (row) => row.account.name,
  Line: (row) => row.line.name,
  Priority: (row) => row.priority,
  Kind: (row) => row.kind,
  Promised: (row) => row.guaranteed,
  Outcome: (row) => row.outcome,
  Started: (row) => row.startedAt,
  Due: (row) => row.dueAt,
  'Due before it was lowered': (row) => row.earlierDueAt,
  Stopped: (row) => row.stoppedAt,
  Clause: (row) => row.clause,
  'Breach record': (row) => row.breach?.state,
}
