import type { AnswerText } from './triage-answer.ts'

/** For how long the link opens. */
export const choiceDays = 14

/** The paragraph by which somebody of several accounts is asked for which one they write. Nothing they wrote is in it. */
export function choiceParagraph(url: string): string {
  return `Choose for which company you write, within ${choiceDays} days; the case is opened with your choice:\n${url}`
}

/** The answer with that paragraph before its signature; as it is where there is no link. */
export function withChoice(answer: AnswerText, url: string | null): AnswerText {
  if (url === null) return answer
  const paragraphs = answer.body.split('\n\n')
  const body = [...paragraphs.slice(0, -1), choiceParagraph(url), ...paragraphs.slice(-1)].join('\n\n')
  return { ...answer, body }
}
