import { type Html, html } from '#platform/http/html.ts'
import { PRIORITIES } from './catalogue.ts'
import type { MatrixCell } from './package-matrix.ts'
import type { PackageTarget, PackageVersion, PoolTerms, ServiceTerms } from './package-version.ts'
import { cellNote, pageNotes } from './page-notes.ts'
import type { PageView } from './page-view.ts'
import { capital, duration, pageWords as words, weekName } from './page-words.ts'
import { supportWeek } from './support-week.ts'
import { renderWeekStamp } from './render-week-stamp.ts'

/** What stands in a cell, and the class that gives it its look. */
export type CellLook = { look: string; body: Html }

export function renderCell(view: PageView, cell: MatrixCell): CellLook {
  switch (cell.kind) {
    case 'hours':
      return { look: 'hours', body: hoursBody(view, cell.hours) }
    case 'target':
      return { look: 'target', body: targetBody(cell.target) }
    case 'seats':
      return { look: 'seats', body: html`<span class="big">${cell.count}</span>` }
    case 'pool':
      return { look: 'shared', body: poolBody(view, cell.service, cell.poolCode, cell.pool) }
    case 'service':
      return serviceLook(view, cell.service, cell.resolution)
  }
}

function hoursBody(view: PageView, hours: PackageVersion['supportHours']): Html {
  const { coverage, zone } = view.choice
  const week = supportWeek({ hours, coverageZone: coverage, readerZone: zone ?? coverage, now: view.now })
  return html`${renderWeekStamp(week)}<span>${weekName(week)}</span>`
}

function targetBody(target: PackageTarget): Html {
  return target === null
    ? html`<span class="none">${words.noPromise}</span>`
    : html`<span class="big">${duration(target.minutes)}</span>`
}

function poolBody(view: PageView, service: ServiceTerms, code: string, pool: PoolTerms): Html {
  const marks = [`pool:${code}`, `pool-year:${code}`].map((key) => noteMark(view, key))
  const pips = pool.limit <= 12 ? Array.from({ length: pool.limit }, () => html`<i></i>`) : []
  return html`<div>
    <span class="pips" aria-hidden="true">${pips}</span>
    <span>${service.label ?? words.availability.limited}${footnoteMark(view, service)}</span>
    <small>${words.poolHint(pool.limit, pool.unit, pool.sharedBy.length)}${marks}</small>
  </div>`
}

function serviceLook(
  view: PageView,
  service: ServiceTerms,
  resolution: PackageVersion['resolution'] | undefined,
): CellLook {
  const { availability, label } = service
  const { kind } = availability
  const word = kind === 'conditional' ? words.certified(availability.certification) : words.availability[kind]
  const hint =
    kind === 'conditional'
      ? html`<small>${words.certificationHint(availability.certification)}</small>`
      : resolution && resolutionHint(view, resolution)
  return {
    look: looks[kind],
    body: html`${icons[kind]}<span>${label ?? word}${footnoteMark(view, service)}</span>${hint}`,
  }
}

function footnoteMark(view: PageView, { footnote }: ServiceTerms): Html | false {
  return footnote !== undefined && noteMark(view, cellNote(footnote))
}

const looks = {
  included: 'yes',
  not_included: 'none',
  on_request: 'ask',
  conditional: 'certified',
  limited: 'shared',
} as const

function resolutionHint(view: PageView, resolution: PackageVersion['resolution']): Html | false {
  const targets = PRIORITIES.flatMap((priority) => {
    const target = resolution[priority]
    return target?.guaranteed ? [words.resolutionTarget(target.minutes, priority)] : []
  })
  const mark = noteMark(view, 'resolution')
  return targets.length > 0 && html`<small>${capital(targets.join(', '))}.${mark}</small>`
}

/** The number of a note, as a link to it; nothing where there is no such note. */
export function noteMark(view: PageView, key: string): Html | false {
  const number = pageNotes(view).findIndex((note) => note.key === key) + 1
  return (
    number > 0 && html`<sup><a href="#note-${number}" aria-label="${words.note(number)}">${number}</a></sup>`
  )
}

const icon = (path: Html) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`
const icons = {
  included: icon(html`<path d="M5 12l5 5L20 7" />`),
  not_included: icon(html`<path d="M6 12h12" />`),
  on_request: icon(
    html`<path
      d="M8 9h8M8 13h6M18 4a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-5l-5 3v-3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z"
    />`,
  ),
  conditional: icon(html`<path d="M22 9 12 5 2 9l10 4 10-4v6M6 10.6V16a6 3 0 0 0 12 0v-5.4" />`),
  limited: false,
} as const
