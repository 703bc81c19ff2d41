import type { Context } from '#platform/context.ts'
import type { DoneBy } from '#promise/agreements/domain/seat-contract.ts'
import { sideOf } from './done-by.ts'

export type SeatEnd = 'ended' | 'swapped' | 'not_chosen' | 'left' | 'merged'

/** What is written on a seat that ends: when, by whom and how; its history stays. */
export function seatEnded(ctx: Context, reason: SeatEnd, side: DoneBy['side'] = sideOf(ctx.actor)) {
  return {
    state: 'ended' as const,
    ended_at: ctx.now,
    ended_by: ctx.actor.name,
    ended_side: side,
    end_reason: reason,
  }
}
