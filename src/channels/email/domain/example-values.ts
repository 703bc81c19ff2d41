import {
  type MailLanguage,
  type TemplateKind,
  templateKind,
  type TemplateValues,
} from './mail-template-kinds.ts'
import { firstReplySentence, templatePhrases } from './template-phrases.ts'
import { productValues } from './triage-answer.ts'

/** What stands in a preview or a test mail: an invented customer, nobody's case. */
export function exampleValues(kind: TemplateKind, language: MailLanguage, vendor: string): TemplateValues {
  const { title, said } = templatePhrases[language].newsOf.password_changed
  const all: Required<TemplateValues> = {
    vendor,
    reference: 'FL-48213',
    name: 'Ann Lee',
    author: 'Sofia Marchetti',
    first_reply: firstReplySentence(language, Date.UTC(2030, 2, 4, 13, 30), 'Europe/Berlin'),
    link: 'https://support.example/example-of-a-link',
    links: 'https://support.example/packages\nhttps://support.example/portal',
    news: said,
    news_title: title,
    ...inLanguage[language],
    ...productValues(language, {
      name: 'Atlas Maps',
      publisher: 'Atlas GmbH',
      supportAddress: 'help@atlas.example',
      termsUrl: 'https://atlas.example/terms',
    }),
  }
  return Object.fromEntries(templateKind(kind).variables.map((name) => [name, all[name]]))
}

const inLanguage: Record<MailLanguage, { subject: string; message: string }> = {
  en: {
    subject: 'The import stops',
    message:
      'The import stops at the first row without a date.\n\nTry this file, please; it goes through here.',
  },
  de: {
    subject: 'Der Import bricht ab',
    message:
      'Der Import bricht bei der ersten Zeile ohne Datum ab.\n\nVersuchen Sie es bitte mit dieser Datei; hier läuft sie durch.',
  },
  fr: {
    subject: 'L’import s’arrête',
    message:
      'L’import s’arrête à la première ligne sans date.\n\nEssayez ce fichier, s’il vous plaît ; chez nous, il passe.',
  },
  es: {
    subject: 'La importación se detiene',
    message:
      'La importación se detiene en la primera fila sin fecha.\n\nPruebe con este archivo, por favor; aquí funciona.',
  },
}
