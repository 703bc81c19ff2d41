import { kitSay } from '../words/i18n.ts'
import { ApiProblem } from './api-problem.ts'

/** One sentence a person can use: the server's own where it gave one, else what its kind of failure means. */
export function problemSentence(problem: unknown): string {
  if (!(problem instanceof ApiProblem)) return kitSay('problem.unknown')
  if (problem.status === 0) return kitSay('problem.network')
  if (problem.detail !== undefined) return problem.detail
  if (problem.status >= 500) return kitSay('problem.server')
  if (problem.status === 404) return kitSay('problem.notFound')
  if (problem.status === 401) return kitSay('problem.signedOut')
  if (problem.status === 413) return kitSay('problem.tooLarge')
  return problem.title === problem.code ? kitSay('problem.unknown') : problem.title
}
