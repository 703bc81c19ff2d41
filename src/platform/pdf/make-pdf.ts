import { createRequire } from 'node:module'
import path from 'node:path'
import type * as pdfmakeModule from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'

type Pdfmake = typeof pdfmakeModule

/** What a document holds. Text of people stands in it as strings, which are drawn and never read. */
export type PdfPages = {
  title: string
  author: string
  content: Content
  /** Stands below every page, beside its number. */
  foot: string
  styles?: TDocumentDefinitions['styles']
}

const load = createRequire(import.meta.url)
const ready: { pdfmake?: Pdfmake } = {}

/**
 * Draws an A4 document and resolves to its bytes: the same content and instant, the same bytes. Nothing is fetched,
 * and no file is read but the fonts that come with the library.
 * @param now the creation date that is written into it
 */
export async function makePdf(pages: PdfPages, now: Date): Promise<Buffer> {
  const { title, author, content, foot, styles = {} } = pages
  return drawer()
    .createPdf({
      pageSize: 'A4',
      pageMargins: [48, 48, 48, 64],
      // Its own structure and language, for whoever reads it with a screen reader.
      displayTitle: true,
      language: 'en',
      info: { title, author, creator: 'Fourline', producer: 'Fourline', creationDate: now },
      defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: '#1b1f24' },
      styles,
      content,
      footer: (page, count) => ({
        margin: [48, 20, 48, 0],
        fontSize: 8,
        color: '#5a626d',
        columns: [
          { text: foot, width: '*' },
          { text: `${page} / ${count}`, width: 60, alignment: 'right' },
        ],
      }),
    })
    .getBuffer()
}

/** The library, loaded by the first who needs it, and closed to everything outside before it draws anything. */
function drawer(): Pdfmake {
  if (ready.pdfmake !== undefined) return ready.pdfmake
  const pdfmake: Pdfmake = load('pdfmake')
  const folder = path.join(path.dirname(load.resolve('pdfmake/package.json')), 'fonts', 'Roboto')
  const font = (name: string): string => path.join(folder, `Roboto-${name}.ttf`)
  const roboto = {
    normal: font('Regular'),
    bold: font('Medium'),
    italics: font('Italic'),
    bolditalics: font('MediumItalic'),
  }
  pdfmake.setFonts({ Roboto: roboto })
  pdfmake.setUrlAccessPolicy(() => false)
  const fonts = new Set(Object.values(roboto))
  pdfmake.setLocalAccessPolicy((file) => fonts.has(file))
  ready.pdfmake = pdfmake
  return pdfmake
}
