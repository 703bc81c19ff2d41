import type { Catalogue } from './catalogue.ts'
import type { PageView } from './page-view.ts'
import { pageWords as words } from './page-words.ts'

/** `key` says what the note belongs to: `response`, `pool:<code>`, `pool-year:<code>` or `resolution`. */
export type PageNote = { key: string; text: string }

/** Footnotes of the catalogue and whatever the vendor set itself, in the order of the matrix. */
export function pageNotes({ catalogue, vendor, matrix }: PageView): PageNote[] {
  const notes: PageNote[] = []
  if (catalogue.responseTimeMinutes.measured?.vendorSet)
    notes.push({ key: 'response', text: words.measuredNote(vendor.name) })
  for (const [code, pool] of usedPools(catalogue, matrix.packages)) {
    if (pool.footnote !== undefined) notes.push({ key: `pool:${code}`, text: pool.footnote })
    if (pool.year?.vendorSet) notes.push({ key: `pool-year:${code}`, text: words.poolYearNote(vendor.name) })
  }
  if (hasVendorSetResolution(matrix.packages))
    notes.push({ key: 'resolution', text: words.resolutionNote(vendor.name) })
  return notes
}

type Packages = PageView['matrix']['packages']

function usedPools(catalogue: Catalogue, packages: Packages) {
  const used = new Set(packages.flatMap((one) => Object.keys(one.pools)))
  return Object.entries(catalogue.pools).filter(([code]) => used.has(code))
}

function hasVendorSetResolution(packages: Packages): boolean {
  return packages.some(({ resolution }) =>
    Object.values(resolution).some((target) => target?.guaranteed === true && target.vendorSet),
  )
}
