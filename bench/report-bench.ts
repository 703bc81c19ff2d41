import type { Compared } from './compare.ts'
import type { Cost } from './count-statements.ts'
import { type Block, spreadOf } from './measure.ts'

export type Result = {
  cases: number
  create: Record<string, Compared>
  /** The floor itself, asked over HTTP. */
  reach: Record<string, Compared>
  queuePage: Compared
  openCase: Block[]
  costs: Record<'create' | 'queuePage' | 'openCase', Cost>
}

export type Report = {
  warmStartMs: number
  memory: Record<'idle' | 'loaded', { app: number; database: number }>
  results: Result[]
}

/** The figures as lines for people; ratios first, since times hold for one machine only. */
export function reportBench({ warmStartMs, memory, results }: Report): string[] {
  return [
    ...results.flatMap(linesOf),
    ...growth(results),
    `start ${warmStartMs.toFixed(0)} ms warm`,
    `memory idle ${memory.idle.app} + ${memory.idle.database} MB, after load ${memory.loaded.app} + ${memory.loaded.database} MB (product + database)`,
  ]
}

function linesOf({ cases, create, reach, queuePage, openCase, costs }: Result): string[] {
  const opened = spreadOf(openCase.map((one) => one.p50))
  return [
    `${cases} cases`,
    ...Object.entries(create).map(([clients, one]) => lineOf(`create, ${clients} at once`, one)),
    ...Object.entries(reach).map(([clients, one]) => lineOf(`floor over HTTP, ${clients}`, one)),
    lineOf('queue page, 1 reader', queuePage),
    `  open case of 50 messages  p50 ${opened.median.toFixed(2)} ms (${opened.least.toFixed(2)}-${opened.most.toFixed(2)})`,
    ...Object.entries(costs).map(
      ([name, cost]) => `  ${name}: ${cost.statements} statements, ${Math.round(cost.rowsRead)} rows read`,
    ),
  ]
}

function lineOf(name: string, { ours, floor, ratio, cpuMs }: Compared): string {
  const perSecond = (blocks: Block[]) => spreadOf(blocks.map((one) => one.perSecond)).median.toFixed(0)
  const p95 = spreadOf(ours.map((one) => one.p95)).median
  return (
    `  ${name.padEnd(22)} ratio ${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}): ` +
    `${perSecond(ours)}/s of ${perSecond(floor)}/s, p95 ${p95.toFixed(1)} ms, ` +
    `${cpuMs.app.toFixed(2)} + ${cpuMs.database.toFixed(2)} CPU-ms`
  )
}

/** How much slower the largest set is than the smallest. */
function growth(results: Result[]): string[] {
  const [first, last] = [results[0], results.at(-1)]
  if (first === undefined || last === undefined || first === last) return []
  const median = (blocks: Block[] = []) => spreadOf(blocks.map((one) => one.p50)).median
  const ratio = (of: (result: Result) => Block[] | undefined) =>
    (median(of(last)) / median(of(first))).toFixed(2)
  return [
    `${last.cases} against ${first.cases} cases, ratio of medians`,
    ...Object.keys(last.create).map(
      (clients) => `  create, ${clients} at once ${ratio((one) => one.create[clients]?.ours)}`,
    ),
    `  queue page ${ratio((one) => one.queuePage.ours)}`,
    `  open case ${ratio((one) => one.openCase)}`,
  ]
}
