import { readFileSync, readdirSync } from 'node:fs'

/** The product's process and the postmaster of its database. */
export type Processes = { product: number | undefined; postmaster: number | undefined }

/** Memory in MB: the product's resident pages, and the share of each page that PostgreSQL's processes use. */
export function memoryOf({ product, postmaster }: Processes): { app: number; database: number } {
  const database = familyOf(postmaster).reduce(
    (sum, pid) => sum + numberIn(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+)/m),
    0,
  )
  return {
    app: Math.round(numberIn(`/proc/${product}/status`, /VmRSS:\s+(\d+)/) / 1_024),
    database: Math.round(database / 1_024),
  }
}

/** Processor time used so far in milliseconds, by the product and by PostgreSQL with all its processes. */
export function processorTimeOf({ product, postmaster }: Processes): { app: number; database: number } {
  // Those that read mail are the product's too.
  const app = familyOf(product).filter((pid) => pid !== postmaster)
  return { app: usedByAll(app), database: usedByAll(familyOf(postmaster)) }
}

function usedByAll(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + usedMs(pid), 0)
}

function familyOf(postmaster: number | undefined): number[] {
  if (postmaster === undefined) return []
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && Number(statOf(pid)[1]) === postmaster)
  return [postmaster, ...children]
}

const msPerTick = 10

function usedMs(pid: number | undefined): number {
  const stat = statOf(pid)
  return (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) * msPerTick
}

/** The fields after the name of the program, which may hold anything. */
function statOf(pid: number | undefined): string[] {
  return read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
}

function numberIn(file: string, pattern: RegExp): number {
  return Number(pattern.exec(read(file))?.[1] ?? 0)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
