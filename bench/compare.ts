import { type Block, measureBlock, type Spread, spreadOf } from './measure.ts'
import { type Processes, processorTimeOf } from './memory-of.ts'

export type Plan = { blocks: number; blockMs: number; processes: () => Processes }

/** Blocks of ours and of the floor in turn; `ratio` is ours over the floor, block by block. */
export type Compared = {
  ours: Block[]
  floor: Block[]
  ratio: Spread
  cpuMs: { app: number; database: number }
}

type Operations = (() => Promise<unknown>)[]

/** Ours and the floor take turns, so that what else the machine does meets both. */
export async function compare(plan: Plan, ours: Operations, floor: Operations): Promise<Compared> {
  await measureBlock(ours, plan.blockMs / 3)
  const done: { ours: Block; floor: Block }[] = []
  const used = { app: 0, database: 0 }
  let operations = 0
  for (let block = 0; block < plan.blocks; block++) {
    const bare = await measureBlock(floor, plan.blockMs)
    const before = processorTimeOf(plan.processes())
    const own = await measureBlock(ours, plan.blockMs)
    const after = processorTimeOf(plan.processes())
    used.app += after.app - before.app
    used.database += after.database - before.database
    operations += own.count
    done.push({ floor: bare, ours: own })
  }
  return {
    ours: done.map((one) => one.ours),
    floor: done.map((one) => one.floor),
    ratio: spreadOf(done.map((one) => one.ours.perSecond / one.floor.perSecond)),
    cpuMs: { app: used.app / operations, database: used.database / operations },
  }
}
