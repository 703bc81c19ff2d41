import { type Html, html } from '#platform/http/html.ts'
import type { Stretch, SupportWeek } from './support-week.ts'

/** Seven rows of 8 px, 2 px apart, Monday on top. The same hours stand in words beside it. */
export function renderWeekStamp({ days }: SupportWeek): Html {
  return html`<svg class="week" height="68" aria-hidden="true">${days.map(dayRow)}</svg>`
}

/** The ticks that both fills are made of, once for the page. */
export const weekStampPatterns: Html = html`<svg class="defs" width="0" height="0" aria-hidden="true">
  <defs>
    <pattern id="open" width="4" height="8" patternUnits="userSpaceOnUse">
      <rect class="open" width="2" height="8" />
    </pattern>
    <pattern id="closed" width="4" height="2" patternUnits="userSpaceOnUse">
      <rect class="closed" width="2" height="2" />
    </pattern>
  </defs>
</svg>`

function dayRow(stretches: Stretch[], day: number): Html {
  const top = day * 10
  const closed = html`<rect y="${top + 4}" width="100%" height="2" fill="url(#closed)" />`
  return html`${closed}${stretches.map((stretch) => openBar(stretch, top))}`
}

function openBar({ from, to }: Stretch, top: number): Html {
  const [x, width] = [percentOfDay(from), percentOfDay(to - from)]
  return html`<rect class="paper" x="${x}" y="${top}" width="${width}" height="8" /><rect
      x="${x}"
      y="${top}"
      width="${width}"
      height="8"
      fill="url(#open)"
    />`
}

function percentOfDay(minutes: number): string {
  return `${((minutes / 1440) * 100).toFixed(2)}%`
}
