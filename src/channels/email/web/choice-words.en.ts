import type { WordTable } from '#web/words/i18n.ts'

/** Words of the page where somebody of several accounts says for which one they wrote. */
export const choiceWords = {
  title: 'For which company did you write?',
  lead: 'You are a contact of several of our customers. Choose one, and we open a case from your message for it. Our response times start with your choice.',
  accounts: 'Company',
  send: 'Open the case',
  missing: 'Choose the company first.',
  chosen: 'Your case is open',
  chosenText: 'Its reference is {{reference}}. We answer by mail, and you find it in the customer portal.',
  toCase: 'See it in the portal',
  expired: 'This link has expired',
  expiredText:
    'It opened for 14 days. Your message is kept, and our support team sees it. You can also write again.',
  handled: 'We have it already',
  handledText: 'Our support team has looked after your message. There is nothing left to choose.',
  left: 'You are no contact any more',
  leftText:
    'Your address is not registered with us any more, so no case can be opened with this link. A colleague who is an authorised contact can open one for you.',
  unknown: 'This link is not known',
  unknownText: 'It may have been cut off in the mail. Copy all of it into the address bar.',
  toPortal: 'Go to the portal',
} satisfies WordTable
