import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { csvHead, csvRow, type CsvTable } from '#platform/http/csv.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'

/** Rows that are read at once; what is held in memory, however long the list is. */
const pageLength = 200

/**
 * Whether a list is asked for as CSV, and the query without saying so: by `Accept: text/csv`, or by `format=csv`
 * for a link in a page, which cannot send a header.
 */
export function readFormat(endpoint: Endpoint, request: FastifyRequest): { csv: boolean; query: unknown } {
  if (endpoint.csv === undefined) return { csv: false, query: request.query }
  const { format, ...query } = z.looseObject({ format: z.unknown().optional() }).parse(request.query)
  if (format === 'csv') return { csv: true, query }
  return { csv: accepts(request.headers.accept), query: request.query }
}

function accepts(header = ''): boolean {
  return header.split(',').some((part) => {
    const [type = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
    return type === 'text/csv' && !parameters.some((one) => /^q=0(\.0*)?$/.test(one))
  })
}

const page = z.object({ items: z.array(z.unknown()), next: z.string().nullable().default(null) })

/**
 * Sends a whole list, page by page as the reader takes it. What the first page throws is a problem like any
 * other; later the connection breaks off, so that half a list is never taken for a whole one.
 * @param readPage the verb of the list; it gets what a page's query would say
 */
export async function sendCsv(
  reply: FastifyReply,
  table: CsvTable,
  readPage: (asked: { limit: number; after?: string }) => Promise<unknown>,
): Promise<void> {
  const first = page.parse(await readPage({ limit: pageLength }))
  async function* write() {
    yield csvHead(table)
    let { items, next } = first
    for (;;) {
      if (items.length > 0) yield items.map((item) => csvRow(table.cellsOf(item))).join('')
      if (next === null) return
      ;({ items, next } = page.parse(await readPage({ limit: pageLength, after: next })))
    }
  }
  await reply
    .header('content-disposition', `attachment; filename="${table.name}.csv"`)
    .header('vary', 'accept')
    .type('text/csv; charset=utf-8; header=present')
    .send(Readable.from(write()))
}
