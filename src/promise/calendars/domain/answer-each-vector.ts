import { z } from 'zod'

/** An instant in a vector file, ISO 8601 in and epoch milliseconds out. */
export const vectorInstant = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    context.addIssue('must be an instant such as 2026-10-02T14:30:00Z')
    return z.NEVER
  }
})

/** Epoch milliseconds as a vector file writes them, `2026-10-02T14:30:00Z`. */
export function vectorInstantText(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString()
}

/**
 * `{ id, ...answer(vector) }` for each vector in order; one whose answer throws gets `{ id, error }` instead and
 * the rest are still answered. Throws TypeError when the input is not an array.
 */
export function answerEachVector(vectors: unknown, answer: (vector: unknown) => object): unknown[] {
  if (!Array.isArray(vectors)) throw new TypeError('Expected a JSON array of vectors')
  return vectors.map((vector: unknown) => {
    const id = typeof vector === 'object' && vector !== null && 'id' in vector ? vector.id : null
    try {
      return { id, ...answer(vector) }
    } catch (error) {
      return { id, error: messageOf(error) }
    }
  })
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof Error ? error.message : String(error)
}
