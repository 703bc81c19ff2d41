import { mailLink, mailPage } from '#channels/email/domain/mail-layout.ts'
import { html, type HtmlValue } from '#platform/http/html.ts'
import { moneyWords } from '#promise/packages/domain/money.ts'
import type { Month } from './month.ts'
import type { PromiseReport, ReportRow } from './report-contract.ts'

type Letter = {
  personName: string
  vendorName: string
  /** `https://support.example`, without a slash at its end. */
  publicUrl: string
  /** Turns the monthly report off; null where it was asked for this once. */
  offUrl: string | null
}

export type ReportMail = { subject: string; body: string; html: string }

const rowsShown = 15

/** The report of a month as a mail; the whole of it is attached as CSV. */
export function reportMail(report: PromiseReport, letter: Letter): ReportMail {
  const month = monthWords(report.month)
  const lead = leadOf(report)
  const rows = report.items.slice(0, rowsShown)
  const address = `${letter.publicUrl}/desk/reports/promises?month=${report.month}`
  const more = report.items.length - rows.length + (report.next === null ? 0 : 1)
  const rest = more > 0 ? 'The rest is in the file attached, and on the page.' : null
  const title = `Promises kept in ${month}${report.isSoFar ? ', so far' : ''}`
  return {
    subject: `${title}: ${rateWords(report.total.promises)}`,
    body: [
      `Hello ${letter.personName},`,
      `${title}.`,
      lead.join('\n'),
      rows.map(lineOf).join('\n'),
      rest,
      `Read it, with every case behind it: ${address}`,
      footerOf(letter).join('\n'),
    ]
      .filter((part) => part !== null && part !== '')
      .join('\n\n'),
    html: page(title, lead, rows, { rest, address, letter }),
  }
}

/** "39 of 40"; "none due" where there was none. */
export function rateWords({ kept, missed }: { kept: number; missed: number }): string {
  return kept + missed === 0 ? 'none due' : `${kept} of ${kept + missed}`
}

/** "October 2026" */
export function monthWords(month: Month): string {
  const format = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(Date.parse(`${month}-01T00:00:00Z`))
}

function leadOf({ total: { promises, before, targets, breaches } }: PromiseReport): string[] {
  const changed = promises.keptLowered + promises.lost > 0
  const credits = breaches.credits.map(({ minor, currency }) => moneyWords(minor, currency, 'en-GB'))
  return [
    `Promises kept: ${rateWords(promises)}. The month before: ${rateWords(before)}.`,
    changed ? `By the first promise, before priorities were lowered: ${rateWords(promises.byFirst)}.` : null,
    promises.cancelled > 0 ? `Cancelled with their case, in no rate: ${promises.cancelled}.` : null,
    promises.missed > 0
      ? `Breach records: ${breaches.open} open, ${breaches.recorded} to approve, ${breaches.approved} approved.`
      : null,
    credits.length > 0 ? `Credits: ${credits.join(', ')}.` : null,
    `Targets we track, never promised: ${rateWords(targets)} within their time.`,
  ].filter((line) => line !== null)
}

function lineOf({ group, promises }: ReportRow): string {
  const first = promises.keptLowered + promises.lost > 0
  return `${group.name}: ${rateWords(promises)}${first ? ` (by the first promise ${rateWords(promises.byFirst)})` : ''}`
}

function footerOf({ vendorName, publicUrl, offUrl }: Letter): string[] {
  return [
    `${vendorName} support`,
    '',
    offUrl === null
      ? 'You get this mail because you asked for it on the page of the report.'
      : 'You get this mail because you asked for the report on the first of each month.',
    ...(offUrl === null ? [] : [`Turn it off: ${offUrl}`]),
    `Choose what comes by mail: ${publicUrl}/desk/settings/notifications`,
  ]
}

type Rest = { rest: string | null; address: string; letter: Letter }

const cell = 'padding:6px 16px 6px 0;border-bottom:1px solid #8886;text-align:left;vertical-align:top'

function page(title: string, lead: string[], rows: readonly ReportRow[], { rest, address, letter }: Rest) {
  return mailPage({
    language: 'en',
    title,
    content: html`<p>Hello ${letter.personName},</p>
      ${lead.map((line) => html`<p style="margin:0">${line}</p>`)} ${rows.length > 0 && table(rows)}
      ${rest !== null && html`<p>${rest}</p>`}
      <p>${mailLink(address, 'Read it, with every case behind it')}</p>`,
    footer: footerParts(letter),
  })
}

function table(rows: readonly ReportRow[]): HtmlValue {
  return html`<table
    style="border-collapse:collapse;width:100%;margin:16px 0;font-size:14px;line-height:20px"
  >
    <thead>
      <tr>
        <th scope="col" style="${cell}">Account</th>
        <th scope="col" style="${cell}">Promises kept</th>
        <th scope="col" style="${cell}">By the first promise</th>
        <th scope="col" style="${cell}">Month before</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ group, promises, before }) =>
          html`<tr>
            <th scope="row" style="${cell};font-weight:500">${group.name}</th>
            <td style="${cell}">${rateWords(promises)}</td>
            <td style="${cell}">${rateWords(promises.byFirst)}</td>
            <td style="${cell}">${rateWords(before)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function footerParts(letter: Letter): HtmlValue {
  const off = letter.offUrl
  const settings = `${letter.publicUrl}/desk/settings/notifications`
  const [who = '', , why = ''] = footerOf(letter)
  return html`${who}<br />${why}<br />${
      off !== null && html`${mailLink(off, 'Turn it off')} · `
    }${mailLink(settings, 'Choose what comes by mail')}`
}
