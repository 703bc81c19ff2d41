import type { WordTable } from '#web/words/i18n.ts'

/** Words of the admin console that belong to no single module. */
export const adminWords = {
  group: {
    promise: 'What we promise',
    people: 'Who answers',
    ways: 'Ways in',
    system: 'System',
  },
  nav: {
    overview: 'Overview',
    vendor: 'Your company',
    packages: 'Packages',
    calendars: 'Calendars',
    products: 'Products',
    people: 'People and roles',
    email: 'Email',
    webhooks: 'Webhooks and keys',
    health: 'Health',
    audit: 'Audit',
  },
  role: { admin: 'Admin', manager: 'Manager', agent: 'Agent' },
  backToDesk: 'To the desk',
  denied: {
    title: 'This is for managers and admins',
    text: 'Here the company, its people and its promises are set up. An admin of yours can do it for you, or make you a manager.',
    way: 'Go to the desk',
  },
  overview: {
    title: 'Overview',
    lead: 'What this installation needs to answer customers, and how far it is.',
  },
} satisfies WordTable
