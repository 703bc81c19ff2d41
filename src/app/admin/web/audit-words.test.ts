import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { glob } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { actionWords, auditWords } from './audit-words.en.ts'

const source = path.resolve(import.meta.dirname, '../../..')

async function written(pattern: RegExp): Promise<Set<string>> {
  const found = new Set<string>()
  for await (const file of glob('**/server/**/*.ts', { cwd: source })) {
    if (file.endsWith('.test.ts')) continue
    const text = await readFile(path.join(source, file), 'utf8')
    for (const [, name = ''] of text.matchAll(pattern)) found.add(name)
  }
  return found
}

test('every action that is recorded has words', async () => {
  const actions = await written(/action: '([a-z_]+\.[a-z_]+)'/g)
  assert.ok(actions.size > 50)
  assert.deepEqual(
    [...actions].filter((name) => actionWords[name] === undefined),
    [],
  )
})

test('everything that something is recorded of has a name', async () => {
  const subjects = await written(/subjectType: '([a-z_]+)'/g)
  const names: Readonly<Record<string, string>> = auditWords.subjects
  assert.deepEqual(
    [...subjects].filter((name) => names[name] === undefined),
    [],
  )
})
