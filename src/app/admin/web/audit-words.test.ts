import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { glob } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { actionWords, auditWords } from './audit-words.en.ts'

const source = path.resolve(import.meta.dirname, '../../..')

/** What stands in the code of servers in the place of the pattern's group. */
async function written(pattern: RegExp): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob('**/server/**/*.ts', { cwd: source })) {
    if (file.endsWith('.test.ts')) continue
    const text = await readFile(path.join(source, file), 'utf8')
    for (const [, name = ''] of text.matchAll(pattern)) found.push(name)
  }
  return found
}

test('every action that is recorded has words', async () => {
  // From `action` on to what it was done to, since which one it is may hang on something.
  const places = await written(/\bactions?(?:: | = )([\s\S]*?)(?:subjectType|\n\n)/g)
  const actions = new Set(places.flatMap((place) => place.match(/(?<=')[a-z_]{2,}\.[a-z_]+(?=')/g) ?? []))
  assert.ok(actions.size > 100)
  assert.deepEqual(
    [...actions].filter((name) => actionWords[name] === undefined),
    [],
  )
  // One that is put together is found by nobody who looks for it, this test included.
  assert.deepEqual(
    places.filter((place) => /^`|\.replace\(/.test(place)),
    [],
  )
})

test('everything that something is recorded of has a name', async () => {
  const subjects = await written(/subjectType: '([a-z_]+)'/g)
  const names: Readonly<Record<string, string>> = auditWords.subjects
  assert.deepEqual(
    subjects.filter((name) => names[name] === undefined),
    [],
  )
})
