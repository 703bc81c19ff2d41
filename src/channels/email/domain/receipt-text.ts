export type ReceiptFacts = {
  contactName: string
  vendorName: string
  reference: string
  subject: string
  /** The promised first reply, epoch milliseconds; null where none is guaranteed. */
  firstReplyDueMs: number | null
  /** The contact's own IANA zone. */
  timeZone: string
}

/** The receipt for a new case: its reference and when a first reply is promised. It stops no clock (SPEC 4.3). */
export function receiptText(facts: ReceiptFacts): string {
  const promise =
    facts.firstReplyDueMs === null
      ? 'We will answer as soon as we can.'
      : `You will have our first reply by ${wallClock(facts.firstReplyDueMs, facts.timeZone)}.`
  return [
    `Hello ${facts.contactName},`,
    `We have received your request “${facts.subject}”. Its reference is ${facts.reference}.`,
    promise,
    'To add something, simply answer this mail.',
    `${facts.vendorName} support`,
  ].join('\n\n')
}

function wallClock(ms: number, timeZone: string): string {
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms)
  return `${words} (${timeZone})`
}
