import { type Html, html, htmlText } from '#platform/http/html.ts'
import { renderChoices } from './render-choices.ts'
import { renderFrame } from './render-frame.ts'
import { renderMatrix } from './render-matrix.ts'
import { weekStampPatterns } from './render-week-stamp.ts'
import { pageNotes } from './page-notes.ts'
import type { PageView } from './page-view.ts'
import { pageWords as words, zoneName } from './page-words.ts'

/** The public page of the packages as an HTML document that needs no JavaScript. */
export function renderPage(view: PageView): string {
  const { catalogue, vendor, address, assets } = view
  const main = html`${hero(view)} ${renderChoices(view)}
    <div id="compare">${weekStampPatterns} ${renderMatrix(view)} ${notes(view)}</div>
    ${zones(view)} ${terms(view)} ${organisation(view)}`
  const title = words.title(vendor.name)
  const description = words.description(catalogue.packages.map(({ name }) => name))
  return htmlText(renderFrame({ title, description, address, assets, vendor: vendor.name, main }))
}

function hero({ catalogue, vendor }: PageView): Html {
  return html`<section class="hero">
    <h1>${words.headline}</h1>
    <div>
      <p>${words.lead(catalogue.packages.length)}</p>
      <a class="button" href="mailto:${encodeURI(vendor.supportAddress)}">${words.talkToUs}</a>
    </div>
  </section>`
}

function notes(view: PageView): Html | false {
  const items = pageNotes(view).map(({ text }, index) => html`<li id="note-${index + 1}">${text}</li>`)
  return (
    items.length > 0 &&
    html`<ol class="notes" aria-label="${words.notes}">
      ${items}
    </ol>`
  )
}

function below(id: string, heading: string, body: Html): Html {
  return html`<section class="below" aria-labelledby="${id}">
    <h2 id="${id}">${heading}</h2>
    <div>${body}</div>
  </section>`
}

function zones({ catalogue, now }: PageView): Html | false {
  const { coverageZones } = catalogue
  const items = coverageZones.map(
    ({ offset, label }) =>
      html`<li>${zoneName(offset, now)}${label !== undefined && html` <span>${label}</span>`}</li>`,
  )
  const body = html`<p>${words.zonesText}</p>
    <ul class="zones">
      ${items}
    </ul>`
  return coverageZones.length > 0 && below('zones', words.zonesHeading(coverageZones.length), body)
}

function terms({ catalogue }: PageView): Html | false {
  const items = catalogue.terms.map(
    ({ code, rule }) =>
      html`<li id="${code}">
        <span>${code}</span>
        <p>${rule}</p>
      </li>`,
  )
  const body = html`<ol class="terms">
    ${items}
  </ol>`
  return items.length > 0 && below('terms', words.termsHeading(items.length), body)
}

function organisation({ catalogue: { organisation: about } }: PageView): Html | false {
  if (about === undefined) return false
  const body = html`<div class="who">
    <p><b>${words.lines(about.supportLines)}</b>${words.linesText}</p>
    <p><b>${words.customerService(about.customerService)}</b>${words.customerServiceText}</p>
  </div>`
  return below('behind', words.behindHeading, body)
}
