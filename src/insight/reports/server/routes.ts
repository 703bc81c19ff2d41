import { route } from '#platform/http/route.ts'
import { readAccountRecordEndpoint, readOwnRecordEndpoint } from '../domain/record-contract.ts'
import { listPromiseRowsEndpoint, readPromiseReportEndpoint } from '../domain/report-contract.ts'
import {
  mailReportEndpoint,
  readSubscriptionEndpoint,
  setSubscriptionEndpoint,
} from '../domain/report-mail-contract.ts'
import { listPromiseRows } from './list-promise-rows.ts'
import { readAccountRecord, readOwnRecord } from './read-account-record.ts'
import { readPromiseReport } from './read-promise-report.ts'
import { mailReportNow, readSubscription, setSubscription } from './report-subscription.ts'

/** What was promised and how it went. */
export const reportRoutes = [
  route(readPromiseReportEndpoint, 'report.read', readPromiseReport),
  route(listPromiseRowsEndpoint, 'report.read', listPromiseRows),
  route(readAccountRecordEndpoint, 'report.read', readAccountRecord),
  route(readOwnRecordEndpoint, 'record.read', (ctx) => readOwnRecord(ctx)),
  route(readSubscriptionEndpoint, 'report.subscribe', (ctx) => readSubscription(ctx)),
  route(setSubscriptionEndpoint, 'report.subscribe', setSubscription),
  route(mailReportEndpoint, 'report.subscribe', mailReportNow),
]
