import type pg from 'pg'
import { type Acknowledged, messageIdOf } from './submission.ts'

/** How a table is asked; a client or a home will do. */
export type Ask = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<Row[]>

/** One sentence for each acknowledged submission that is not there exactly once. */
export async function findLosses(ask: Ask, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const subjects = acknowledged.map(({ submission }) => submission.subject)
  const cases = await ask<{ subject: string; references: string[] }>(
    `select subject, array_agg(reference) as references from cases where subject = any($1) group by subject`,
    [subjects],
  )
  const mails = await ask<{ message_id: string; n: number; states: string[] }>(
    `select message_id, count(*)::int n, array_agg(state) states from inbound_mail
     where message_id = any($1) group by message_id`,
    [acknowledged.map(({ submission }) => messageIdOf(submission))],
  )
  const casesBySubject = new Map(cases.map((row) => [row.subject, row.references]))
  const mailById = new Map(mails.map((row) => [row.message_id, row]))
  return acknowledged.flatMap(({ submission, reference }) => {
    const found = casesBySubject.get(submission.subject) ?? []
    const losses = found.length === 1 ? [] : [`${submission.subject}: ${found.length} cases`]
    if (reference !== null && found.length === 1 && found[0] !== reference)
      losses.push(`${submission.subject}: acknowledged as ${reference}, kept as ${found[0]}`)
    if (submission.by === 'http') return losses
    const kept = mailById.get(messageIdOf(submission))
    if (kept?.n === 1 && kept.states[0] === 'case') return losses
    return [...losses, `${submission.subject}: ${kept?.n ?? 0} messages (${kept?.states.join() ?? 'none'})`]
  })
}
