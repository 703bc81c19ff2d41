import type { TriageCode } from './place-mail.ts'

export type AnswerText = { subject: string; body: string }

/** A Marketplace product as the vendor describes it (T5). */
export type Publisher = {
  name: string
  publisher: string | null
  supportAddress: string | null
  termsUrl: string | null
}

/**
 * The one courteous answer to a verified sender whose mail opened no case (SPEC 3.8). Fixed words and the
 * vendor's own name: nothing the sender wrote, no contact's name, so that it carries no one's message.
 */
export function triageAnswer(code: TriageCode, vendorName: string): AnswerText {
  const reason = sentences[code] ?? 'We could not open a case from it by itself.'
  return {
    subject: `Your message to ${vendorName} support`,
    body: [
      'Hello,',
      `Thank you for your message. ${reason} It is not lost: our support team keeps it and looks at it.`,
      'If your company has a support agreement with us, one of its authorised contacts can open a case for you, by mail or in the customer portal.',
      `${vendorName} support`,
    ].join('\n\n'),
  }
}

const sentences: Partial<Record<TriageCode, string>> = {
  sender_unknown:
    'This address is not registered with us as a contact who may open cases, so no case was opened.',
  refused: 'What it asks for could not be opened as a case by mail, so no case was opened.',
  several_accounts:
    'You are a contact of several of our customers, and we do not want to guess for which one you write. Please choose with the link below, answer an earlier mail of the case, or open the case in the customer portal.',
}

/**
 * The one courteous answer to a mail that names only a Marketplace product (T5): who supports it, where and on which
 * terms. Only what the vendor has entered about the product; nothing of what the sender wrote.
 */
export function marketplaceAnswer(product: Publisher, vendorName: string): AnswerText {
  const { name, publisher, supportAddress, termsUrl } = product
  const who = publisher ?? 'its publisher'
  return {
    subject: `Your message about ${name}`,
    body: [
      'Hello,',
      `Thank you for your message. ${name} is a Marketplace product: ${who} supports it, under the terms on its own page.`,
      ...(supportAddress === null ? [] : [`Write to ${who}: ${supportAddress}`]),
      ...(termsUrl === null ? [] : [`Its support terms: ${termsUrl}`]),
      'No case was opened. Your message is not lost: our support team keeps it and looks at it. If it is about one of our own products, answer this mail and name the product, and we take it from there.',
      `${vendorName} support`,
    ].join('\n\n'),
  }
}
