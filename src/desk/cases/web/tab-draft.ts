import type { z } from 'zod'

// Kept in this tab, so that two forms side by side stay apart: a reload, a lost session or a way back loses nothing.
// Storage may be full or forbidden; then a draft lives as long as the page.

/** What was kept under a name; undefined where that is nothing, or of another shape. */
export function readTabDraft<T>(name: string, shape: z.ZodType<T>): T | undefined {
  try {
    const read = shape.safeParse(JSON.parse(sessionStorage.getItem(name) ?? 'null'))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

/** Keeps a draft under a name; undefined takes it away. */
export function writeTabDraft(name: string, draft: object | undefined): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // Nothing to do: the draft is still on the screen.
  }
}
