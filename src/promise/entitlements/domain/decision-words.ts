import type { ReasonCode, ReasonValues, WayCode, WayValues } from './decision.ts'

/** Instants and dates as the reader sees them. */
export type Formats = {
  /** A date `YYYY-MM-DD`. */
  date: (isoDate: string) => string
  /** An instant, in the reader's zone. */
  instant: (isoInstant: string) => string
}

/** The words of one language: at most two courteous sentences for each reason and each way forward. */
export type DecisionWords = {
  formats: (timeZone: string) => Formats
  reasons: { [C in ReasonCode]: (values: ReasonValues[C], formats: Formats) => string }
  /** In place of a refusal that was waived. */
  waived: string
  waysForward: { [C in WayCode]: (values: WayValues[C], formats: Formats) => string }
}
