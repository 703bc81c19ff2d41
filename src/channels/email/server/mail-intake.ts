import type { Actor } from '#platform/context.ts'

/** Who takes mail in. */
export const intake: Actor = { kind: 'system', name: 'Mail intake' }
