import type { Priority } from '#promise/packages/domain/catalogue.ts'
import type { Quote } from './quote.ts'

/** The words of a quote in one language: the same on the page and in the PDF. */
export type QuoteWords = {
  locale: string
  title: Record<Quote['kind'], string>
  notIssued: string
  for: string
  package: string
  edition: (name: string, version: number) => string
  period: string
  until: (from: string, last: string) => string
  notInSums: (from: string, last: string) => string
  zone: string
  issued: string
  issuedBy: (date: string, name: string) => string
  validUntil: string
  subscriptions: string
  product: string
  yearly: string
  subscriptionSum: (currency: string) => string
  price: string
  packageSum: (name: string, percent: number, currency: string) => string
  packageMinimum: (name: string, currency: string) => string
  packageFree: (name: string) => string
  together: (currency: string) => string
  notCovered: string
  notCoveredText: (vendor: string) => string
  publishedBy: (publisher: string) => string
  included: string
  hours: string
  always: string
  days: Record<string, string>
  hoursText: (days: string, from: string, to: string, zone: string) => string
  channels: string
  response: string
  resolution: string
  priority: Record<Priority, string>
  target: (priority: string, span: string) => string
  noTarget: (priority: string) => string
  hoursSpan: (hours: number) => string
  minutesSpan: (minutes: number) => string
  seats: string
  seatsText: (count: number) => string
  pools: string
  poolText: (limit: number, unit: string, services: string) => string
  poolLimit: (limit: number, unit: string) => string
  availability: Record<'included' | 'limited' | 'on_request' | 'conditional' | 'not_included', string>
  credit: string
  creditText: (percent: number, of: 'month' | 'year', capPercent: number) => string
  deviations: string
  deviationsText: string
  foot: (vendor: string, number: string) => string
  noteTaxes: string
  noteTerms: (name: string, version: number) => string
  noteAsk: (vendor: string, address: string) => string
}

export const englishQuoteWords: QuoteWords = {
  locale: 'en-GB',
  title: { offer: 'Quote', confirmation: 'Confirmation of price' },
  notIssued: 'Preview: not issued yet',
  for: 'For',
  package: 'Package',
  edition: (name, version) => `${name}, edition ${version}`,
  period: 'Period',
  until: (from, last) => `${from} to ${last}, both included`,
  notInSums: (from, last) => `${from} to ${last}, both included: not in the sums`,
  zone: 'Coverage zone',
  issued: 'Issued',
  issuedBy: (date, name) => `${date} by ${name}`,
  validUntil: 'Valid until',
  subscriptions: 'Subscriptions',
  product: 'Product',
  yearly: 'Net a year',
  subscriptionSum: (currency) => `Subscriptions a year in ${currency}, excluding taxes`,
  price: 'Price of the package',
  packageSum: (name, percent, currency) =>
    `${name}: ${percent} % of the subscriptions in ${currency}, a year, excluding taxes`,
  packageMinimum: (name, currency) => `${name}: the minimum fee in ${currency}, a year, excluding taxes`,
  packageFree: (name) => `${name}: part of the subscription, excluding taxes`,
  together: (currency) => `Together a year in ${currency}, excluding taxes`,
  notCovered: 'Not covered and not priced here',
  notCoveredText: (vendor) =>
    `These products are published by others. ${vendor} does not support them, and no sum above counts them: their publishers’ own terms apply.`,
  publishedBy: (publisher) => `published by ${publisher}`,
  included: 'What is included',
  hours: 'Support hours',
  always: 'Always open, every day of the year',
  days: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  hoursText: (days, from, to, zone) => `${days}, ${from} to ${to} (${zone})`,
  channels: 'Channels',
  response: 'First response',
  resolution: 'Resolution',
  priority: { high: 'High', medium: 'Medium', low: 'Low' },
  target: (priority, span) => `${priority} priority: within ${span}`,
  noTarget: (priority) => `${priority} priority: no promised time`,
  hoursSpan: (hours) => (hours === 1 ? '1 support hour' : `${hours} support hours`),
  minutesSpan: (minutes) => (minutes === 1 ? '1 support minute' : `${minutes} support minutes`),
  seats: 'Seats',
  seatsText: (count) => (count === 1 ? '1 authorised contact' : `${count} authorised contacts`),
  pools: 'Allowances',
  poolLimit: (limit, unit) => `${limit} ${unit} in an agreement year`,
  poolText: (limit, unit, services) => `${limit} ${unit} in an agreement year, in total for: ${services}`,
  availability: {
    included: 'included',
    limited: 'included, within an allowance',
    on_request: 'on request',
    conditional: 'for certified people',
    not_included: 'not included',
  },
  credit: 'If we miss a promise',
  creditText: (percent, of, capPercent) =>
    `You get ${percent} % of a ${of}’s fee of the package back for each, at most ${capPercent} % of it in one month`,
  deviations: 'Negotiated for this agreement',
  deviationsText: 'This differs from the published edition, and goes before it.',
  foot: (vendor, number) => `${vendor} · ${number}`,
  noteTaxes: 'All sums are net a year, excluding taxes.',
  noteTerms: (name, version) =>
    `The terms are those of ${name}, edition ${version}, as published; they are frozen in the agreement when it becomes active.`,
  noteAsk: (vendor, address) => `Questions? Write to ${vendor} at ${address}.`,
}
