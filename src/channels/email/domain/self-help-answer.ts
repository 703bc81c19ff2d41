import type { AnswerText } from './triage-answer.ts'

export type HelpLink = { label: string; url: string }

/**
 * The courteous answer of staff to a verified sender for whom no case is opened: where they find help. Fixed words,
 * the vendor's name and links of the vendor's own; nothing the sender wrote.
 */
export function selfHelpAnswer(links: readonly HelpLink[], vendorName: string): AnswerText {
  return {
    subject: `Where ${vendorName} can help you`,
    body: [
      'Hello,',
      'Thank you for your message. We have read it. We open no case from it, but this may help you further:',
      links.map(({ label, url }) => `${label}: ${url}`).join('\n'),
      'If your company has a support agreement with us, one of its authorised contacts can open a case for you at any time.',
      `${vendorName} support`,
    ].join('\n\n'),
  }
}
