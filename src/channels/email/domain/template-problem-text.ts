import type { TemplateProblem } from './check-template.ts'

/** A problem as a sentence, with its place. */
export function templateProblemText({ code, name, line, column, meant }: TemplateProblem): string {
  const at = line === 0 ? '' : ` (line ${line}, character ${column})`
  switch (code) {
    case 'unknown':
      return `There is no variable {{${name}}}${meant === null ? '' : `; did you mean {{${meant}}}?`}${at}`
    case 'not_in_this_mail':
      return `This mail does not know {{${name}}}${at}`
    case 'not_to_anyone':
      return `This mail may go to an address nobody has proven, so {{${name}}} has no place in it: only fixed words, your name and the number of a case${at}`
    case 'not_in_subject':
      return `{{${name}}} may have several lines and stands in no subject${at}`
    case 'broken':
      return `${name} has no other half: a variable is written {{like_this}}${at}`
    case 'missing':
      return `Without {{${name}}} this mail is of no use.`
  }
}
