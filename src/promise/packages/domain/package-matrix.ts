import type { SupportHours } from '#promise/calendars/domain/calendar.ts'
import { type Catalogue, PRIORITIES, type Priority } from './catalogue.ts'
import { pageWords } from './page-words.ts'
import {
  type PackageTarget,
  type PackageVersion,
  packageVersionsOf,
  promisedTerms,
  type PoolTerms,
  type ServiceTerms,
} from './package-version.ts'

/** What a package says in one line of the matrix: the terms it enforces, and nothing written beside them. */
export type MatrixCell =
  | { kind: 'hours'; hours: SupportHours }
  | { kind: 'target'; target: PackageTarget }
  | { kind: 'service'; service: ServiceTerms; resolution?: PackageVersion['resolution'] }
  | { kind: 'pool'; service: ServiceTerms; poolCode: string; pool: PoolTerms }
  | { kind: 'seats'; count: number }

/** A line and its cells, one for each package in the catalogue's order. */
export type MatrixLine = { code: string; cells: MatrixCell[]; differs: boolean } & (
  | { kind: 'hours' }
  | { kind: 'target'; priority: Priority; label: string | null }
  | { kind: 'named'; label: string }
)
export type MatrixGroup = { code: string; name: string | null; lines: MatrixLine[] }
export type Matrix = { packages: PackageVersion[]; groups: MatrixGroup[]; lines: number; differing: number }

/**
 * The published matrix: hours, response times, then the services in the catalogue's groups and order. Customers read
 * what is promised; staff also what is tracked (SPEC 4.4).
 */
export function packageMatrix(
  catalogue: Catalogue,
  version: number,
  reader: 'customers' | 'staff' = 'customers',
): Matrix {
  const terms = packageVersionsOf(catalogue, version)
  const packages = reader === 'staff' ? terms : terms.map(promisedTerms)
  const groups = [
    hoursGroup(packages),
    responseGroup(catalogue, packages),
    ...trackedGroups(packages),
    ...serviceGroups(catalogue, packages),
  ]
  const lines = groups.flatMap((group) => group.lines)
  return { packages, groups, lines: lines.length, differing: lines.filter((line) => line.differs).length }
}

/** The same matrix with only the lines in which the packages differ. */
export function onlyDifferences(matrix: Matrix): Matrix {
  const groups = matrix.groups
    .map((group) => ({ ...group, lines: group.lines.filter((line) => line.differs) }))
    .filter((group) => group.lines.length > 0)
  return { ...matrix, groups }
}

function hoursGroup(packages: PackageVersion[]): MatrixGroup {
  const cells = packages.map(({ supportHours: hours }): MatrixCell => ({ kind: 'hours', hours }))
  return {
    code: 'hours',
    name: null,
    lines: [{ kind: 'hours', code: 'hours', cells, differs: differ(cells) }],
  }
}

function responseGroup(catalogue: Catalogue, packages: PackageVersion[]): MatrixGroup {
  const lines = PRIORITIES.map((priority): MatrixLine => {
    const cells = packages.map((one): MatrixCell => ({ kind: 'target', target: one.firstResponse[priority] }))
    const label = catalogue.responseTimeMinutes[priority].label ?? null
    return { kind: 'target', code: `response.${priority}`, priority, label, cells, differs: differ(cells) }
  })
  return { code: 'response', name: catalogue.responseTimeMinutes.label ?? null, lines }
}

/** What only staff read, and have any: times from a later question to the reply, and to a solution nobody promised. */
function trackedGroups(packages: PackageVersion[]): MatrixGroup[] {
  return (['nextResponse', 'resolution'] as const).flatMap((kind) => {
    const targets = PRIORITIES.map((priority) => packages.map((one) => one[kind]?.[priority] ?? null))
    if (targets.flat().every((target) => target === null || target.guaranteed)) return []
    const lines = PRIORITIES.map((priority, row): MatrixLine => {
      const cells = (targets[row] ?? []).map((target): MatrixCell => ({ kind: 'target', target }))
      return {
        kind: 'target',
        code: `${kind}.${priority}`,
        priority,
        label: null,
        cells,
        differs: differ(cells),
      }
    })
    return { code: kind, name: pageWords[kind], lines }
  })
}

function serviceGroups(catalogue: Catalogue, packages: PackageVersion[]): MatrixGroup[] {
  const groups = new Map<string, MatrixLine[]>()
  const add = (group: string, code: string, label: string, cells: MatrixCell[]) => {
    const lines = groups.get(group) ?? []
    groups.set(group, [...lines, { kind: 'named', code, label, cells, differs: differ(cells) }])
  }
  for (const { group, code, name } of catalogue.services) {
    const withTargets = code === catalogue.resolutionTimeMinutes.guaranteedWhere
    const cells = packages.map((one) => serviceCell(one, code, withTargets))
    add(group, code, name, cells)
  }
  const { group, label } = catalogue.authorisedContacts
  add(
    group,
    'seats',
    label,
    packages.map(({ seats }): MatrixCell => ({ kind: 'seats', count: seats })),
  )
  return [...groups].map(([name, lines], index) => ({ code: `services-${index + 1}`, name, lines }))
}

function serviceCell(version: PackageVersion, code: string, withTargets: boolean): MatrixCell {
  const service = version.services[code]
  if (service === undefined) throw new RangeError(`${version.code} says nothing of ${code}`)
  const { availability } = service
  const pool = availability.kind === 'limited' ? version.pools[availability.pool] : undefined
  if (availability.kind === 'limited' && pool)
    return { kind: 'pool', service, poolCode: availability.pool, pool }
  const hasTargets = withTargets && availability.kind === 'included'
  return { kind: 'service', service, ...(hasTargets ? { resolution: version.resolution } : {}) }
}

/** Packages differ in a line when a reader would see something else in one of its cells. */
function differ(cells: MatrixCell[]): boolean {
  return new Set(cells.map((cell) => JSON.stringify(cell))).size > 1
}

/**
 * How many rows each cell of a column takes: one for most; a pool stands once for the lines below each other
 * that share it and say the same of it, and covers (0) the others.
 */
export function rowSpans(lines: readonly MatrixLine[], column: number): number[] {
  const pools = lines.map(({ cells }) => {
    const cell = cells[column]
    if (cell?.kind !== 'pool') return undefined
    return JSON.stringify([cell.poolCode, cell.service.label, cell.service.footnote])
  })
  return pools.map((pool, row) => {
    if (pool === undefined) return 1
    if (pools[row - 1] === pool) return 0
    const end = pools.findIndex((other, at) => at > row && other !== pool)
    return (end === -1 ? pools.length : end) - row
  })
}
