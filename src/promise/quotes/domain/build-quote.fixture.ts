import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import type { QuotedLine, QuoteFacts } from './quote-of.ts'

/** For tests: a package of 10 % with hours, targets, a pool and every kind of cell that a quote names. */
export const quotedTerms: PackageVersion = {
  code: 'business',
  name: 'Business',
  version: 3,
  costPercent: 10,
  seats: 5,
  supportHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
  firstResponse: {
    high: { minutes: 60, guaranteed: true, vendorSet: false },
    medium: { minutes: 90, guaranteed: false, vendorSet: false },
    low: null,
  },
  resolution: {
    high: { minutes: 1_440, guaranteed: true, vendorSet: true },
    medium: { minutes: 4_320, guaranteed: false, vendorSet: true },
    low: null,
  },
  services: {
    'channel.portal': {
      name: 'Customer Success Portal',
      group: 'Channels',
      availability: { kind: 'included' },
    },
    'channel.phone': {
      name: 'Support via phone',
      group: 'Channels',
      availability: { kind: 'not_included' },
    },
    'consultation.process': {
      name: 'Process consultation',
      group: 'Consultations',
      availability: { kind: 'limited', pool: 'consultations' },
    },
  },
  pools: {
    consultations: { limit: 5, unit: 'consultations', per: 'year', sharedBy: ['consultation.process'] },
  },
  terms: [],
}

export function quotedLine(wanted: Partial<QuotedLine> = {}): QuotedLine {
  return {
    product: 'Studio',
    productKind: 'platform',
    publisher: null,
    termsUrl: null,
    yearlyNetMinor: 1_250_000,
    currency: 'EUR',
    startsOn: '2026-12-01',
    endsOn: '2027-12-01',
    ...wanted,
  }
}

export function buildQuoteFacts(wanted: Partial<QuoteFacts> = {}): QuoteFacts {
  return {
    vendor: { name: 'Northwind', supportAddress: 'support@northwind.example' },
    account: { name: 'Alder & Sons' },
    isDraft: true,
    terms: quotedTerms,
    coverageZone: '+01:00',
    startsOn: '2026-12-01',
    endsOn: '2027-12-01',
    today: '2026-11-23',
    lines: [quotedLine()],
    deviations: [],
    creditRule: null,
    ...wanted,
  }
}

export const quoteIssue = {
  number: 'Q-1001',
  on: '2026-11-23',
  by: 'Mara Okafor',
  validUntil: '2026-12-23',
}
