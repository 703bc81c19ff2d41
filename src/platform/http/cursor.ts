import { z } from 'zod'
import { invalid } from '#platform/errors.ts'

/** Where a page ended: the sort key and the id of its last row, opaque to clients. */
export type Cursor = { key: string; id: string }

const shape = z.tuple([z.string().max(100), z.uuid()])

export function writeCursor({ key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

/** Reads a cursor that `writeCursor` wrote. Throws 400 for anything else. */
export function readCursor(text: string): Cursor {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')))
  const [key, id] = parsed.success ? parsed.data : ['', '']
  const isKey = key === 'infinity' || isInstant(key)
  if (!parsed.success || !isKey)
    throw invalid('after', 'This is not the `next` of an earlier page.', 'invalid_cursor')
  return { key, id }
}

/**
 * Exactly as it was written, in a year from 1 to 9999: what a lenient reader takes for a date, the database may not,
 * which knows no year 0.
 */
function isInstant(key: string): boolean {
  const date = new Date(key)
  if (!/^\d{4}-/.test(key) || key.startsWith('0000')) return false
  return !Number.isNaN(date.getTime()) && date.toISOString() === key
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
