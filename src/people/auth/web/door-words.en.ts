import type { WordTable } from '#web/words/i18n.ts'

/** Words of the ways in besides the password. */
export const words = {
  ways: { link: 'Mail me a sign-in link', forgotten: 'Forgotten?' },
  back: 'Back to signing in',
  email: 'Email',
  missingEmail: 'Enter your email address.',
  ask: {
    password_reset: {
      title: 'Choose a new password',
      lead: 'We mail you a link. Until you have used it, your password stays as it is.',
      send: 'Mail me a link',
    },
    sign_in: {
      title: 'Sign in by mail',
      lead: 'We mail you a link that signs you in, once, without a password.',
      send: 'Mail me a link',
    },
  },
  sent: {
    title: 'Look into your mail',
    text: 'If {{email}} is known here, a mail with a link is on its way. The link works once, within ten minutes.',
    again: 'Nothing there after a minute or two? Look among the unwanted mail, or ask once more.',
    more: 'Send it once more',
    renewed: 'A new link is on its way to the address this one was sent to. It replaces the old one.',
  },
  link: {
    checking: 'Looking at your link…',
    enter: { title: 'Welcome back, {{name}}', lead: 'You sign in as {{email}}.', submit: 'Sign in' },
    reset: {
      title: 'Choose a new password',
      lead: 'For {{email}}. Every device where you are signed in is signed out.',
      submit: 'Save and sign in',
    },
    invite: {
      title: 'Welcome to {{vendor}} Support',
      customer:
        'Choose how you are called and a password. Then you can see and ask everything in your portal.',
      staff: 'Choose how you are called and a password. Then the desk is yours.',
      name: 'Name',
      address: 'You sign in as {{email}}.',
      submit: 'Come in',
      missingName: 'Enter your name.',
    },
    renew: 'Mail me a new link',
    toDoor: 'Go to the sign-in page',
  },
  over: {
    used: { title: 'This link was used', text: 'Each link works once. Nothing else has happened.' },
    expired: {
      title: 'This link is too old',
      text: 'For your safety a link works for a short time only. A new one takes a moment.',
    },
    superseded: {
      title: 'There is a newer link',
      text: 'You were sent another mail after this one. Use the link in that, or ask for a fresh one.',
    },
    closed: {
      title: 'This link opens nothing',
      text: 'Whoever it was sent to can no longer sign in here. If that is wrong, ask who invited you.',
    },
    unknown: {
      title: 'This link is not whole',
      text: 'Part of the address is missing. Copy all of it from the mail, or ask for a new link.',
    },
  },
  password: {
    label: 'New password',
    rule: 'At least 12 characters. Without your name, your address, or a word like “password”.',
    missing: 'Enter a new password.',
  },
  code: {
    title: 'One more step',
    lead: 'Enter the code your authenticator app shows for {{vendor}} support.',
    label: 'Code',
    backupLead: 'Enter one of the backup codes you kept. Each works once.',
    backupLabel: 'Backup code',
    toBackup: 'Use a backup code instead',
    toApp: 'Use the app instead',
    submit: 'Go on',
    missing: 'Enter the code.',
    over: 'That took too long, or too many codes were wrong. Please sign in again.',
  },
} satisfies WordTable
