import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Call } from './matrix-requests.ts'
import type { World } from './matrix-world.ts'

const v1 = '/api/v1'
const file = path.resolve(import.meta.dirname, '../../catalogue/support-packages.json')

/** One well-formed request to each route of the package catalogue, the calendars and the audit log: the vendor's only. */
export const catalogueRequests: Record<string, (world: World) => Promise<Call> | Call> = {
  'GET /api/v1/audit-entries': () => ({ url: `${v1}/audit-entries` }),
  'GET /api/v1/calendars': () => ({ url: `${v1}/calendars` }),
  'POST /api/v1/calendars/effect': () => ({
    url: `${v1}/calendars/effect`,
    body: { packageCode: 'basic', zone: '+01:00', hours: null },
  }),
  'GET /api/v1/catalogue-editions': () => ({ url: `${v1}/catalogue-editions` }),
  'GET /api/v1/catalogue-editions/{version}': () => ({ url: `${v1}/catalogue-editions/1` }),
  'GET /api/v1/catalogue-editions/{version}/document': () => ({
    url: `${v1}/catalogue-editions/1/document`,
  }),
  'POST /api/v1/catalogue-editions/check': async () => ({
    url: `${v1}/catalogue-editions/check`,
    body: { text: await readFile(file, 'utf8') },
  }),
  // What is published already: allowed, and nothing to do.
  'POST /api/v1/catalogue-editions': async () => ({
    url: `${v1}/catalogue-editions`,
    body: { text: await readFile(file, 'utf8'), comparedWith: 1 },
  }),
}
