import type { Actor, Context } from '#platform/context.ts'
import type { DoneBy } from '#promise/agreements/domain/seat-contract.ts'

/** Which side somebody acts for, as it is written on rows that customers read. */
export function sideOf(actor: Actor): DoneBy['side'] {
  if (actor.kind === 'contact') return 'account'
  return actor.kind === 'staff' ? 'vendor' : 'product'
}

/** Who did it, for this reader: customers read no names of the vendor's people. */
export function doneBy(ctx: Context, side: DoneBy['side'] | null, name: string | null): DoneBy | null {
  if (side === null) return null
  const isHidden = side === 'product' || (ctx.actor.kind === 'contact' && side !== 'account')
  return { side, name: isHidden ? null : name }
}
