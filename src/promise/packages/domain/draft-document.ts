import { z } from 'zod'
import { type CatalogueProblem, readCatalogueText } from './read-catalogue-text.ts'

const table = z.looseObject({})
const targets = z.looseObject({ high: table, medium: table, low: table })

/**
 * What every draft has, so that it can be shown and edited: packages, services and the tables between them. What
 * stands in their cells may be anything; whether it can be published is another question.
 */
const draftSchema = z.looseObject({
  packages: z.array(z.looseObject({ code: z.string().min(1), name: z.string() })).min(1),
  responseTimeMinutes: targets,
  resolutionTimeMinutes: targets.extend({ guaranteedWhere: z.string() }),
  supportHours: table,
  services: z.array(z.looseObject({ code: z.string(), name: z.string(), group: z.string() })),
  authorisedContacts: table,
  pools: z.record(z.string(), table),
})
export type DraftDocument = z.infer<typeof draftSchema>

export type DraftReading = { document: DraftDocument } | { problems: CatalogueProblem[] }

/** Opens the text of a draft, or says why it cannot be shown as one. */
export function readDraftText(text: string): DraftReading {
  const json = jsonOf(text)
  const parsed = draftSchema.safeParse(json)
  // The document itself, since what was parsed has its fields in another order.
  if (parsed.success && hasOwnCodes(parsed.data)) return { document: json as DraftDocument }
  const read = readCatalogueText(text)
  if ('problems' in read) return read
  return { problems: [{ path: '', message: 'This is no catalogue.' }] }
}

/** Two packages of one code share their cells: it could not be said which one is edited. */
function hasOwnCodes({ packages, services }: DraftDocument): boolean {
  return [packages, services].every((rows) => new Set(rows.map(({ code }) => code)).size === rows.length)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes a document the way `like` is written: with its indentation, and its end. */
export function writeDraftText(document: DraftDocument, like: string): string {
  const indentation = /\n([ \t]+)\S/.exec(like)?.[1] ?? '  '
  const end = /\s*$/.exec(like)?.[0] ?? ''
  return JSON.stringify(document, null, indentation) + end
}
