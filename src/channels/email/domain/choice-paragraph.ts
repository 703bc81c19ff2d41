import { linkPlace } from './link-mail.ts'
import type { MailLanguage, TemplateText } from './mail-template-kinds.ts'

/** For how long the link opens. */
export const choiceDays = 14

const sentences: Record<MailLanguage, string> = {
  en: `Choose for which company you write, within ${choiceDays} days; the case is opened with your choice:`,
  de: `Wählen Sie innerhalb von ${choiceDays} Tagen, für welches Unternehmen Sie schreiben; mit Ihrer Wahl wird der Fall eröffnet:`,
  fr: `Choisissez, dans les ${choiceDays} jours, pour quelle entreprise vous écrivez ; le dossier est ouvert avec votre choix :`,
  es: `Elija, en un plazo de ${choiceDays} días, en nombre de qué empresa escribe; el caso se abre con su elección:`,
}

/** The paragraph by which somebody of several accounts is asked for which one they write. Nothing they wrote is in it. */
export function choiceParagraph(language: MailLanguage = 'en'): string {
  return `${sentences[language]}\n${linkPlace}`
}

/** The answer with that paragraph before its signature. */
export function withChoice<Answer extends TemplateText & { language?: MailLanguage }>(
  answer: Answer,
): Answer {
  const paragraphs = answer.body.split('\n\n')
  const choice = choiceParagraph(answer.language)
  const body = [...paragraphs.slice(0, -1), choice, ...paragraphs.slice(-1)].join('\n\n')
  return { ...answer, body }
}
