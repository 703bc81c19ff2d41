import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeFormat } from '../time/time-words.ts'
import { kitSay } from './i18n.ts'

/** Dates follow the language; English reads days before months and 24 hours. */
const locales: Record<string, string> = { en: 'en-GB' }

/** The zone the signed-in reader has chosen; undefined is the browser's. */
export const ReaderZone = createContext<string | undefined>(undefined)

/** The kit's words and how dates read, for the pure functions of `time/`; the zone is the reader's own. */
export function useWords(timeZone?: string): { say: typeof kitSay; format: TimeFormat } {
  const { i18n } = useTranslation('kit')
  const chosen = useContext(ReaderZone)
  return {
    say: kitSay,
    format: { locale: locales[i18n.language] ?? i18n.language, timeZone: timeZone ?? chosen },
  }
}
