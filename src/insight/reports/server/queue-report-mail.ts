import { ownMessageId } from '#channels/email/domain/own-message-id.ts'
import { queueOutgoing } from '#channels/email/server/queue-outgoing.ts'
import { switchUrl } from '#channels/notifications/server/queue-notification-mail.ts'
import { readRecipient } from '#channels/notifications/server/read-recipient.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import { csvHead, csvRow } from '#platform/http/csv.ts'
import type { StaffId } from '#platform/ids.ts'
import { type PromiseReport, readPromiseReportEndpoint, type ReportRow } from '../domain/report-contract.ts'
import { reportMail } from '../domain/report-mail.ts'
import { readPromiseReport } from './read-promise-report.ts'

type Wanted = {
  month: string
  staffId: StaffId
  /** Part of its Message-ID: the same mail is queued once. */
  mailId: string
  /** It came by itself, and can be turned off. */
  isMonthly: boolean
}

/** Queues the report of a month for one of the staff, with the whole of it as CSV. Resolves to the address. */
export async function queueReportMail(
  ctx: Context,
  tx: Tx,
  { month, staffId, mailId, isMonthly }: Wanted,
): Promise<string | undefined> {
  const person = await readRecipient(tx, staffId)
  if (person === undefined) return undefined
  const vendor = await readVendor(tx)
  const { first, rows } = await readWhole(within(ctx, tx), month)
  const offUrl = isMonthly ? await switchUrl(ctx, tx, person, 'report') : null
  const mail = reportMail(first, {
    personName: person.name,
    vendorName: vendor.name,
    publicUrl: ctx.publicUrl.replace(/\/$/, ''),
    offUrl,
  })
  const { csv } = readPromiseReportEndpoint
  const content = csvHead(csv) + rows.map((row) => csvRow(csv.cellsOf(row))).join('')
  await queueOutgoing(
    ctx,
    tx,
    {
      ...mail,
      kind: 'report',
      account_id: null,
      case_id: null,
      entry_id: null,
      to_address: person.email,
      to_name: person.name,
      from_address: vendor.supportAddress,
      reply_to: null,
      in_reply_to: null,
      message_id: ownMessageId('report', mailId, vendor.supportAddress),
      unsubscribe_url: offUrl,
    },
    [{ name: `promises-${month}.csv`, mediaType: 'text/csv; charset=utf-8', content }],
  )
  return person.email
}

/** The first page, which the mail shows, and every row. */
async function readWhole(ctx: Context, month: string): Promise<{ first: PromiseReport; rows: ReportRow[] }> {
  const asked = { month, by: 'account' as const, limit: 200 }
  const first = await readPromiseReport(ctx, asked)
  const rows = [...first.items]
  for (let { next } = first; next !== null;) {
    const page = await readPromiseReport(ctx, { ...asked, after: next })
    rows.push(...page.items)
    next = page.next
  }
  return { first, rows }
}
