import type { Catalogue } from './catalogue.ts'
import { type Matrix, onlyDifferences, packageMatrix } from './package-matrix.ts'
import { readZone } from './reader-zone.ts'

/** What the address asks for. Anything unknown is as if it were not there: the page is public. */
export type PageChoice = { package: string; coverage: string; zone: string | null; only: boolean }
export type PageQuery = { package?: string; coverage?: string; zone?: string; only?: string }

/** All that the page shows, before any words. */
export type PageView = {
  catalogue: Catalogue
  vendor: { name: string; supportAddress: string }
  address: string
  assets: { styles: string; script: string }
  choice: PageChoice
  /** The whole matrix, for its numbers. */
  matrix: Matrix
  /** The lines that are shown. */
  shown: Matrix
  /** Epoch milliseconds. */
  now: number
}

type Input = Omit<PageView, 'choice' | 'matrix' | 'shown'> & { version: number; query: PageQuery }

/** @param input.address the public address of the page, e.g. `https://support.example/packages` */
export function pageView({ version, query, ...rest }: Input): PageView {
  const matrix = packageMatrix(rest.catalogue, version)
  const choice = readChoice(rest.catalogue, query)
  return { ...rest, choice, matrix, shown: choice.only ? onlyDifferences(matrix) : matrix }
}

function readChoice({ packages, coverageZones }: Catalogue, query: PageQuery): PageChoice {
  const [firstPackage] = packages
  const [firstZone] = coverageZones
  // A plus that was typed into the address bar arrives as a space.
  const coverage = query.coverage?.replace(/^ /, '+')
  return {
    package: packages.find(({ code }) => code === query.package)?.code ?? firstPackage?.code ?? '',
    coverage: coverageZones.find(({ offset }) => offset === coverage)?.offset ?? firstZone?.offset ?? 'UTC',
    zone: query.zone ? (readZone(query.zone.replace(/^ /, '+')) ?? null) : null,
    only: query.only === '1',
  }
}

/** The address of the same page with something else chosen; without what it shows anyway. */
export function choiceHref({ catalogue, choice }: PageView, change: Partial<PageChoice>): string {
  const { package: code, coverage, zone, only } = { ...choice, ...change }
  const parts = new URLSearchParams()
  if (code !== catalogue.packages[0]?.code) parts.set('package', code)
  if (coverage !== catalogue.coverageZones[0]?.offset && catalogue.coverageZones.length > 0)
    parts.set('coverage', coverage)
  if (zone !== null) parts.set('zone', zone)
  if (only) parts.set('only', '1')
  return `/packages${parts.size > 0 ? `?${parts}` : ''}#compare`
}
