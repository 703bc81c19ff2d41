const storageKey = 'fourline-last-list'

type LastList = { href: string; references: string[] }

/** Remembers the list a case is opened from, for the way back and for previous and next. */
export function rememberList(list: LastList): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(list))
  } catch {
    // Without storage there is only the way back to the queue.
  }
}

export type CasePlace = { href: string; place: number; count: number; before?: string; after?: string }

/** Where a case stands in the list it was opened from; without one, only the way back. */
export function placeInList(reference: string): CasePlace {
  const { href, references } = readList()
  const index = references.indexOf(reference)
  const before = index > 0 ? references[index - 1] : undefined
  const after = index >= 0 ? references[index + 1] : undefined
  return {
    href,
    place: index + 1,
    count: references.length,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  }
}

function readList(): LastList {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
    if (isList(kept)) return kept
  } catch {
    // Read below as no list.
  }
  return { href: '/desk', references: [] }
}

function isList(value: unknown): value is LastList {
  return (
    typeof value === 'object' &&
    value !== null &&
    'href' in value &&
    typeof value.href === 'string' &&
    'references' in value &&
    Array.isArray(value.references)
  )
}
