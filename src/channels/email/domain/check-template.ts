import {
  isFixed,
  templateKind,
  type TemplateKind,
  type TemplateText,
  templateVariables,
  type VariableName,
} from './mail-template-kinds.ts'

type Place = {
  field: 'subject' | 'body'
  /** Counted from 1; 0 where it is about the whole field. */
  line: number
  column: number
}

export type TemplateProblem = Place & {
  code: 'unknown' | 'not_in_this_mail' | 'not_to_anyone' | 'not_in_subject' | 'broken' | 'missing'
  /** The variable as it is written, or the one that is missing. */
  name: string
  /** The variable that was probably meant. */
  meant: VariableName | null
}

const placeholder = /\{\{([^{}\n]*)\}\}|\{\{|\}\}/g

/**
 * What is wrong with a text: a variable that is not known, has no place in this kind of mail or in a subject, one
 * that would carry what people write to an address nobody has proven (LO-08), a bracket too many, or one missing.
 */
export function checkTemplate(kind: TemplateKind, text: TemplateText): TemplateProblem[] {
  const problems = (['subject', 'body'] as const).flatMap((field) => problemsIn(kind, field, text[field]))
  const used = new Set([...text.body.matchAll(placeholder)].map((match) => match[1]?.trim()))
  const missing = templateKind(kind).required.filter((name) => !used.has(name))
  return [
    ...problems,
    ...missing.map((name) => problem({ field: 'body', line: 0, column: 0 }, 'missing', name)),
  ]
}

function problemsIn(kind: TemplateKind, field: 'subject' | 'body', text: string): TemplateProblem[] {
  return [...text.matchAll(placeholder)].flatMap((match) => {
    const before = text.slice(0, match.index).split('\n')
    const place = { field, line: before.length, column: (before.at(-1) ?? '').length + 1 }
    if (match[1] === undefined) return [problem(place, 'broken', match[0])]
    const name = match[1].trim()
    const code = codeOf(kind, field, name)
    return code === undefined
      ? []
      : [problem(place, code, name, code === 'unknown' ? nearest(kind, name) : null)]
  })
}

function codeOf(kind: TemplateKind, field: string, name: string): TemplateProblem['code'] | undefined {
  const { variables, toAnyone } = templateKind(kind)
  if (!isVariable(name)) return 'unknown'
  if (toAnyone && !isFixed(name)) return 'not_to_anyone'
  if (!variables.includes(name)) return 'not_in_this_mail'
  return field === 'subject' && 'isBlock' in templateVariables[name] ? 'not_in_subject' : undefined
}

function problem(
  place: Place,
  code: TemplateProblem['code'],
  name: string,
  meant: VariableName | null = null,
): TemplateProblem {
  return { ...place, code, name, meant }
}

export function isVariable(name: string): name is VariableName {
  return Object.hasOwn(templateVariables, name)
}

/** One of this kind that differs by at most two letters. */
function nearest(kind: TemplateKind, written: string): VariableName | null {
  const near = templateKind(kind)
    .variables.map((name) => ({ name, far: distance(name, written.toLowerCase().slice(0, 40)) }))
    .filter(({ far }) => far <= 2)
  return near.sort((a, b) => a.far - b.far)[0]?.name ?? null
}

/** How many letters have to be added, left out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
