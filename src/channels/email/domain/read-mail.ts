/** One header field: the name in lower case, the value unfolded but not decoded. */
export type MailHeader = { name: string; value: string }

export type MailAddress = { address: string; name: string | null }

/** What is known of an attachment without its bytes. */
export type MailAttachment = {
  name: string
  mediaType: string
  bytes: number
  sha256: string
  /** Shown within the text where it was written, as an image is. */
  inline: boolean
  /** What the HTML names it by (`cid:`); left out where it has none. */
  contentId?: string
}

/** A message as it was read. Texts carry no NUL and no other control characters. */
export type ReadMail = {
  /** Every header field in order, duplicates kept: what decides about a sender must see them all. */
  headers: MailHeader[]
  /** A CR alone among the headers: others may read other fields. Left out where there is none. */
  hasStrayReturn?: true
  /** For showing only; who the sender is says `senderVerdict`. */
  from: MailAddress | null
  to: string[]
  cc: string[]
  subject: string
  messageId: string | null
  inReplyTo: string[]
  references: string[]
  /** Media types of all parts, in lower case, the whole message first. */
  partTypes: string[]
  /** `REQUEST`, `REPLY`, … of a calendar part. */
  calendarMethod: string | null
  /** The whole readable text. */
  text: string
  attachments: MailAttachment[]
  warnings: string[]
}

export function headerValues(headers: readonly MailHeader[], name: string): string[] {
  return headers.filter((header) => header.name === name).map((header) => header.value)
}

export function firstHeader(headers: readonly MailHeader[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value
}
