import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const project = path.resolve(import.meta.dirname, '../..')
const list = path.join(project, '../shared/design/security.md')
const skip = existsSync(list) ? false : 'the list of attacks, ../shared/design/security.md, is not here'

/** Rows about what the product does not have yet. */
const notYet: Readonly<Record<string, string>> = {
  'LO-09': 'monitoring of customers’ environments',
  'XS-10': 'knowledge base and community',
  'XS-11': 'knowledge base and community',
  'XS-13': 'co-browsing',
}

const ofMail = /^\| ((?:EM|LO|MI|XS)-\d+|FA-0[238]) \|/gm

test('every attack on mail that is listed has a test whose title begins with its row', { skip }, () => {
  const rows = [...readFileSync(list, 'utf8').matchAll(ofMail)].map((match) => match[1] ?? '')
  const sources = globSync(['src/**/*.test.ts', 'tests/**/*.test.ts'], { cwd: project })
    .filter((file) => !file.endsWith('attacks/listed.test.ts'))
    .map((file) => readFileSync(path.join(project, file), 'utf8'))
  const isTested = (row: string) => sources.some((text) => new RegExp(`['"\`]${row}[: ,]`).test(text))
  assert.ok(rows.length >= 55, String(rows.length))
  assert.deepEqual(
    rows.filter((row) => !isTested(row)),
    Object.keys(notYet),
  )
})
