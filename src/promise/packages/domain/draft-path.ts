import type { DraftDocument } from './draft-document.ts'

/** What JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
/** The way to a place in a document: `['services', 3, 'premium']`. */
export type Path = readonly (string | number)[]

/** What stands at a place; undefined where nothing does. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    if (value === null || typeof value !== 'object') return undefined
    return Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined
  }, document)
}

/** The document with something else at a place, or without what stood there; what lies beside is shared. */
export function withValue(document: DraftDocument, path: Path, value: Json | undefined): DraftDocument {
  // Every place that is edited lies below the tables of the document, which stay.
  return placed(document, path, value) as DraftDocument
}

function placed(inside: unknown, [part, ...rest]: Path, value: Json | undefined): unknown {
  if (part === undefined) return value
  const before = valueAt(inside, [part])
  const after = placed(before, rest, value)
  if (Array.isArray(inside)) return inside.map((one: unknown, index) => (index === part ? after : one))
  const fields: Record<string, unknown> = inside !== null && typeof inside === 'object' ? { ...inside } : {}
  if (after === undefined) {
    const { [part]: _gone, ...others } = fields
    return others
  }
  return { ...fields, [part]: after }
}

/** A place as problems name it: `services[3].premium`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? part : `${text}.${part}`
  }, '')
}

/** Whether a problem's place is this one, or lies in it. */
export function liesIn(place: string, path: Path): boolean {
  const own = pathText(path)
  return place === own || place.startsWith(`${own}.`) || place.startsWith(`${own}[`)
}
