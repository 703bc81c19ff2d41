import type { Catalogue } from '#promise/packages/domain/catalogue.ts'
import { pageView } from '#promise/packages/domain/page-view.ts'
import { parseDuration } from '#promise/packages/domain/parse-duration.ts'
import { renderPage } from '#promise/packages/domain/render-page.ts'

/** What the public page says of one package, read from its HTML and nothing else. */
export type Published = {
  name: string
  /** By service: `included`, `pool 5`, `on_request`, `certified developer`, `not_included`. */
  services: Record<string, string>
  /** Minutes to the first reply by priority, and to the resolution; null where none is promised. */
  firstReply: Record<string, number | null>
  resolution: Record<string, number | null>
  seats: number
  /** Whether it is open, for each quarter of an hour of a week from Monday on. */
  open: boolean[]
}

const looks: Readonly<Record<string, string>> = { yes: 'included', none: 'not_included', ask: 'on_request' }
const priorities = ['high', 'medium', 'low'] as const

/** Reads the public page of a catalogue, in the time of the coverage zone. */
export function publishedCells(catalogue: Catalogue): Published[] {
  const html = renderPage(
    pageView({
      catalogue,
      version: 1,
      vendor: { name: 'Northloom', supportAddress: 'support@vendor.example' },
      address: 'https://support.example/packages',
      assets: { styles: '/s', script: '/j' },
      query: { coverage: '+01:00' },
      now: Date.parse('2026-01-14T12:00:00Z'),
    }),
  )
  const lines = linesOf(html, catalogue.packages.length)
  const cellOf = (code: string, column: number) => lines.get(code)?.[column] ?? { look: '', text: '' }
  return catalogue.packages.map(({ name }, column) => ({
    name,
    services: Object.fromEntries(
      catalogue.services.map(({ code }) => [code, serviceOf(cellOf(code, column))]),
    ),
    firstReply: Object.fromEntries(
      priorities.map((one) => [one, parseDuration(cellOf(`response.${one}`, column).text) ?? null]),
    ),
    resolution: Object.fromEntries(
      priorities.map((one) => {
        const { text } = cellOf(catalogue.resolutionTimeMinutes.guaranteedWhere, column)
        const found = new RegExp(String.raw`((?:\d+ h)? ?(?:\d+ min)?) ${one}`, 'i').exec(text)?.[1] ?? ''
        return [one, parseDuration(found) ?? null]
      }),
    ),
    seats: Number(cellOf('seats', column).text),
    open: openQuarters(cellOf('hours', column).text),
  }))
}

type Cell = { look: string; text: string }

function serviceOf({ look, text }: Cell): string {
  if (look === 'certified') return `certified ${/(\w+) certification, held/.exec(text)?.[1]?.toLowerCase()}`
  if (look === 'shared') return `pool ${/Up to (\d+) cases per agreement year/.exec(text)?.[1]}`
  return looks[look] ?? `unknown ${look}`
}

/** Each line with one cell for each package; what reaches over several lines stands in all of them. */
function linesOf(html: string, columns: number): Map<string, Cell[]> {
  const lines = new Map<string, Cell[]>()
  let above: { cell: Cell; left: number }[] = []
  for (const [, code = '', row = ''] of html.matchAll(/<tr\s+role="row"\s+id="line-([^"]+)"(.*?)<\/tr>/gs)) {
    const cells = [
      ...row.matchAll(/<td role="cell" class="\w+ (\w+)"\s*(?:rowspan="(\d+)")?\s*>(.*?)<\/td>/gs),
    ]
    above = Array.from({ length: columns }, (_, column) => {
      const before = above[column]
      if (before !== undefined && before.left > 0) return { cell: before.cell, left: before.left - 1 }
      const [, look = '', span = '1', body = ''] = cells.shift() ?? []
      const text = body.replaceAll(/<sup>.*?<\/sup>/gs, '').replaceAll(/<[^>]*>/g, ' ')
      return { cell: { look, text: text.replaceAll(/\s+/g, ' ').trim() }, left: Number(span) - 1 }
    })
    lines.set(
      code,
      above.map(({ cell }) => cell),
    )
  }
  return lines
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const quartersADay = 96

/** `Mon–Fri, Sun, 09:00–18:00`, `Every day, 22:00–06:00 next day`, or around the clock. */
function openQuarters(text: string): boolean[] {
  const open = Array.from({ length: 7 * quartersADay }, () => text.includes('around the clock'))
  for (const part of text.split(';')) {
    const [, from = '', to = '', next] = /(\d\d:\d\d)–(\d\d:\d\d)( next day)?/.exec(part) ?? []
    if (from === '') continue
    const length = quarterOf(to) + (next === undefined ? 0 : quartersADay) - quarterOf(from)
    for (const day of daysOf(part))
      for (let at = 0; at < length; at += 1)
        open[(day * quartersADay + quarterOf(from) + at) % open.length] = true
  }
  return open
}

function daysOf(part: string): number[] {
  if (part.includes('Every day')) return [0, 1, 2, 3, 4, 5, 6]
  return [...part.matchAll(/([A-Z][a-z]{2})(?:–([A-Z][a-z]{2}))?/g)].flatMap(
    ([, first = '', last = first]) => {
      const [from, to] = [names.indexOf(first), names.indexOf(last)]
      return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, at) => (from + at) % 7)
    },
  )
}

function quarterOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 4 + (minutes ?? 0) / 15
}
