import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { makePdf } from '#platform/pdf/make-pdf.ts'
import type { Quote } from '#promise/quotes/domain/quote.ts'
import { type QuoteSheet, quoteSheet } from '#promise/quotes/domain/quote-sheet.ts'
import { englishQuoteWords } from '#promise/quotes/domain/quote-words.ts'

/** The quote as a PDF: the same quote and instant, the same bytes. */
export async function quotePdf(quote: Quote, now: Date): Promise<Buffer> {
  const sheet = quoteSheet(quote, englishQuoteWords)
  return makePdf(
    {
      title: `${sheet.title} ${sheet.number}`,
      author: printable(sheet.vendor),
      foot: printable(sheet.foot),
      content: contentOf(sheet),
      styles: {
        vendor: { fontSize: 13, bold: true },
        title: { fontSize: 22, bold: true, margin: [0, 18, 0, 0] },
        number: { fontSize: 11, color: grey, margin: [0, 0, 0, 14] },
        heading: { fontSize: 12, bold: true, margin: [0, 20, 0, 6] },
        label: { color: grey },
        quiet: { color: grey, margin: [0, 0, 0, 4] },
      },
    },
    now,
  )
}

const grey = '#5a626d'
const hair = '#d5dae0'

/** Hair lines between rows and none beside them. */
const ruled = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => hair,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 4,
  paddingBottom: () => 3,
}

function contentOf(sheet: QuoteSheet): Content {
  const { lines, price, included, deviations, notCovered } = sheet
  return [
    text(sheet.vendor, { style: 'vendor' }),
    text(sheet.address, { style: 'label' }),
    text(sheet.title, { style: 'title' }),
    text(sheet.number, { style: 'number' }),
    pairs(sheet.facts),
    text(lines.heading, { style: 'heading' }),
    amounts(
      [text(lines.head[0], { style: 'label' }), text(lines.head[1], { style: 'label', alignment: 'right' })],
      lines.rows.map(({ product, note, amount }) => [
        { stack: [text(product), ...(note === null ? [] : [text(note, { style: 'label', fontSize: 8.5 })])] },
        text(amount, { alignment: 'right' }),
      ]),
      lines.sums,
    ),
    {
      // What is to be paid stands together on one page.
      unbreakable: true,
      stack: [
        text(price.heading, { style: 'heading' }),
        amounts(
          null,
          price.rows.map(({ label, value }) => [text(label), text(value, { alignment: 'right' })]),
          price.together,
        ),
      ],
    },
    ...(deviations === null ? [] : part(deviations)),
    {
      unbreakable: true,
      stack: [
        text(included.heading, { style: 'heading' }),
        table(
          [110, '*'],
          0,
          included.rows.map(({ label, values }) => [
            text(label, { style: 'label' }),
            { stack: values.map((value) => text(value)) },
          ]),
        ),
      ],
    },
    ...(notCovered === null ? [] : part(notCovered)),
    { stack: sheet.notes.map((note) => text(note, { style: 'quiet' })), margin: [0, 20, 0, 0] },
  ]
}

function part({ heading, text: lead, rows }: NonNullable<QuoteSheet['deviations']>): Content[] {
  return [
    text(heading, { style: 'heading' }),
    text(lead, { style: 'quiet' }),
    { ul: rows.map((row) => text(row)) },
  ]
}

function pairs(found: readonly { label: string; value: string }[]): Content {
  return table(
    [110, '*'],
    0,
    found.map(({ label, value }) => [text(label, { style: 'label' }), text(value)]),
  )
}

/** Two columns with the sums below, in bold. */
function amounts(
  head: TableCell[] | null,
  rows: TableCell[][],
  sums: readonly { label: string; value: string }[],
): Content {
  const below = sums.map(({ label, value }) => [
    text(label, { bold: true }),
    text(value, { bold: true, alignment: 'right' }),
  ])
  return table(['*', 150], head === null ? 0 : 1, [...(head === null ? [] : [head]), ...rows, ...below])
}

function table(widths: ('*' | number)[], headerRows: number, body: TableCell[][]): Content {
  return { layout: ruled, table: { widths, headerRows, dontBreakRows: true, body } }
}

type TextStyle = { style?: string; alignment?: 'right'; bold?: boolean; fontSize?: number }

/** A string as it is, and nothing else: what people wrote is never taken for content of the document. */
function text(value: string, style: TextStyle = {}): { text: string } & TextStyle {
  return { text: printable(value), ...style }
}

/** Characters that no font draws, and those that turn the direction of what follows, become a space. */
function printable(value: string): string {
  return value.replaceAll(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ')
}
