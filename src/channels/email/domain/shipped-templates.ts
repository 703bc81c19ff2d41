import type { MailLanguage, TemplateKind, TemplateText } from './mail-template-kinds.ts'
import { germanTemplates } from './shipped-templates.de.ts'
import { englishTemplates } from './shipped-templates.en.ts'
import { spanishTemplates } from './shipped-templates.es.ts'
import { frenchTemplates } from './shipped-templates.fr.ts'

/** Our own words, by language and kind. */
export const shippedTemplates: Record<MailLanguage, Record<TemplateKind, TemplateText>> = {
  en: englishTemplates,
  de: germanTemplates,
  fr: frenchTemplates,
  es: spanishTemplates,
}
