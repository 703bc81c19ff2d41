import { randomUUID } from 'node:crypto'
import { addWarningRule } from '#promise/clocks/server/add-warning-rule.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** One well-formed request to each route of lines and warnings; both are no account's. */
export const warningRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'PATCH /api/v1/lines/{number}': async ({ app }, place) => {
    const { rows } = await app.ownerPool.query<{ version: number }>(
      'select version from lines where number = 2',
    )
    const targets = { high: 60, medium: null, low: null }
    return {
      url: `${v1}/lines/${place === 'none' ? 9 : 2}`,
      body: {
        name: 'Specialists',
        customerName: 'specialist',
        managerId: null,
        targets,
        version: rows[0]?.version,
      },
    }
  },
  'GET /api/v1/warning-rules': () => ({ url: `${v1}/warning-rules` }),
  'POST /api/v1/warning-rules': async ({ app }) => {
    await app.ownerPool.query('delete from warning_rules where share = 33')
    return { url: `${v1}/warning-rules`, body: { share: 33, tell: 'managers' } }
  },
  'PATCH /api/v1/warning-rules/{id}': async (world, place) => ({
    url: `${v1}/warning-rules/${await freshRule(world, place)}`,
    body: { share: 34, tell: 'line', version: 1 },
  }),
  'DELETE /api/v1/warning-rules/{id}': async (world, place) => ({
    url: `${v1}/warning-rules/${await freshRule(world, place)}?version=1`,
    body: {},
  }),
}

async function freshRule({ app }: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  await app.ownerPool.query('delete from warning_rules where share = 34')
  return (await addWarningRule(app.system(), { share: 34, tell: 'assignee' })).id
}
