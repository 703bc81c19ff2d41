import { type Html, html } from '#platform/http/html.ts'
import { choiceHref, type PageView } from './page-view.ts'
import { pageWords as words, zoneName } from './page-words.ts'
import { offsetMinutes, READER_ZONES } from './reader-zone.ts'

/** How the table is shown: a form and a link, so that it works without JavaScript. */
export function renderChoices(view: PageView): Html {
  const { choice } = view
  return html`<section class="tools" aria-label="${words.choices}">
    <form action="/packages#compare" method="get" id="choices">
      ${choice.package !== view.catalogue.packages[0]?.code && html`<input type="hidden" name="package" value="${choice.package}" />`}
      ${choice.only && html`<input type="hidden" name="only" value="1" />`} ${coverageSelect(view)}
      ${select('zone', words.yourTime, readerOptions(view))}
      <button class="plain" id="show">${words.show}</button>
    </form>
    ${onlyLink(view)}
  </section>`
}

type Option = { value: string; name: string; chosen: boolean }

function select(name: string, label: string, options: Option[]): Html {
  const items = options.map(
    (one) => html`<option value="${one.value}" ${one.chosen && html` selected`}>${one.name}</option>`,
  )
  return html`<div class="pick">
    <label for="${name}">${label}</label>
    <div class="select">
      <select id="${name}" name="${name}">
        ${items}</select
      ><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 9l6 6 6-6" /></svg>
    </div>
  </div>`
}

function coverageSelect({ catalogue, choice, now }: PageView): Html | false {
  const options = catalogue.coverageZones.map(({ offset, label }) => ({
    value: offset,
    name: zoneName(offset, now) + (label === undefined ? '' : `, ${label}`),
    chosen: offset === choice.coverage,
  }))
  return options.length > 0 && select('coverage', words.coverageZone, options)
}

function readerOptions({ choice: { zone }, now }: PageView): Option[] {
  const isOffered = zone === null || READER_ZONES.includes(zone)
  const zones = isOffered ? [...READER_ZONES] : [...READER_ZONES, zone]
  const options = zones
    .map((one) => ({ one, offset: offsetMinutes(one, now) }))
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ one }) => ({ value: one, name: zoneName(one, now), chosen: one === zone }))
  return [{ value: '', name: words.asCoverageZone, chosen: zone === null }, ...options]
}

function onlyLink(view: PageView): Html {
  const { only } = view.choice
  const { differing, lines } = view.matrix
  const more = only ? words.showAll(lines) : words.showDifferences(differing, lines)
  return html`<a
    class="switch"
    id="only"
    href="${choiceHref(view, { only: !only })}"
    ${only && html` aria-current="true"`}
  >
    <i aria-hidden="true"></i><span>${words.onlyDifferences}<span class="hidden">${more}</span></span></a
  >`
}
