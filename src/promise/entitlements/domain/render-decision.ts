import { englishWords } from './english-words.ts'
import type { DecisionWords, Formats } from './decision-words.ts'
import type { Decision, Outcome, Reason, ReasonCode, WayCode, WayForward } from './decision.ts'

/** A decision with the words shown: what is stored on the case, so that it can be read again word for word. */
export type RenderedDecision = {
  outcome: Outcome
  reasons: (Reason & { text: string })[]
  waysForward: (WayForward & { text: string })[]
  language: string
}

const LANGUAGES: Readonly<Record<string, DecisionWords>> = { en: englishWords }

/**
 * Puts a decision into words (SPEC 3.1). `locale` is a BCP 47 tag; a language without a table is answered in
 * English, and `language` says which it was. `timeZone` is the reader's: an IANA name or a fixed offset.
 */
export function renderDecision(
  decision: Decision,
  { locale, timeZone }: { locale: string; timeZone: string },
): RenderedDecision {
  const wanted = locale.split('-')[0]?.toLowerCase() ?? 'en'
  const language = Object.hasOwn(LANGUAGES, wanted) ? wanted : 'en'
  const words = LANGUAGES[language] ?? englishWords
  const formats = words.formats(timeZone)
  return {
    outcome: decision.outcome,
    reasons: decision.reasons.map((reason) => ({ ...reason, text: reasonText(reason, words, formats) })),
    waysForward: decision.waysForward.map((way) => ({ ...way, text: wayText(way, words, formats) })),
    language,
  }
}

/** What a customer reads in place of a refusal that was waived: they were let in, and were never told no. */
export function waivedWords(language: string): {
  outcome: 'included'
  reasons: { code: string; text: string }[]
  waysForward: []
} {
  const words = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined
  const text = (words ?? englishWords).waived
  return { outcome: 'included', reasons: [{ code: 'waived', text }], waysForward: [] }
}

function reasonText<C extends ReasonCode>(
  { code, values }: Reason<C>,
  words: DecisionWords,
  formats: Formats,
) {
  return words.reasons[code](values, formats)
}

function wayText<C extends WayCode>({ code, values }: WayForward<C>, words: DecisionWords, formats: Formats) {
  return words.waysForward[code](values, formats)
}
