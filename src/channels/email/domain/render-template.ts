import { isVariable } from './check-template.ts'
import {
  isFixed,
  templateKind,
  type TemplateKind,
  type TemplateText,
  templateVariables,
  type TemplateValues,
  type VariableName,
} from './mail-template-kinds.ts'

const placeholder = /\{\{([^{}\n]*)\}\}/g
const unseen = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gv

/**
 * The text with its values, each put in once and never read again for further places. A paragraph whose variables
 * are all empty is left out.
 * @throws where a text for anyone has a place for what people write, whoever put it there (LO-08)
 */
export function renderTemplate(kind: TemplateKind, text: TemplateText, values: TemplateValues): TemplateText {
  return {
    subject: oneLine(fill(kind, text.subject, values)).slice(0, 250),
    body: text.body
      .split(/\n{2,}/)
      .filter((paragraph) => !isEmpty(paragraph, values))
      .map((paragraph) => fill(kind, paragraph, values))
      .join('\n\n')
      .trim(),
  }
}

function fill(kind: TemplateKind, text: string, values: TemplateValues): string {
  return text.replaceAll(placeholder, (written, inner: string) => {
    const name = inner.trim()
    if (!isVariable(name)) return written
    if (templateKind(kind).toAnyone && !isFixed(name))
      throw new Error(
        `A mail to anyone may not hold ${name}: only fixed words, the vendor and a case number.`,
      )
    return valueOf(name, values)
  })
}

function valueOf(name: VariableName, values: TemplateValues): string {
  const value = values[name] ?? ''
  return 'isBlock' in templateVariables[name] ? value : oneLine(value)
}

function isEmpty(paragraph: string, values: TemplateValues): boolean {
  const names = [...paragraph.matchAll(placeholder)].map((match) => (match[1] ?? '').trim())
  const isAlone = paragraph.replaceAll(placeholder, '').trim() === ''
  return isAlone && names.length > 0 && names.every((name) => isVariable(name) && (values[name] ?? '') === '')
}

/** A name with a line break in it would write lines of its own. */
function oneLine(text: string): string {
  return text.replaceAll(unseen, ' ').replaceAll(/\s+/g, ' ').trim()
}
