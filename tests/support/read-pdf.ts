import { inflateSync } from 'node:zlib'

export type ReadPdf = {
  pages: number
  /** What stands on the pages, in the order in which it was drawn, spaces made one. */
  text: string
  /** The document without its streams: what it refers to besides its text. */
  structure: string
}

/** Reads a PDF of our own back: objects, compressed streams, and text by the tables of its fonts. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const raw = Buffer.from(bytes).toString('latin1')
  const objects = new Map<string, { head: string; stream: string }>()
  for (const [, id = '', body = ''] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n')
    const head = at === -1 ? body : body.slice(0, at)
    objects.set(id, { head, stream: at === -1 ? '' : unpacked(head, body.slice(at + 7)) })
  }
  const fonts = new Map<string, Map<string, string>>()
  for (const [, name = '', id = ''] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1]
    if (table !== undefined) fonts.set(name, unicodeTable(objects.get(table)?.stream ?? ''))
  }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  const drawn = pages.map(
    ({ head }) => objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream ?? '',
  )
  return {
    pages: pages.length,
    text: drawn
      .map((content) => textOf(content, fonts))
      .join(' ')
      .replaceAll(/\s+/g, ' '),
    structure: [...objects.values()].map(({ head }) => head).join('\n'),
  }
}

function unpacked(head: string, rest: string): string {
  const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
  const bytes = Buffer.from(rest.slice(0, length), 'latin1')
  return (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

/** Which glyph number stands for which characters. */
function unicodeTable(cmap: string): Map<string, string> {
  const table = new Map<string, string>()
  for (const [, from = '', , list = ''] of cmap.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/g)) {
    for (const [at, [, code = '']] of [...list.matchAll(/<([\w ]*)>/g)].entries()) {
      const glyph = (Number.parseInt(from, 16) + at).toString(16).padStart(4, '0')
      table.set(glyph, Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    }
  }
  return table
}

function textOf(content: string, fonts: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>()
  let text = ''
  for (const [all, name] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[[^\]]*\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map()
    else
      text += [...all.matchAll(/<(\w+)>/g)]
        .flatMap(([, hex = '']) => hex.match(/\w{4}/g) ?? [])
        .map((glyph) => font.get(glyph.toLowerCase()) ?? '')
        .join('')
  }
  return text
}
