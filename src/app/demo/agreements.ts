import type { AccountKey } from './people.ts'

/** What the three accounts bought and run. Data only; dates are counted in months from the present one. */
export type DemoAgreement = {
  account: AccountKey
  packageCode: 'basic' | 'business' | 'premium'
  coverageZone: string
  /** The agreement starts on this day of the month that lies so many months back. */
  startsMonthsAgo: number
  startsOnDay: number
  years: number
  /** What a missed promise gives back. */
  creditRule?: { percent: number; of: 'month' | 'year'; capPercent: number }
  /** Yearly net amounts in minor units. */
  subscriptions: readonly { productCode: 'studio' | 'mapviewer'; yearlyNetMinor: number; currency: string }[]
  environments: readonly {
    name: string
    kind: 'production' | 'test'
    version: string
    url: string
  }[]
}

export const demoAgreements: readonly DemoAgreement[] = [
  {
    account: 'vellerup',
    packageCode: 'basic',
    coverageZone: '+01:00',
    // Two years, now in the second: its agreement year began some months ago.
    startsMonthsAgo: 20,
    startsOnDay: 14,
    years: 2,
    subscriptions: [{ productCode: 'studio', yearlyNetMinor: 1_152_000, currency: 'EUR' }],
    environments: [
      {
        name: 'Bakery orders',
        kind: 'production',
        version: '8.2.3',
        url: 'https://vellerup.studio.vendor.example',
      },
    ],
  },
  {
    account: 'tembo',
    packageCode: 'business',
    coverageZone: '+03:00',
    startsMonthsAgo: 7,
    startsOnDay: 1,
    years: 1,
    creditRule: { percent: 5, of: 'month', capPercent: 25 },
    subscriptions: [
      { productCode: 'studio', yearlyNetMinor: 4_680_000, currency: 'USD' },
      { productCode: 'mapviewer', yearlyNetMinor: 390_000, currency: 'USD' },
    ],
    environments: [
      {
        name: 'Depot operations',
        kind: 'production',
        version: '8.2.5',
        url: 'https://tembo.studio.vendor.example',
      },
      {
        name: 'Depot rehearsal',
        kind: 'test',
        version: '8.3.0-eb2',
        url: 'https://tembo-test.studio.vendor.example',
      },
    ],
  },
  {
    account: 'bluegum',
    packageCode: 'premium',
    coverageZone: '+10:00',
    startsMonthsAgo: 5,
    startsOnDay: 1,
    years: 1,
    creditRule: { percent: 10, of: 'month', capPercent: 50 },
    subscriptions: [{ productCode: 'studio', yearlyNetMinor: 21_400_000, currency: 'AUD' }],
    environments: [
      {
        name: 'Claims',
        kind: 'production',
        version: '8.2.5',
        url: 'https://bluegum.studio.vendor.example',
      },
      {
        name: 'Claims staging',
        kind: 'test',
        version: '8.2.6',
        url: 'https://bluegum-staging.studio.vendor.example',
      },
      {
        name: 'Member portal',
        kind: 'production',
        version: '8.2.5',
        url: 'https://bluegum-members.studio.vendor.example',
      },
    ],
  },
]
