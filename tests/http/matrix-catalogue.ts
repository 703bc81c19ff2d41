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
  'GET /api/v1/calendars/{package}/{zone}': () => ({ url: `${v1}/calendars/basic/%2B10:00` }),
  'POST /api/v1/calendars/{package}/{zone}/versions': async ({ app }) => {
    const { rows } = await app.ownerPool.query<{ n: number }>(
      `select coalesce(max(version), 0)::int n from support_calendars where package_code = 'basic' and zone = '+10:00'`,
    )
    return {
      url: `${v1}/calendars/basic/%2B10:00/versions`,
      body: { basedOn: rows[0]?.n ?? 0, hours: null, reason: 'Back to the terms.' },
    }
  },
  'GET /api/v1/holidays/countries': () => ({ url: `${v1}/holidays/countries` }),
  'GET /api/v1/holidays': () => ({ url: `${v1}/holidays?country=ES&from=2026-01-01&to=2026-12-31` }),
  'POST /api/v1/holidays/ics': () => ({
    url: `${v1}/holidays/ics`,
    body: { text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', from: '2026-01-01', to: '2026-12-31' },
  }),
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
