import { z } from 'zod'
import type { QueryOf } from '#platform/http/endpoint.ts'
import type { listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import { CASE_STATUSES } from '#desk/cases/domain/status-machine.ts'
import type { LineView } from '#desk/lines/domain/contract.ts'

/** One list of the desk: what it asks for, and which kept counts add up to its number. */
export type DeskView = {
  key: string
  /** Key of its name in the desk's words; `line` fills the place in it. */
  words: string
  line?: number
  query: NonNullable<QueryOf<typeof listCasesEndpoint>>
  /** Keys of `GET /counts`; none where the number is not kept. */
  counts: string[]
  /** The kept count of what is left out of them. */
  less?: string
}

export type DeskViewGroup = { words: string; line?: LineView; views: DeskView[] }

const openStatuses = CASE_STATUSES.filter((status) => status !== 'solved' && status !== 'closed')
const countsOf = (prefix: string): string[] => openStatuses.map((status) => `${prefix}:${status}`)

const mine: DeskView[] = [
  {
    key: 'my-turn',
    words: 'view.myTurn',
    query: { assigneeId: 'me', status: 'open', sort: 'due', snoozed: 'no' },
    counts: countsOf('mine'),
    less: 'mine:snoozed',
  },
  {
    key: 'waiting',
    words: 'view.waiting',
    query: { assigneeId: 'me', status: 'waiting_customer', sort: 'due' },
    counts: ['mine:waiting_customer'],
  },
  {
    key: 'snoozed',
    words: 'view.snoozed',
    query: { assigneeId: 'me', status: 'open', sort: 'due', snoozed: 'yes' },
    counts: ['mine:snoozed'],
  },
  {
    key: 'solved',
    words: 'view.solved',
    query: { assigneeId: 'me', status: 'solved', sort: 'newest' },
    counts: ['mine:solved'],
  },
]

function viewsOfLine(line: number): DeskView[] {
  return [
    {
      key: `line-${line}-unassigned`,
      words: 'view.unassigned',
      line,
      query: { line, assigneeId: 'none', status: 'open', sort: 'due' },
      counts: countsOf(`unassigned:${line}`),
    },
    {
      key: `line-${line}`,
      words: 'view.allOfLine',
      line,
      query: { line, status: 'open', sort: 'due' },
      counts: countsOf(`line:${line}`),
    },
  ]
}

function allOpen(lines: readonly LineView[]): DeskView {
  const counts = lines.flatMap((line) => countsOf(`line:${line.number}`))
  return { key: 'all', words: 'view.all', query: { status: 'open', sort: 'due' }, counts }
}

/** The lines a person is on; all of them for those who are on none, as managers are. */
export function linesOf(lines: readonly LineView[], personId: string): LineView[] {
  const own = lines.filter((line) => line.members.some((member) => member.id === personId))
  return own.length > 0 ? own : [...lines]
}

/** The views of one reader, in the order of the column. */
export function deskViews(lines: readonly LineView[], personId: string): DeskViewGroup[] {
  return [
    { words: 'group.mine', views: mine },
    ...linesOf(lines, personId).map((line) => ({
      words: 'group.line',
      line,
      views: viewsOfLine(line.number),
    })),
    { words: 'group.everyone', views: [allOpen(lines)] },
  ]
}

/** What a view's number is: the sum of its kept counts, without what is left out. */
export function viewCount(view: DeskView, counts: Readonly<Record<string, number>>): number {
  const without = view.less === undefined ? 0 : (counts[view.less] ?? 0)
  return view.counts.reduce((sum, key) => sum + (counts[key] ?? 0), 0) - without
}

const lineView = /^line-(\d)(-unassigned)?$/

/** The view an address names; the reader's own turn where it names none. */
export function findView(key: string | undefined, lines: readonly LineView[]): DeskView {
  const number = Number(lineView.exec(key ?? '')?.[1] ?? 0)
  const known = [...mine, ...(number > 0 ? viewsOfLine(number) : []), allOpen(lines)]
  return known.find((view) => view.key === key) ?? mine[0] ?? allOpen(lines)
}

const queueSearch = z.object({
  view: z.string().max(40).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
})
export type QueueSearch = z.output<typeof queueSearch>

/** The queue's address: which view, and what is searched for. What does not fit is dropped. */
export function readQueueSearch(search: Record<string, unknown>): QueueSearch {
  const { view, q } = queueSearch.parse(search)
  return { ...(view !== undefined && { view }), ...(q !== undefined && q !== '' && { q }) }
}
