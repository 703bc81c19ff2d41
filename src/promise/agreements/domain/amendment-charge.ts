/** What an amendment charges for the rest of the period, excluding taxes: minor units of one currency. */
export type Charge = {
  of: 'package' | 'subscription'
  currency: string
  /** What a whole year more costs. */
  yearlyMinor: number
  minor: number
}
