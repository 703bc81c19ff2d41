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
    webhooks: 'Webhooks',
    keys: 'API keys',
    health: 'Health',
    audit: 'Audit',
  },
  role: { admin: 'Admin', manager: 'Manager', agent: 'Agent' },
  backToDesk: 'To the desk',
  denied: {
    title: 'This is for managers and admins',
    text: 'Here the company, its people and its promises are set up. An admin of yours can do it for you, or make you a manager.',
    who: 'Your admins: {{names}}.',
    way: 'Go to the desk',
  },
  overview: {
    title: 'Overview',
    lead: 'What this installation needs to answer its first customer. Each point ticks itself.',
    leadDone: 'Everything is there: this installation answers customers.',
    error: 'The checklist could not be loaded.',
    checklist: 'Set-up checklist',
    progress: '{{done}} of {{all}} done',
    done: 'Done',
    open: 'Open',
  },
  check: {
    vendorNamed: {
      title: 'Your company has its name',
      why: 'Customers read it on every page and in every mail.',
      way: 'Name it',
    },
    supportAddress: {
      title: 'Support has an address of its own',
      why: 'Answers come from it. Now it is the address of one of you.',
      way: 'Set the address',
    },
    packages: {
      title: 'Packages are published',
      why: 'What is published is what is enforced and promised.',
      way: 'See the packages',
    },
    products: {
      title: 'What you support is listed',
      why: 'Agreements cover products, and every case is about one.',
      way: 'Add a product',
    },
    secondWayIn: {
      title: 'The way in is safe',
      why: 'A second admin, or a code besides the password: so that nobody is locked out, or gets in.',
      way: 'Add an admin',
    },
    mailReceived: {
      title: 'Mail arrives',
      why: 'Point your mailbox here, or write a first mail to it, and it becomes a case or waits in triage.',
      way: 'Let mail in',
    },
    mailSent: {
      title: 'Mail leaves',
      why: 'Invitations and answers go out by mail. Until there is a mail server, mail is kept here.',
      way: 'Set up mail',
    },
    account: {
      title: 'A customer is here',
      why: 'The account is the company; its people and agreements belong to it.',
      way: 'Add an account',
    },
    agreement: {
      title: 'An agreement is in force',
      why: 'It says what the customer bought, and so what is promised.',
      way: 'Make an agreement',
    },
    seat: {
      title: 'Somebody may ask',
      why: 'A contact with a seat may open cases (T4).',
      way: 'Give a seat',
    },
    answeredCase: {
      title: 'A case was answered',
      why: 'The first public reply stops the first clock. From here on it is daily work.',
      way: 'Go to the queue',
    },
  },
  demo: {
    title: 'This is the demo of {{vendor}}',
    lead: 'Its people and cases are made up, and its password is published, so it can be used on this machine only.',
    how: 'To start for real, stop Fourline and run this once. It removes everybody and everything of the demo, and makes you the first admin:',
    after: 'From then on start it with FOURLINE_DEMO=0. The packages stay as they are published.',
  },
  people: {
    lead: 'Everybody who answers for you, what they may do, and on which lines they work.',
    roles: 'What each role may do',
  },
  roles: {
    title: 'What each role may do',
    lead: 'This is the table by which every request is let in or refused. What exactly somebody sees or changes is asked of each thing besides: a customer never reads what belongs to another.',
    error: 'The table could not be loaded.',
    permission: 'Permission',
    yes: 'Yes',
    no: 'No',
    admin: 'Admin',
    manager: 'Manager',
    agent: 'Agent',
    contact_admin: 'Account admin',
    contact: 'Contact',
    anonymous: 'Visitor',
  },
} satisfies WordTable
