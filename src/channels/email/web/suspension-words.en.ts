import type { WordTable } from '#web/words/i18n.ts'

/** Words of addresses that mail does not reach, and of how much may leave. */
export const suspensionWords = {
  page: {
    title: 'Addresses',
    lead: 'Which addresses get no mail from here, whose mail is kept away, and how much mail may leave.',
  },
  list: {
    title: 'Addresses mail does not reach',
    lead: 'What was sent came back. Nothing more goes to them, so that nobody takes us for a sender of junk; it is held here meanwhile.',
    label: 'Addresses mail does not reach',
    empty: 'Mail reaches everybody',
    emptyText: 'An address stands here when mail to it comes back for good, or five times in a row.',
    failed: 'The addresses could not be loaded.',
    more: 'Show more',
    nobody: 'No contact, no colleague',
    column: { address: 'Address', since: 'Since', reason: 'Why', waiting: 'Held', act: 'Try again' },
    waiting_one: '{{count}} mail',
    waiting_other: '{{count}} mails',
    none: 'None',
  },
  again: 'Try again',
  againOf: 'Try again: {{address}}',
  againDone: 'Mail goes to {{address}} again.',
  againDoneWith_one: 'Mail goes to {{address}} again; {{count}} that was held is on its way.',
  againDoneWith_other: 'Mail goes to {{address}} again; {{count}} that were held are on their way.',
  undone: 'No mail goes to {{address}}, as before.',
  note: 'Mail to this address comes back since {{date}}:',
  noteComplaint: 'Marked our mail as unwanted on {{date}}: only sign-in links and security notices are sent.',
  reason: {
    no_such_user: 'there is no such mailbox.',
    no_such_host: 'there is no mail server of that name.',
    no_mail_there: 'the domain takes no mail.',
    moved: 'the person has moved to another address.',
    mailbox_full: 'the mailbox is full.',
    suspended: 'the mailbox is closed for now.',
    too_big: 'the mail was too big.',
    greylisted: 'the server asked to come back later, and then did not take it.',
    sender_refused: 'the server does not take mail from our address.',
    refused: 'the server refused it by its own rules.',
    expired: 'it could not be delivered in time.',
    connection: 'the mail server there could not be reached.',
    system: 'the mail server there has a fault.',
    unknown: 'nobody said why.',
    complaint: 'its reader marked our mail as unwanted.',
  },
  said: 'The server said: {{said}}',
  bounce: {
    cameBack: 'A report of {{at}} says that it was not delivered:',
    complaint:
      'Its reader marked it as unwanted on {{at}}. Only sign-in links and security notices go to them now.',
    said: 'The server said: {{said}}',
    status: 'Code {{status}}.',
  },
  held: {
    suspended:
      'It was not sent, because mail to {{address}} comes back. It leaves when somebody tries the address again.',
    recipient_budget:
      'It was not sent yet: {{address}} has had as much mail as one address gets. It leaves by itself after {{at}}.',
    installation_budget:
      'It was not sent yet: as much mail has left as may leave in an hour. It leaves by itself after {{at}}.',
    stranger:
      'It was not sent: {{address}} is no contact and no colleague. They get one answer a day, of fixed words, and nothing else.',
    look: 'Addresses mail does not reach',
  },
  budget: {
    title: 'How much mail may leave',
    lead: 'In an hour, all together. What is beyond waits and leaves by itself. Sign-in links and security notices have a share of their own, so that nothing keeps anybody from signing in.',
    field: 'Mails an hour',
    hint: 'Usual: {{usual}}. Your mail provider may allow fewer.',
    used: '{{used}} of {{all}} have left in this hour.',
    waiting_one: '{{count}} mail waits for a place.',
    waiting_other: '{{count}} mails wait for a place.',
    look: 'Look at them',
    wrong: 'Enter a number from {{min}} to {{max}}.',
    save: 'Save',
    saved: 'Up to {{perHour}} mails leave in an hour from now on.',
    failed: 'Not saved; what you typed is still here.',
    error: 'It could not be loaded how much may leave.',
  },
} satisfies WordTable
