import { type DraftDocument } from './draft-document.ts'
import { capital } from './page-words.ts'

/** Where in the draft a problem stands: in words, and in the column of which package. */
export type ProblemPlace = { words: string; packageCode: string | null }

const tables: Readonly<Record<string, string>> = {
  responseTimeMinutes: 'First reply',
  resolutionTimeMinutes: 'Resolution',
  nextResponseMinutes: 'Next reply',
  supportHours: 'Support hours',
  authorisedContacts: 'Seats',
}

/** Says a place such as `services[3].premium` with the names that stand on the page. */
export function problemPlace(path: string, document: DraftDocument): ProblemPlace {
  const [, list, index, rest = ''] = /^(packages|services)\[(\d+)\]\.?(.*)$/.exec(path) ?? []
  const row = list === 'packages' ? document.packages[Number(index)] : document.services[Number(index)]
  if (list === 'packages' && row !== undefined) return { words: row.name, packageCode: row.code }
  if (list === 'services' && row !== undefined) return inColumn(row.name, rest, document)
  const [, table = '', inside = ''] = /^(\w+)\.?(.*)$/.exec(path) ?? []
  const name = tables[table]
  if (name !== undefined) {
    const [, priority, column = inside] = /^(high|medium|low)\.(.*)$/.exec(inside) ?? []
    return inColumn(priority === undefined ? name : `${name}, ${priority} priority`, column, document)
  }
  if (table === 'pools') {
    const pool = Object.keys(document.pools).find((code) => inside === code || inside.startsWith(`${code}.`))
    if (pool !== undefined) return { words: `Pool ${pool}`, packageCode: null }
  }
  return { words: capital(path === '' ? 'the whole draft' : path), packageCode: null }
}

function inColumn(name: string, rest: string, { packages }: DraftDocument): ProblemPlace {
  const found = packages.find(({ code }) => rest === code || rest.startsWith(`${code}.`))
  if (found === undefined) return { words: name, packageCode: null }
  return { words: `${name}, ${found.name}`, packageCode: found.code }
}
