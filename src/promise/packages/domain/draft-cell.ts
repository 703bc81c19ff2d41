import { z } from 'zod'
import type { DraftDocument } from './draft-document.ts'
import { type Json, type Path, valueAt } from './draft-path.ts'

/** What can be chosen for a cell; `pool:<code>` is limited by that pool. */
export type CellChoice =
  | 'included'
  | 'on_request'
  | 'conditional'
  | 'not_included'
  | `pool:${string}`
  | 'unknown'
export type DraftCell = { choice: CellChoice; certification: string; label: string; footnote: string }

const text = z.string().catch('')
const cellShape = z.looseObject({
  availability: z.enum(['included', 'on_request', 'not_included']).optional().catch(undefined),
  limited: z.string().optional().catch(undefined),
  conditional: z.looseObject({ certification: text }).optional().catch(undefined),
  label: text,
  footnote: text,
})

/** A cell as it is edited, whatever stands in it. */
export function readCell(value: unknown): DraftCell {
  const plain = { certification: '', label: '', footnote: '' }
  if (value === 'included' || value === 'on_request' || value === 'not_included')
    return { ...plain, choice: value }
  const cell = cellShape.safeParse(value)
  if (!cell.success) return { ...plain, choice: 'unknown' }
  const { availability, limited, conditional, label, footnote } = cell.data
  const printed = { label, footnote, certification: conditional?.certification ?? '' }
  if (limited !== undefined) return { ...printed, choice: `pool:${limited}` }
  if (conditional !== undefined) return { ...printed, choice: 'conditional' }
  return { ...printed, choice: availability ?? 'unknown' }
}

/** The cell as the catalogue writes it: in one word where nothing else is to be said. */
export function writeCell({ choice, certification, label, footnote }: DraftCell): Json {
  const printed = { ...(label !== '' && { label }), ...(footnote !== '' && { footnote }) }
  if (choice.startsWith('pool:')) return { limited: choice.slice('pool:'.length), ...printed }
  if (choice === 'conditional') return { conditional: { certification }, ...printed }
  return Object.keys(printed).length === 0 ? choice : { availability: choice, ...printed }
}

export type DraftEdit = { path: Path; value: Json | undefined }

/** Another choice for a cell, and what follows for the pools: each is shared by the services that draw from it. */
export function cellEdits(document: DraftDocument, path: Path, cell: DraftCell): DraftEdit[] {
  const [, row, packageCode] = path
  const service = typeof row === 'number' ? document.services[row]?.code : undefined
  if (service === undefined || packageCode === undefined) return []
  const before = readCell(valueAt(document, path)).choice
  const edits: DraftEdit[] = [{ path, value: writeCell(cell) }]
  if (before === cell.choice) return edits
  const others = document.packages.flatMap(({ code }) =>
    code === packageCode ? [] : [readCell(valueAt(document, ['services', row ?? '', code])).choice],
  )
  for (const pool of Object.keys(document.pools)) {
    const draws = cell.choice === `pool:${pool}` || others.includes(`pool:${pool}`)
    const shared = sharedBy(document, pool)
    if (draws === shared.includes(service)) continue
    const all = draws ? [...shared, service] : shared.filter((one) => one !== service)
    const order = document.services.map(({ code }) => code)
    edits.push({
      path: ['pools', pool, 'sharedBy'],
      value: all.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)),
    })
  }
  return edits
}

/** The services that a pool says it is shared by. */
export function sharedBy(document: DraftDocument, pool: string): string[] {
  const parsed = z.array(z.string()).safeParse(valueAt(document, ['pools', pool, 'sharedBy']))
  return parsed.success ? parsed.data : []
}

/** Every cell that draws from a pool, by name. */
export function drawnBy(
  document: DraftDocument,
  pool: string,
): { service: string; packageName: string; path: Path }[] {
  return document.services.flatMap(({ name }, row) =>
    document.packages.flatMap(({ code, name: packageName }) => {
      const path = ['services', row, code]
      return readCell(valueAt(document, path)).choice === `pool:${pool}`
        ? [{ service: name, packageName, path }]
        : []
    }),
  )
}

/** A code for a new pool that none has. */
export function freshPoolCode(document: DraftDocument): string {
  for (let number = 1; ; number += 1) {
    const code = `pool-${number}`
    if (!Object.hasOwn(document.pools, code)) return code
  }
}
