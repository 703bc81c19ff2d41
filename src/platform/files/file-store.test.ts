import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type FileStore, openLocalFileStore } from './file-store.ts'

let folder: string
let files: FileStore

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fourline-files-'))
  files = openLocalFileStore(folder)
})
after(() => rm(folder, { recursive: true, force: true }))

const longAgo = new Date('2020-01-01T00:00:00Z')
const limit = new Date('2020-01-02T00:00:00Z')
const placeOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256)

async function put(text: string): Promise<string> {
  const content = (async function* () {
    yield Buffer.from(text)
  })()
  return (await files.put(content, 1_000)).sha256
}

async function putLongAgo(text: string): Promise<string> {
  const sha256 = await put(text)
  await utimes(placeOf(sha256), longAgo, longAgo)
  return sha256
}

async function* of(hashes: string[]): AsyncGenerator<string> {
  yield* hashes.toSorted()
}

async function left(hashes: string[]): Promise<boolean[]> {
  return Promise.all(
    hashes.map((sha256) =>
      files.size(sha256).then(
        () => true,
        () => false,
      ),
    ),
  )
}

test('what is old and named by nothing goes; what is named, is new or was put again stays', async () => {
  const named = await Promise.all(Array.from({ length: 40 }, (_, index) => putLongAgo(`named ${index}`)))
  const lost = await Promise.all(Array.from({ length: 40 }, (_, index) => putLongAgo(`lost ${index}`)))
  const fresh = await put('fresh')
  const again = await putLongAgo('again')
  await put('again')
  const elsewhere = `${'0'.repeat(63)}1`
  assert.equal(await files.removeUnnamed(of([...named, elsewhere]), limit), lost.length)
  assert.ok((await left([...named, fresh, again])).every(Boolean))
  assert.ok((await left(lost)).every((isLeft) => !isLeft))
  assert.equal(await files.removeUnnamed(of([]), longAgo), 0)
})

test('bytes that are put while they are removed are there afterwards', async () => {
  for (let round = 0; round < 50; round++) {
    const sha256 = await putLongAgo(`contested ${round}`)
    await Promise.all([files.removeUnnamed(of([]), limit), put(`contested ${round}`)])
    assert.deepEqual(await left([sha256]), [true])
  }
})

test('a draft that was left behind goes, and one that is being written stays', async () => {
  const incoming = path.join(folder, 'incoming')
  await writeFile(path.join(incoming, 'old'), '')
  await writeFile(path.join(incoming, 'new'), '')
  await utimes(path.join(incoming, 'old'), longAgo, longAgo)
  assert.equal(await files.removeDrafts(limit), 1)
  assert.deepEqual(await readdir(incoming), ['new'])
  const nowhere = openLocalFileStore(path.join(folder, 'not-there'))
  assert.equal(await nowhere.removeDrafts(limit), 0)
  assert.equal(await nowhere.removeUnnamed(of([]), limit), 0)
})
