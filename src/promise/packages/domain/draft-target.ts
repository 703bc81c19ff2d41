import { z } from 'zod'
import { PROMISES, type Priority } from './catalogue.ts'
import { readCell } from './draft-cell.ts'
import type { DraftDocument } from './draft-document.ts'
import { type Json, valueAt } from './draft-path.ts'

type Promised = (typeof PROMISES)[number]
/** A target as it is edited; `minutes` is whatever stands there. */
export type DraftTarget = { minutes: unknown; promise: Promised }
export type TargetKind = 'responseTimeMinutes' | 'resolutionTimeMinutes' | 'nextResponseMinutes'

const stated = z.looseObject({ minutes: z.unknown(), promise: z.enum(PROMISES).optional().catch(undefined) })

/** The promise that a target has where nothing else is said (SPEC 4.4). */
export function usualPromise(
  document: DraftDocument,
  kind: TargetKind,
  priority: Priority,
  packageCode: string,
): Promised {
  if (kind === 'nextResponseMinutes') return 'tracked'
  if (kind === 'responseTimeMinutes') return priority === 'low' ? 'tracked' : 'guaranteed'
  const { guaranteedWhere } = document.resolutionTimeMinutes
  const row = document.services.findIndex(({ code }) => code === guaranteedWhere)
  const { choice } = readCell(valueAt(document, ['services', row, packageCode]))
  return choice === 'included' ? 'guaranteed' : 'tracked'
}

export function readTarget(value: unknown, usual: Promised): DraftTarget {
  const parsed = stated.safeParse(value)
  if (!parsed.success) return { minutes: value ?? null, promise: usual }
  return { minutes: parsed.data.minutes ?? null, promise: parsed.data.promise ?? usual }
}

/** The target as the catalogue writes it: minutes alone where the promise is the usual one. */
export function writeTarget(minutes: Json, promise: Promised, usual: Promised): Json {
  return minutes === null || promise === usual ? minutes : { minutes, promise }
}
