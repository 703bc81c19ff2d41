import { type ClockMessages, clockMessages } from './clock-messages.ts'
import type { ClockExplanation } from './explain-clock.ts'

const sixDays = 6 * 86_400_000

/** What a sentence needs of an explanation. */
export type Sentenced = Pick<
  ClockExplanation,
  'kind' | 'state' | 'at' | 'guaranteed' | 'targetMinutes' | 'dueAt' | 'stoppedAt'
>

/**
 * One sentence about a promise for the customer it was made to (SPEC 4.7), such as "We promised a first reply
 * within 4 support hours: by Monday, 12:40 (Helsinki)." Null where nothing was promised: a tracked target is
 * never shown to a customer (SPEC 4.4).
 * @param readerZone IANA name or fixed offset the reader's wall clock shows
 */
export function explainSentence(explanation: Sentenced, readerZone: string, locale: string): string | null {
  const { kind, guaranteed, targetMinutes, dueAt } = explanation
  const state = sentenceOf(explanation)
  if (!guaranteed || kind === 'line' || targetMinutes === null || state === null) return null
  const messages = clockMessages(locale)
  return fill(messages.sentences[state][kind], {
    span: spanText(messages, targetMinutes, locale),
    due: dueAt === null ? '' : dueText(messages, dueAt, explanation.at, readerZone, locale),
    place: placeOf(readerZone),
  })
}

function sentenceOf({ state, stoppedAt }: Sentenced): keyof ClockMessages['sentences'] | null {
  if (state === 'none') return null
  if (state !== 'breached') return state
  return stoppedAt === null ? 'late' : 'wasLate'
}

function spanText(messages: ClockMessages, minutes: number, locale: string): string {
  const inHours = minutes >= 60 && minutes % 60 === 0
  const count = inHours ? minutes / 60 : minutes
  const words = inHours ? messages.hours : messages.minutes
  const word = words[pluralOf(locale).select(count)] ?? words.other
  return fill(word, { count: numbersOf(locale).format(count) })
}

/** A weekday alone says which day is meant only within the week around the reader. */
function dueText(messages: ClockMessages, due: number, at: number, timeZone: string, locale: string): string {
  const say = (parts: Intl.DateTimeFormatOptions) => datesOf(locale, timeZone, parts).format(due)
  return fill(Math.abs(due - at) < sixDays ? messages.dueSoon : messages.dueLater, {
    weekday: say({ weekday: 'long' }),
    date: say({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: say({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  })
}

/** English without a country reads days before months, as everywhere else in the product. */
const datedAs: Record<string, string> = { en: 'en-GB' }

// Making a formatter costs a hundred times what using one does, and a list shows a sentence a row.
const pluralOf = remembered((locale: string) => new Intl.PluralRules(locale))
const numbersOf = remembered((locale: string) => new Intl.NumberFormat(locale))
const datesOf = remembered(
  (locale: string, timeZone: string, parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(datedAs[locale] ?? locale, { ...parts, timeZone }),
)

/** The same answer for the same arguments, for as many as there are locales and zones. */
function remembered<A extends unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  const known = new Map<string, T>()
  return (...args) => {
    const key = JSON.stringify(args)
    const found = known.get(key) ?? make(...args)
    known.set(key, found)
    return found
  }
}

function placeOf(timeZone: string): string {
  if (/^[+-]/.test(timeZone)) return `UTC${timeZone}`
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
