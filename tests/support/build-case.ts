import type { CaseView } from '#desk/cases/domain/contract.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import type { Person } from './build-contact.ts'
import type { TestApp } from './test-app.ts'

type Wanted = Partial<OpenCase> & { by: Person; at?: Date }

/** A case as its contact opens it: a problem of medium priority, unless something else is said. */
export async function buildCase(app: TestApp, { by, at, ...wanted }: Wanted): Promise<CaseView> {
  return openCase(app.context(by.actor, at), {
    type: 'problem',
    productCode: 'studio',
    priority: 'medium',
    subject: 'The dashboard stays empty',
    description: 'Since this morning the dashboard shows nothing.',
    ...wanted,
  })
}

type Staffed = Wanted & { agent: Person }

/** The same with a first public reply. */
export async function buildAnsweredCase(app: TestApp, { agent, ...wanted }: Staffed): Promise<CaseView> {
  const opened = await buildCase(app, wanted)
  const { reference } = opened
  await writeMessage(app.context(agent.actor, wanted.at), {
    reference,
    kind: 'reply',
    body: 'We look into it.',
  })
  return opened
}

export async function buildSolvedCase(app: TestApp, wanted: Staffed): Promise<CaseView> {
  const { reference } = await buildAnsweredCase(app, wanted)
  const input = { reference, solution: 'Refresh the data source.', cause: 'A stale cache.' }
  return solveCase(app.context(wanted.agent.actor, wanted.at), input)
}
