import type { PromiseKind } from './clock-policy.ts'
import type { ClockStateName } from './clock-state.ts'

type Sentences = Record<PromiseKind, string>

/** The words customers read about a promise, in one language; whole sentences, so that they can be translated. */
export type ClockMessages = {
  sentences: Record<Exclude<ClockStateName, 'none' | 'breached'> | 'late' | 'wasLate', Sentences>
  /** By the plural category of `Intl.PluralRules`. */
  hours: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
  minutes: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
  dueSoon: string
  dueLater: string
}

const english: ClockMessages = {
  sentences: {
    running: {
      firstResponse: 'We promised a first reply within {span}: by {due} ({place}).',
      nextResponse: 'We promised our next reply within {span}: by {due} ({place}).',
      resolution: 'We promised a solution within {span}: by {due} ({place}).',
    },
    paused: {
      firstResponse: 'We promised a first reply within {span}; the time stands still while we wait for you.',
      nextResponse: 'We promised our next reply within {span}; the time stands still while we wait for you.',
      resolution: 'We promised a solution within {span}; the time stands still while we wait for you.',
    },
    met: {
      firstResponse: 'We promised a first reply within {span}, by {due} ({place}), and kept that promise.',
      nextResponse: 'We promised our next reply within {span}, by {due} ({place}), and kept that promise.',
      resolution: 'We promised a solution within {span}, by {due} ({place}), and kept that promise.',
    },
    late: {
      firstResponse: 'We promised a first reply within {span}, by {due} ({place}), and are late.',
      nextResponse: 'We promised our next reply within {span}, by {due} ({place}), and are late.',
      resolution: 'We promised a solution within {span}, by {due} ({place}), and are late.',
    },
    wasLate: {
      firstResponse: 'We promised a first reply within {span}, by {due} ({place}), and were late.',
      nextResponse: 'We promised our next reply within {span}, by {due} ({place}), and were late.',
      resolution: 'We promised a solution within {span}, by {due} ({place}), and were late.',
    },
    cancelled: {
      firstResponse: 'We promised a first reply within {span}; that promise ended when the case was closed.',
      nextResponse: 'We promised our next reply within {span}; that promise ended when the case was closed.',
      resolution: 'We promised a solution within {span}; that promise ended when the case was closed.',
    },
  },
  hours: { one: '{count} support hour', other: '{count} support hours' },
  minutes: { one: '{count} support minute', other: '{count} support minutes' },
  dueSoon: '{weekday}, {time}',
  dueLater: '{weekday}, {date}, {time}',
}

const messages: Record<string, ClockMessages> = { en: english }

/** The messages of a locale such as `en-GB`, by its language; English where there are none. */
export function clockMessages(locale: string): ClockMessages {
  return messages[locale] ?? messages[locale.split('-')[0] ?? ''] ?? english
}
