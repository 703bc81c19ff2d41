import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'

/** Texts by key; plurals as `key_one` and `key_other`, places as `{{name}}`. */
export type WordTable = { [key: string]: string | WordTable }

/** The one instance of i18next; English so far. React escapes, so i18next need not. */
export const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  ns: ['kit'],
  defaultNS: 'kit',
  resources: { en: { kit: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
})

/**
 * Adds a module's own words, once, when its screens are loaded:
 * `addWords('cases', words)` and then `useTranslation('cases')`.
 */
export function addWords(namespace: string, table: WordTable): void {
  i18n.addResourceBundle('en', namespace, table, true, true)
}

/** One of the kit's own texts, outside of a component or handed to a pure function. */
export function kitSay(key: string, values: Record<string, string | number> = {}): string {
  return i18n.t(key, { ns: 'kit', ...values })
}
