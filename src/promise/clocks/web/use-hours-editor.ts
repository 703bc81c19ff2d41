import { useEffect, useMemo, useRef } from 'react'
import { z } from 'zod'
import { useKeptText } from '#web/components/use-kept-text.ts'
import type { CalendarView } from '../domain/hours-contract.ts'
import {
  type DraftProblem,
  draftOf,
  draftProblems,
  type HoursDraft,
  hoursOfDraft,
  type NamedHours,
  statedHours,
} from '../domain/hours-draft.ts'

const row = z.object({ from: z.string(), to: z.string() })
const kept = z.object({
  /** The newest version when it was begun. */
  basedOn: z.number().int().nonnegative(),
  week: z.array(z.array(row)).length(7),
  dates: z.array(
    z.object({
      date: z.string(),
      kind: z.enum(['closed', 'hours', 'break']),
      rows: z.array(row),
      name: z.string(),
    }),
  ),
})
type Kept = z.output<typeof kept>

export type HoursEditor = {
  draft: HoursDraft
  /** The same as it would be published. */
  hours: NamedHours
  problems: DraftProblem[]
  isChanged: boolean
  /** Whether it outlives the tab. */
  isKept: boolean
  /** The version it goes on from; publishing names it. */
  basedOn: number
  /** A newer version than that one was published. */
  isOvertaken: boolean
  /** Takes what is written at the moment, also from a toast that was shown before. */
  edit: (change: (before: HoursDraft) => HoursDraft) => void
  discard: () => void
  /** Goes on from the newest version with what is written here. */
  keepMine: () => void
}

/** The hours a reader changes: kept in this browser until they are published or put away. */
export function useHoursEditor(calendar: CalendarView): HoursEditor {
  const { packageCode, zone } = calendar
  const key = `calendar:${packageCode}:${zone}`
  const [text, keep] = useKeptText(key)
  const published = useMemo(() => draftOf(newestHours(calendar)), [calendar])
  const newest = calendar.versions[0]?.version ?? 0
  const found = useMemo(() => readKept(text), [text])
  const draft = found ?? published
  const hours = useMemo(() => hoursOfDraft(draft, zone), [draft, zone])
  const problems = useMemo(() => draftProblems(draft, zone), [draft, zone])
  const basedOn = found?.basedOn ?? newest
  const isChanged = found !== undefined
  const isKept = !isChanged || isStored(key, text)
  useEffect(() => {
    if (isKept) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    globalThis.addEventListener('beforeunload', warn)
    return () => globalThis.removeEventListener('beforeunload', warn)
  }, [isKept])
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  }, [draft])
  const write = (next: HoursDraft, from: number): void => {
    const { week, dates } = next
    const isSame = JSON.stringify({ week, dates }) === JSON.stringify(published) && from === newest
    keep(isSame ? '' : JSON.stringify({ basedOn: from, week, dates }))
  }
  return {
    draft,
    hours,
    problems,
    isChanged,
    isKept,
    basedOn,
    isOvertaken: basedOn < newest,
    edit: (change) => write(change(latest.current), basedOn),
    discard: () => keep(''),
    keepMine: () => write(draft, newest),
  }
}

/** What the newest version says; the terms where it says nothing of its own, or there is none. */
function newestHours({ versions, supportHours, zone }: CalendarView): NamedHours {
  const [newest] = versions
  if (newest === undefined || newest.hours === null) return statedHours(supportHours, zone)
  return { calendar: newest.hours, names: newest.names }
}

function readKept(text: string): Kept | undefined {
  if (text === '') return undefined
  try {
    return kept.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

// The place where `useKeptText` keeps it; it may be full or forbidden.
function isStored(key: string, text: string): boolean {
  try {
    return localStorage.getItem(`fourline-draft:${key}`) === text
  } catch {
    return false
  }
}
