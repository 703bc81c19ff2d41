import type { WordTable } from '#web/words/i18n.ts'

/** Words of the first five steps. */
export const setUpWords = {
  page: 'Set up',
  step: 'Step {{step}} of 5',
  next: 'Save and go on',
  back: 'Back',
  you: {
    title: 'Let’s begin with you',
    lead: 'You become the first admin. All of this takes about three minutes, and each step is saved.',
    name: 'Your name',
    email: 'Your email address',
    password: 'Password',
    passwordHint: 'At least 12 characters. A few words in a row are easy to remember.',
    missingName: 'Say what you are called.',
    missingEmail: 'Enter your email address.',
    shortPassword: 'A password has at least 12 characters.',
  },
  company: {
    title: 'What is your company called?',
    lead: 'Customers read this name on every page and in every mail.',
    label: 'Company name',
    missing: 'Say what your company is called.',
  },
  support: {
    title: 'Where do customers write?',
    lead: 'Answers come from this address, and mail to it becomes cases. A shared one is best, not your own.',
    label: 'Support address',
  },
  prefix: {
    title: 'What are cases called?',
    lead: 'Every case gets a name that can be said on the phone. From the first case on, the letters stay.',
    label: 'Letters before the number',
    hint: '1 to 6 capital letters',
    example: '{{prefix}}-48213',
    exampleSubject: 'The nightly export writes an empty file',
  },
  address: {
    title: 'Where do people reach it?',
    lead: 'Links in mail begin with this address. As long as you only try it here, leave it as it is.',
    label: 'Public address',
    finish: 'Save and finish',
  },
  done: {
    title: 'This installation is set up',
    text: 'It has its admin. Sign in, or ask them to invite you.',
    way: 'Sign in',
    home: 'Go to the start page',
  },
  noCode: {
    title: 'Open the address that was printed',
    text: 'Whoever started Fourline sees one in the terminal. It ends in /setup#code=… and makes its reader the first admin, so it is shown nowhere else.',
    again: 'Each start prints a fresh one. You can also run',
  },
} satisfies WordTable
