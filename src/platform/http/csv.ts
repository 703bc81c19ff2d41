/** What one cell of a list holds; numbers are told apart from text. */
export type Cell = string | number | boolean | null | undefined

/** How the items of a list become the rows of a table. */
export type CsvTable = {
  /** Of the file, without date and ending, e.g. `cases`. */
  name: string
  head: readonly string[]
  cellsOf(item: unknown): Cell[]
}

/**
 * Describes a list as a table: its column heads, each with what an item says there. Beside an endpoint whose
 * answer is `{items, next}`, it makes the whole list to be had as CSV.
 */
export function csvTable<Item>(name: string, columns: Record<string, (item: Item) => Cell>): CsvTable {
  const cells = Object.values(columns)
  return {
    name,
    head: Object.keys(columns),
    // The items are those of the endpoint that this stands beside.
    cellsOf: (item) => cells.map((cell) => cell(item as Item)),
  }
}

/** Spreadsheets take what begins so for a formula, also in full width. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/**
 * One row as RFC 4180 writes it. A text that a spreadsheet would calculate gets an apostrophe in front, so that
 * it is shown; numbers are left as they are.
 */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The mark by which spreadsheets know UTF-8, and the heads of the columns. */
export function csvHead(table: CsvTable): string {
  return `\u{FEFF}${csvRow(table.head)}`
}
