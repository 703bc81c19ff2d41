import {
  explainFailure,
  type FailureReason,
  isAfterMessage,
  reasonInWords,
  statusIn,
} from './failure-reason.ts'
import { fieldOf, readSections, type ReportSection } from './report-sections.ts'

/** One recipient who did not get a mail. */
export type Bounce = {
  /** In lower case; null where the report does not say who it was. */
  recipient: string | null
  /** `x.y.z` of RFC 3463, as it was reported, or the nearest by what was. */
  status: string
  /** The address or its domain is gone; false for what may pass. */
  hard: boolean
}

/** A bounce with what else the report says of it. */
export type ReportedBounce = Bounce & {
  /** It is still being tried: nothing has come back yet. */
  delayed: boolean
  reason: FailureReason
  /** The answer of the server that refused, on one line; null where there is none. */
  said: string | null
}

const most = { recipients: 100, report: 60_000 }
const address = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9][a-z0-9.-]{0,250}[a-z0-9]/i

/**
 * Who did not get a mail, from a report about its delivery: from the fields of RFC 3464 where there are any,
 * else from the words that mail systems use. Delivered and relayed recipients are no bounces; delayed ones
 * are soft. It takes the message for a report: whether it is one says `mailClass`.
 * @param raw the message, each byte as one character (latin1)
 * @param sections its parts, where they have been read
 */
export function bouncesOf(raw: string, sections = readSections(raw)): Bounce[] {
  return reportedBounces(raw, sections).map(({ recipient, status, hard }) => ({ recipient, status, hard }))
}

/** The same with the cause, and apart what is only late. */
export function reportedBounces(raw: string, sections = readSections(raw)): ReportedBounce[] {
  const { report, original } = reportAndOriginal(sections)
  if (isOtherNotification(report)) return []
  const fields = sections.find(({ type, text }) => /delivery-status/.test(type) && hasRecipient(text))
  const source = fields?.text ?? (hasRecipient(report) ? report : undefined)
  const found = source === undefined ? undefined : fromFields(source.slice(0, most.report), report)
  if (found !== undefined) return unique(found)
  return unique(fromWords(raw, report, original))
}

const lateNotification = /"(?:notification|event)Type"\s{0,4}:\s{0,4}"DeliveryDelay"/

/** Providers notify of what was delivered in the same form. */
function isOtherNotification(report: string): boolean {
  return /"(?:notification|event)Type"\s{0,4}:\s{0,4}"(?!Bounce|DeliveryDelay)/.test(report)
}

function hasRecipient(text: string): boolean {
  return /^[> \t]{0,4}(final|original)-recipient[ \t]{0,4}:/im.test(text)
}

/** What the mail system itself wrote, and what it sends back where that stands in the same text. */
function reportAndOriginal(sections: readonly ReportSection[]): { report: string; original: string } {
  const own = sections.filter(({ type }) => type.startsWith('text/') && type !== 'text/rfc822-headers')
  const plain = own.filter(({ type }) => type !== 'text/html')
  const first = sections.findIndex(({ type }) => type.startsWith('message/rfc822'))
  const before = plain.filter((section) => first === -1 || sections.indexOf(section) < first)
  const used = before.length > 0 ? before : own
  const whole = used
    .map(({ text }) => text)
    .join('\n')
    .slice(0, most.report)
  const text = hasRecipient(whole) ? whole.replaceAll(/^> ?/gm, '') : whole
  const at = returned.exec(text)?.index ?? -1
  const attached = sections.find(({ type }) => type.includes('rfc822'))?.text ?? ''
  return at > 0
    ? { report: text.slice(0, at), original: text.slice(at) }
    : { report: text, original: attached }
}

const returned =
  /^[ \t>]{0,4}(-{2,80}[^\n]{0,80}(original|returned|copy of|header of|unsent|message text|message header|below this line)|original (message|mail|headers?) (as )?follow|bounced e-?mail:)|^(received|return-path|message-id)[ \t]{0,2}:/im

/** Blocks of fields, one for each recipient; undefined where none names one. */
function fromFields(text: string, report: string): ReportedBounce[] | undefined {
  const blocks = text.split(/\n[ \t]*\n/).filter(hasRecipient)
  if (blocks.length === 0) return undefined
  return blocks.slice(0, most.recipients).flatMap((block) => bounceOfBlock(block, report, blocks.length))
}

const notFailed = /^(delivered|relayed|expanded|deliverable)/i

function bounceOfBlock(block: string, report: string, blocks: number): ReportedBounce[] {
  const action = fieldOf(block, 'action').trim()
  const named = fieldOf(block, 'status')
  if (notFailed.test(action) || /^\s*2\./.test(named)) return []
  const recipient = recipientOf(block) ?? (blocks === 1 ? (recipientsInWords('', report)[0] ?? null) : null)
  const diagnostic = fieldOf(block, 'diagnostic-code')
  const around = blocks === 1 ? report : wordsAbout(report, recipient)
  const status = statusIn([named, diagnostic, around])
  const isEnough = reasonInWords(diagnostic) !== undefined && !isAfterMessage(around)
  const words = isEnough ? diagnostic : `${diagnostic}\n${around}`
  const delayed = /^delay/i.test(action)
  const said = saidIn(diagnostic.replace(/^[\w-]{1,20}\s{0,4};/, '')) ?? answerIn(around)
  return [{ recipient, ...explainFailure(status, words, delayed), delayed, said }]
}

function recipientOf(block: string): string | null {
  for (const name of ['final-recipient', 'original-recipient', 'x-actual-recipient']) {
    const found = address.exec(fieldOf(block, name).replace(/^[\w-]{1,20}\s{0,4};/, ''))?.[0]
    if (found !== undefined) return found.toLowerCase()
  }
  return null
}

/** The lines from the one that first names the recipient to the next one that names another. */
function wordsAbout(report: string, recipient: string | null): string {
  if (recipient === null) return report
  const lines = report.split('\n')
  const names = (line: string) => line.toLowerCase().includes(recipient)
  const from = lines.findIndex(names)
  if (from === -1) return report
  const rest = lines.slice(from)
  const end = rest.findIndex((line, at) => at > 0 && address.test(line) && !names(line))
  return rest.slice(0, end === -1 ? 40 : end).join('\n')
}

function fromWords(raw: string, report: string, original: string): ReportedBounce[] {
  const block = raw.slice(0, 50_000).replaceAll(/\r\n?/g, '\n').split('\n\n')[0] ?? ''
  const recipients = recipientsInWords(block, report)
  const known = recipients.length > 0 ? recipients : originalRecipients(original)
  if (known.length === 0) return [bounceFromWords(null, report)]
  return known.map((recipient) =>
    bounceFromWords(recipient, known.length === 1 ? report : wordsAbout(report, recipient)),
  )
}

const late =
  /delivery (is |has been )?delayed|delay(ed)? notification|warning message only|not need to resend/i

function bounceFromWords(recipient: string | null, words: string): ReportedBounce {
  const isLate = late.test(words.slice(0, 8000))
  const explained = explainFailure(statusIn([words]), words, isLate)
  const delayed = isLate || lateNotification.test(words)
  return { recipient, ...explained, delayed, said: answerIn(words) }
}

/** The line on which a server's refusing answer stands. */
function answerIn(words: string): string | null {
  return saidIn(/^.{0,80}(?<!\d)[45][0-5]\d[ -].{1,400}$/m.exec(words.slice(0, 8000))?.[0] ?? '')
}

function saidIn(text: string): string | null {
  const line = text
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed()
  return line === '' ? null : line
}

/** How mail systems name who did not get it, the surest first; one form is used for the whole report. */
const forms: readonly RegExp[] = [
  /"emailAddress"\s{0,4}:\s{0,4}"([^"\s]{3,320})"/g,
  /^[ \t]{0,8}<([^<>\s]{3,320})>:/gm,
  /rcpt to:[ \t]{0,4}<([^<>\s]{3,320})>/gi,
  /^[ \t>]{0,8}[^\n]{0,10}(?:recipients?|addressed to|original address|not delivered to|delivered to|message to|address)[ \t]{0,4}:?[ \t]{0,4}<?([^<>\s:]{1,64}@[^<>\s:,;]{1,250})/gim,
  /^[ \t]{0,20}["<']?([^<>\s"':,;()]{1,64}@[^<>\s"':,;()]{1,250})["'>]?:?(?:[ \t]|$)/gm,
  /<([^<>\s]{1,64}@[^<>\s]{1,250})>/g,
  /([^<>\s"':,;()]{1,64}@[^<>\s"':,;()]{1,250})/g,
]

function recipientsInWords(block: string, report: string): string[] {
  const failed = addressesIn(fieldOf(block, 'x-failed-recipients'))
  if (failed.length > 0) return failed
  const lines = report.slice(0, 20_000).split('\n')
  const about = lines
    .filter((line) => !/mail from:|envelope.?sender|^[ \t>]{0,4}from:/i.test(line))
    .join('\n')
  for (const form of forms) {
    const found = [...about.matchAll(form)].flatMap((match) => addressesIn(match[1] ?? ''))
    if (found.length > 0) return [...new Set(found)].slice(0, most.recipients)
  }
  return []
}

/** A report that names nobody is about whom the returned message went to. */
function originalRecipients(original: string): string[] {
  const to = /^to[ \t]{0,2}:([^\n]{1,1000})/im.exec(original.slice(0, 20_000))?.[1] ?? ''
  return addressesIn(to).slice(0, 1)
}

function addressesIn(text: string): string[] {
  const all = text.slice(0, 20_000).matchAll(new RegExp(address, 'gi'))
  return [...new Set([...all].map(([found]) => found.toLowerCase()))]
}

function unique(bounces: readonly ReportedBounce[]): ReportedBounce[] {
  const seen = new Map<string, ReportedBounce>()
  for (const bounce of bounces) {
    const key = bounce.recipient ?? ''
    if (!seen.has(key) || bounce.hard) seen.set(key, bounce)
  }
  return [...seen.values()]
}
