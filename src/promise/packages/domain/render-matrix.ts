import { type Html, html } from '#platform/http/html.ts'
import type { MinimumFee } from './minimum-fee.ts'
import { moneyWords } from './money.ts'
import { type MatrixGroup, type MatrixLine, rowSpans } from './package-matrix.ts'
import { choiceHref, type PageView } from './page-view.ts'
import { pageWords as words, zoneName } from './page-words.ts'
import { noteMark, renderCell } from './render-cell.ts'

/**
 * The matrix as a table. Its roles are written out, since a phone lays its rows out as blocks, which would
 * take them away. On a phone only the chosen package's column is there.
 */
export function renderMatrix(view: PageView): Html {
  return html`${packageLinks(view)}
    <table role="table">
      <caption class="hidden">
        ${words.compared}
      </caption>
      ${head(view)} ${view.shown.groups.map((group) => groupBody(view, group))}
    </table>`
}

function packageLinks(view: PageView): Html {
  const links = view.catalogue.packages.map(
    ({ code, name }) =>
      html`<a
        href="${choiceHref(view, { package: code })}"
        ${code === view.choice.package && html`aria-current="true"`}
        >${name}</a
      >`,
  )
  return html`<nav class="seg" aria-label="${words.packageChoice}">${links}</nav>`
}

function head(view: PageView): Html {
  const { matrix, choice, catalogue } = view
  const count = choice.only ? words.linesShown : words.linesDiffer
  const taxes = catalogue.terms.some(({ code }) => code === 'T3')
    ? html`${words.excludingTaxes} (<a class="link" href="#T3">T3</a>)`
    : words.excludingTaxes
  const columns = catalogue.packages.map(
    (one, index) =>
      html`<th role="columnheader" scope="col" class="${columnClass(view, index)}">
        <span class="pack ${ink(index, catalogue.packages.length)}">${one.name}</span>
        <b>${words.percent(one.costPercentOfSubscription)}</b> <small>${words.ofSubscription} ${taxes}</small>
        ${feeLine(one.minimumFeeMinor)}
      </th>`,
  )
  return html`<thead role="rowgroup">
    <tr role="row">
      <th role="columnheader" scope="col" class="count">
        <span class="hidden">${words.line}: </span>${count(matrix.differing, matrix.lines)}
      </th>
      ${columns}
    </tr>
  </thead>`
}

/** The least it costs, in each currency that has a minimum. */
function feeLine(fees: MinimumFee = {}): Html | false {
  const listed = Object.entries(fees).map(([currency, minor]) => moneyWords(minor, currency, 'en'))
  return listed.length > 0 && html`<small class="least">${words.atLeast(listed)}</small>`
}

/** The more is bought, the more ink. */
function ink(index: number, count: number): string {
  if (index === 0) return 'ink-1'
  return index === count - 1 ? 'ink-3' : 'ink-2'
}

function columnClass({ catalogue, choice }: PageView, index: number): string {
  return catalogue.packages[index]?.code === choice.package ? 'chosen' : 'other'
}

function groupBody(view: PageView, group: MatrixGroup): Html {
  const spans = view.catalogue.packages.map((_, column) => rowSpans(group.lines, column))
  const columns = view.catalogue.packages.length + 1
  const name = group.name ?? (group.code === 'hours' ? words.supportHours : words.responseTime)
  const lines = group.lines.map((line, row) => lineRow(view, line, row, spans))
  return html`<tbody role="rowgroup">
    <tr role="row" class="group">
      <th role="rowheader" scope="rowgroup" colspan="${columns}">${name}</th>
    </tr>
    ${lines}
  </tbody>`
}

function lineRow(view: PageView, line: MatrixLine, row: number, spans: number[][]): Html {
  const cells = line.cells.map((cell, column) => {
    const span = spans[column]?.[row] ?? 1
    if (span === 0) return null
    const { look, body } = renderCell(view, cell)
    const rows = span > 1 && html` rowspan="${span}"`
    return html`<td role="cell" class="${columnClass(view, column)} ${look}" ${rows}>${body}</td>`
  })
  const shared = sharedWords(view, line, row, spans)
  return html`<tr
    role="row"
    id="line-${line.code}"
    class="${line.kind}"
    ${shared !== null && html` data-shared="${shared}"`}
  >
    <th role="rowheader" scope="row">${lineName(view, line)}</th>
    ${cells}
  </tr>`
}

/** On a phone, what stands in place of a cell that a pool above reaches over. */
function sharedWords({ catalogue, choice }: PageView, line: MatrixLine, row: number, spans: number[][]) {
  const column = catalogue.packages.findIndex(({ code }) => code === choice.package)
  const cell = line.cells[column]
  return spans[column]?.[row] === 0 && cell?.kind === 'pool' ? words.samePool(cell.pool.limit) : null
}

function lineName(view: PageView, line: MatrixLine): Html {
  if (line.kind === 'named') return html`${line.label}`
  if (line.kind === 'hours') return html`${hoursName(view)}<small>${words.weekHint}</small>`
  const name = words.priority(line.priority, line.label)
  if (line.priority !== 'high') return html`${name}`
  return html`${name}<small>${words.responseHint}${noteMark(view, 'response')}</small>`
}

function hoursName({ choice, now }: PageView): string {
  return choice.zone === null
    ? words.inCoverageTime(zoneName(choice.coverage, now))
    : words.inYourTime(choice.zone, now)
}
