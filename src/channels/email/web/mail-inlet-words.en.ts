import type { WordTable } from '#web/words/i18n.ts'

/** Words about mail that providers post. */
export const mailInletWords = {
  title: 'Mail providers',
  lead: 'A mail provider that receives for your domain can post each message to an address of yours here. Every post is proven before anything of it is kept.',
  add: 'Add a provider',
  empty: 'None posts here yet. You need none where your own mail server delivers by SMTP.',
  loadFailed: 'The mail providers could not be loaded.',
  more: 'Show more',
  provider: {
    mailgun: 'Mailgun',
    sendgrid: 'Twilio SendGrid',
    ses: 'Amazon SES',
    postmark: 'Postmark',
    signed: 'A worker of your own',
  },
  how: {
    mailgun: 'Make a route in Mailgun that forwards to the address shown here.',
    sendgrid:
      'In Inbound Parse, post to the address shown here, tick “POST the raw, full MIME message”, and turn signature verification on.',
    ses: 'Let a receipt rule publish to an SNS topic, encoded in Base64, and subscribe the address shown here to it over HTTPS. The subscription confirms itself. SNS carries messages up to 150 KB.',
    postmark:
      'Set the inbound webhook to the address we show once, and tick “Include raw email content in JSON payload”.',
    signed:
      'Post the message as it is, signed as Standard Webhooks says, with its envelope in X-Envelope-From and X-Envelope-To.',
  },
  address: 'Posts to',
  last: 'Newest message',
  none: 'None yet',
  refused: 'Refused a post',
  off: 'Switched off',
  menu: 'What to do with {{name}}',
  edit: 'Change',
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  remove: 'Remove',
  done: {
    on: '{{name}} may post again.',
    off: '{{name}} may post nothing now.',
    removed: '{{name}} is removed.',
  },
  notDone: 'Nothing was changed. {{why}}',
  form: {
    addTitle: 'Add a mail provider',
    editTitle: 'Change {{name}}',
    addSend: 'Add it',
    editSend: 'Save',
    name: 'Name',
    namePlaceholder: 'Mailgun, support',
    provider: 'Provider',
    missingName: 'Give it a name by which you will know it.',
    missingSecret: 'Enter what the provider shows.',
    kept: 'What is kept stays as it is where this is empty.',
    secret: {
      mailgun: 'HTTP webhook signing key',
      sendgrid: 'Verification key',
      ses: 'ARN of the SNS topic',
    },
  },
  saved: 'Saved.',
  once: {
    title: { postmark: 'The address for Postmark, with its password', signed: 'The secret that signs' },
    note: 'Copy it now: it is not shown again. Where it is lost, add another and remove this one.',
    lost: 'It was made, but its secret could not be shown. Remove it and add another.',
    copy: 'Copy',
    copied: 'Copied',
    done: 'I have it',
  },
} satisfies WordTable
