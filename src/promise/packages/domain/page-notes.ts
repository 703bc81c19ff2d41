import type { PageView } from './page-view.ts'
import { pageWords as words } from './page-words.ts'

/** `key` says what the note belongs to: `response`, `cell:<its text>`, `pool:<code>`, `pool-year:<code>` or `resolution`. */
export type PageNote = { key: string; text: string }

/** Footnotes of the catalogue and whatever the vendor set itself, in the order of the matrix. */
export function pageNotes({ catalogue, vendor, matrix }: PageView): PageNote[] {
  const notes: PageNote[] = []
  if (catalogue.responseTimeMinutes.measured?.vendorSet)
    notes.push({ key: 'response', text: words.measuredNote(vendor.name) })
  for (const cell of matrix.groups.flatMap(({ lines }) => lines.flatMap(({ cells }) => cells))) {
    if (cell.kind !== 'service' && cell.kind !== 'pool') continue
    const { footnote } = cell.service
    if (footnote !== undefined) notes.push({ key: cellNote(footnote), text: footnote })
    const pool = cell.kind === 'pool' ? catalogue.pools[cell.poolCode] : undefined
    if (cell.kind !== 'pool' || pool === undefined) continue
    if (pool.footnote !== undefined) notes.push({ key: `pool:${cell.poolCode}`, text: pool.footnote })
    if (pool.year?.vendorSet)
      notes.push({ key: `pool-year:${cell.poolCode}`, text: words.poolYearNote(vendor.name) })
  }
  if (hasVendorSetResolution(matrix.packages))
    notes.push({ key: 'resolution', text: words.resolutionNote(vendor.name) })
  return notes.filter(({ key }, index) => notes.findIndex((one) => one.key === key) === index)
}

/** Cells with the same footnote share its note. */
export function cellNote(footnote: string): string {
  return `cell:${footnote}`
}

function hasVendorSetResolution(packages: PageView['matrix']['packages']): boolean {
  return packages.some(({ resolution }) =>
    Object.values(resolution).some((target) => target?.guaranteed === true && target.vendorSet),
  )
}
