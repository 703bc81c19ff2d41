import { z } from 'zod'

const wireDecision = z.looseObject({
  outcome: z.string(),
  reasons: z.array(z.looseObject({ code: z.string(), clause: z.string().nullish(), text: z.string() })),
  waysForward: z.array(z.looseObject({ code: z.string(), text: z.string() })),
  /** What it refused was let through all the same, once. */
  waived: z.boolean().optional(),
})

/** An entitlement decision as it goes over the wire; `ApiProblem.decision` of a refusal is one. */
export type WireDecision = z.infer<typeof wireDecision>
export type WayForward = WireDecision['waysForward'][number]

/** Reads the decision out of a problem; undefined where there is none. */
export function readDecision(value: unknown): WireDecision | undefined {
  const read = wireDecision.safeParse(value)
  return read.success ? read.data : undefined
}

/** How a reason weighs: it speaks for, against, or leaves something open (SPEC 3.3). */
export type ReasonTone = 'for' | 'against' | 'open'

const speaksFor = new Set(['included', 'drawn_from_pool', 'waived'])
const leavesOpen = new Set(['unclassified', 'request_needed', 'support_closed', 'marketplace_product'])

export function reasonTone(code: string): ReasonTone {
  if (speaksFor.has(code)) return 'for'
  return leavesOpen.has(code) ? 'open' : 'against'
}

/** The verdict's weight, by outcome (SPEC 3.2). */
export function outcomeTone(outcome: string): ReasonTone {
  if (outcome === 'included' || outcome === 'included_from_pool') return 'for'
  return outcome === 'refused' ? 'against' : 'open'
}
