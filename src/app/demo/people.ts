/** The vendor of the demo, its people and its customers. Data only. */

export const demoPassword = 'fourline-demo'

export const demoVendor = {
  name: 'Quillane',
  supportAddress: 'support@vendor.example',
  referencePrefix: 'FL',
  reopenDays: 14,
  priorityDefinitions: {
    high: 'Work in production has stopped, or data is wrong or lost, and there is no way around it.',
    medium: 'Part of the work is hindered, or there is a way around that costs time.',
    low: 'A question, a blemish or a wish; work goes on as usual.',
  },
} as const

export const demoProducts = [
  { code: 'studio', name: 'Quillane Studio', kind: 'platform' },
  {
    code: 'mapviewer',
    name: 'Map Viewer',
    kind: 'marketplace',
    publisher: 'Northfold Cartography',
    supportAddress: 'help@northfold.example',
    termsUrl: 'https://northfold.example/map-viewer/support-terms',
  },
] as const

export type StaffKey = 'rosalind' | 'tomasz' | 'priya' | 'dele' | 'mei' | 'noor' | 'ilse' | 'bohdan'

export type DemoStaff = {
  key: StaffKey
  name: string
  email: string
  role: 'admin' | 'manager' | 'agent'
  timeZone: string
  lines: readonly number[]
}

export const demoStaff: readonly DemoStaff[] = [
  {
    key: 'rosalind',
    name: 'Rosalind Achterberg',
    email: 'admin@vendor.example',
    role: 'admin',
    timeZone: 'Europe/Amsterdam',
    lines: [],
  },
  {
    key: 'tomasz',
    name: 'Tomasz Wilk',
    email: 'manager@vendor.example',
    role: 'manager',
    timeZone: 'Europe/Warsaw',
    lines: [],
  },
  {
    key: 'priya',
    name: 'Priya Nair',
    email: 'agent@vendor.example',
    role: 'agent',
    timeZone: 'Europe/Lisbon',
    lines: [1],
  },
  {
    key: 'dele',
    name: 'Dele Akinwande',
    email: 'dele@vendor.example',
    role: 'agent',
    timeZone: 'Africa/Lagos',
    lines: [1],
  },
  {
    key: 'mei',
    name: 'Mei Castellano',
    email: 'mei@vendor.example',
    role: 'agent',
    timeZone: 'Australia/Sydney',
    lines: [1, 2],
  },
  {
    key: 'noor',
    name: 'Noor Haddad',
    email: 'expert@vendor.example',
    role: 'agent',
    timeZone: 'Europe/Berlin',
    lines: [2],
  },
  {
    key: 'ilse',
    name: 'Ilse Vanterpool',
    email: 'ilse@vendor.example',
    role: 'agent',
    timeZone: 'America/Curacao',
    lines: [3],
  },
  {
    key: 'bohdan',
    name: 'Bohdan Kravets',
    email: 'bohdan@vendor.example',
    role: 'agent',
    timeZone: 'Europe/Kyiv',
    lines: [4],
  },
]

export type AccountKey = 'vellerup' | 'tembo' | 'bluegum'

export type ContactKey =
  | 'maren'
  | 'tilde'
  | 'emil'
  | 'wanjiru'
  | 'abdi'
  | 'achieng'
  | 'peter'
  | 'harriet'
  | 'kiran'
  | 'sione'
  | 'megan'
  | 'luca'

export type DemoContact = {
  key: ContactKey
  name: string
  email: string
  timeZone: string
  isAccountAdmin?: boolean
  /** Whether the agreement names them (T4). */
  hasSeat: boolean
  certification?: string
}

export type DemoAccount = { key: AccountKey; name: string; contacts: readonly DemoContact[] }

export const demoAccounts: readonly DemoAccount[] = [
  {
    key: 'vellerup',
    name: 'Vellerup Bakeries',
    contacts: [
      {
        key: 'maren',
        name: 'Maren Skovgaard',
        email: 'contact@basic.example',
        timeZone: 'Europe/Copenhagen',
        isAccountAdmin: true,
        hasSeat: true,
      },
      {
        key: 'tilde',
        name: 'Tilde Rask',
        email: 'tilde@basic.example',
        timeZone: 'Europe/Copenhagen',
        hasSeat: true,
      },
      {
        key: 'emil',
        name: 'Emil Brandt',
        email: 'colleague@basic.example',
        timeZone: 'Europe/Copenhagen',
        hasSeat: false,
      },
    ],
  },
  {
    key: 'tembo',
    name: 'Tembo Freight',
    contacts: [
      {
        key: 'wanjiru',
        name: 'Wanjiru Kamau',
        email: 'contact@business.example',
        timeZone: 'Africa/Nairobi',
        isAccountAdmin: true,
        hasSeat: true,
      },
      {
        key: 'abdi',
        name: 'Abdi Warsame',
        email: 'abdi@business.example',
        timeZone: 'Africa/Nairobi',
        hasSeat: true,
      },
      {
        key: 'achieng',
        name: 'Achieng Odhiambo',
        email: 'achieng@business.example',
        timeZone: 'Africa/Nairobi',
        hasSeat: true,
      },
      {
        key: 'peter',
        name: 'Peter Mwangi',
        email: 'peter@business.example',
        timeZone: 'Africa/Nairobi',
        hasSeat: false,
      },
    ],
  },
  {
    key: 'bluegum',
    name: 'Bluegum Health Mutual',
    contacts: [
      {
        key: 'harriet',
        name: 'Harriet Lowe',
        email: 'contact@premium.example',
        timeZone: 'Australia/Brisbane',
        isAccountAdmin: true,
        hasSeat: true,
      },
      {
        key: 'kiran',
        name: 'Kiran Subramaniam',
        email: 'developer@premium.example',
        timeZone: 'Australia/Brisbane',
        hasSeat: true,
        certification: 'developer',
      },
      {
        key: 'sione',
        name: 'Sione Tuala',
        email: 'sione@premium.example',
        timeZone: 'Australia/Brisbane',
        hasSeat: true,
      },
      {
        key: 'megan',
        name: 'Megan Whitlock',
        email: 'megan@premium.example',
        timeZone: 'Australia/Sydney',
        hasSeat: true,
      },
      {
        key: 'luca',
        name: 'Luca Ferraro',
        email: 'luca@premium.example',
        timeZone: 'Australia/Brisbane',
        hasSeat: false,
      },
    ],
  },
]
