import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { catalogueSchema } from './catalogue.ts'
import { changeAreas } from './catalogue-changes.ts'

const byVersion = z.strictObject({ version: z.coerce.number().int().positive().max(2_000_000_000) })
/** The file as it is: what is exported later is exactly this. */
const text = z.string().min(1).max(400_000)

const edition = z.object({
  version: z.number().int(),
  publishedAt: z.iso.datetime(),
  /** Who published it; null where it came with the product. */
  publishedBy: z.string().nullable(),
  packages: z.array(z.string()),
  /** Agreements in force that run on it. */
  agreements: z.number().int(),
})
export type Edition = z.output<typeof edition>

export const listEditionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/catalogue-editions',
  summary: 'Managers: every edition of the package catalogue, the published one first.',
  response: z.object({ items: z.array(edition) }),
  csv: csvTable<Edition>('catalogue-editions', {
    Edition: (item) => item.version,
    Published: (item) => item.publishedAt,
    By: (item) => item.publishedBy,
    Packages: (item) => item.packages.join(', '),
    Agreements: (item) => item.agreements,
  }),
})

export const readEditionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/catalogue-editions/{version}',
  summary: 'Managers: one edition of the package catalogue.',
  params: byVersion,
  response: z.object({ version: z.number().int(), catalogue: catalogueSchema }),
})

export const exportEditionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/catalogue-editions/{version}/document',
  summary: 'Managers: the document of an edition, byte for byte as it was published.',
  params: byVersion,
  response: z.any(),
})

export const checkCatalogueEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/catalogue-editions/check',
  summary: 'Admins: what is wrong with a catalogue, or what differs from the published one. Changes nothing.',
  body: z.strictObject({ text }),
  response: z.object({
    problems: z.array(z.object({ path: z.string(), message: z.string() })),
    /** The edition it was compared with; 0 before the first one. */
    comparedWith: z.number().int(),
    changes: z.array(
      z.object({
        area: z.enum(changeAreas),
        subject: z.string(),
        packageName: z.string().nullable(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
  }),
})

export const importCatalogueEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/catalogue-editions',
  summary: 'Admins: publishes a catalogue as the next edition. Agreements that run keep their terms.',
  body: z.strictObject({ text, comparedWith: z.number().int().nonnegative() }),
  response: z.object({ version: z.number().int() }),
  status: 201,
})
