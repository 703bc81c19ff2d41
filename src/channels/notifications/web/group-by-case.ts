import type { NotificationItem } from '../domain/contract.ts'

export type CaseGroup = {
  key: string
  reference: string | undefined
  subject: string | undefined
  items: NotificationItem[]
}

/** Notifications of one case stand together, where the newest of them is; the rest keep their place alone. */
export function groupByCase(items: readonly NotificationItem[]): CaseGroup[] {
  const groups = new Map<string, CaseGroup>()
  for (const item of items) {
    const { reference, subject } = item.facts
    const key = reference ?? item.id
    const known = groups.get(key)
    if (known !== undefined) known.items.push(item)
    else groups.set(key, { key, reference, subject, items: [item] })
  }
  return [...groups.values()]
}
