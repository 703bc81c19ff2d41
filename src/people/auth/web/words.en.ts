import type { WordTable } from '#web/words/i18n.ts'

/** Words of the door. */
export const words = {
  title: 'Sign in',
  lead: 'Customers come to their portal, the support team to its desk.',
  expired: 'Sign in, and you go on where you wanted to be. What you had typed is kept.',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  missingEmail: 'Enter your email address.',
  missingPassword: 'Enter your password.',
  wrong: 'That address and password do not fit together. Check both, or use another address.',
  slowDown: 'Too many tries in a row. Wait a minute, then try again.',
  demo: {
    title: 'Try it as',
    lead: 'This is a demo: these people are made up, and their password is fourline-demo.',
    customers: 'Customers',
    team: 'The support team',
    fill: 'Sign in as {{email}}',
    people: {
      admin: 'Administrator',
      manager: 'Support manager',
      agent: 'Agent, line 1',
      expert: 'Specialist, line 2',
      basic: 'Basic package',
      colleague: 'Basic, may not submit',
      business: 'Business package',
      premium: 'Premium package',
      developer: 'Premium, developer',
    },
  },
  denied: {
    contact: {
      title: 'This page is the customers’',
      text: 'You are signed in as one of the support team. Its work is on the desk.',
      way: 'Go to the desk',
    },
    staff: {
      title: 'This page is the support team’s',
      text: 'You are signed in as a customer. Your cases are in your portal.',
      way: 'Go to your portal',
    },
  },
  missing: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or what was here is not yours to see.',
    way: 'Go to the start page',
  },
  broken: {
    title: 'This page broke',
    safe: 'What you had typed is kept in this browser where the page keeps drafts.',
  },
  support: '{{vendor}} Support',
} satisfies WordTable
