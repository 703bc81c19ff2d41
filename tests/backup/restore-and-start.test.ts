import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, it } from 'node:test'
import { embeddedOwnerUrl } from '#platform/db/embedded-owner-url.ts'
import { makeSubmissions, signIn, submitUntilAcknowledged } from '../faults/submission.ts'
import { createProductHome, type ProductHome, runCommandLine, until } from '../support/product-process.ts'
import { fingerprint } from './empty-place.ts'

let home: ProductHome
let other: ProductHome
let folder: string
let file: string

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'fourline-saved-'))
  file = path.join(folder, 'today.tar.zst')
  home = await createProductHome()
  other = await createProductHome({ FOURLINE_DEMO: '0' })
})
after(async () => {
  await home.remove()
  await other.remove()
  rmSync(folder, { recursive: true, force: true })
})

const databaseOf = ({ folder: of }: ProductHome) => embeddedOwnerUrl(path.join(of, 'postgres'))

it('saves an installation that runs, and starts it in another place with its people and their sessions', async () => {
  const running = await home.start()
  const { cookie } = await signIn(home.url)
  const [submission] = makeSubmissions('http', 1, 'backup')
  assert.ok(submission)
  const { reference } = await submitUntilAcknowledged(submission, { ...home, cookie })

  const saved = await runCommandLine(['backup', file], { env: home.env })
  assert.equal(saved.code, 0, saved.stderr)
  assert.match(saved.stderr, /^Saved \d+ rows of \d+ tables and \d+ files/)
  await running.stop()

  const checked = await runCommandLine(['restore', '--check', file], { env: other.env })
  assert.match(checked.stderr, /is whole/)
  const restored = await runCommandLine(['restore', file], { env: other.env })
  assert.equal(restored.code, 0, restored.stderr)
  assert.match(restored.stderr, /Restored \d+ rows/)

  const again = await other.start()
  const fresh = await signIn(other.url)
  assert.equal(fresh.status, 200, fresh.body)
  for (const session of [cookie, fresh.cookie]) {
    const answer = await fetch(`${other.url}/api/v1/cases/${reference}`, { headers: { cookie: session } })
    assert.equal(answer.status, 200)
  }
  await again.stop()
})

it('refuses, and changes nothing: a place with data, a damaged file, a running product, a file that is there', async () => {
  const running = await other.start()
  // What a running installation writes about itself goes on.
  const ownNotes = /^(next of )?(graphile_worker\.|public\.(process_heartbeats|logged_errors)$)/
  const sumOf = async () =>
    Object.fromEntries(
      Object.entries(await fingerprint(databaseOf(other))).filter(([name]) => !ownNotes.test(name)),
    )
  const jobs = `select from graphile_worker._private_jobs where run_at < now() + interval '20 s' limit 1`
  await until('no job is left to do', async () => (await other.query(jobs)).length === 0)
  const before = await sumOf()
  const run = (words: string[]) => runCommandLine(words, { env: other.env })

  const busy = await run(['restore', file])
  assert.equal(busy.code, 1)
  assert.match(busy.stderr, /^Fourline is already running/)

  const bytes = readFileSync(file)
  bytes[1_000] = (bytes[1_000] ?? 0) ^ 4
  const flipped = path.join(folder, 'flipped.tar.zst')
  writeFileSync(flipped, bytes)
  const damaged = await run(['restore', flipped])
  assert.equal(damaged.code, 1)
  assert.match(damaged.stderr, /^\S+ cannot be used: .* Nothing was changed\.\n$/)

  const existing = await run(['backup', file])
  assert.equal(existing.code, 1)
  assert.match(existing.stderr, /exists already/)
  assert.deepEqual(await sumOf(), before)

  await running.stop()
  const full = await run(['restore', file])
  assert.equal(full.code, 1)
  assert.match(full.stderr, /There is data here already/)

  const nowhere = await runCommandLine(['backup', path.join(folder, 'none')], {
    env: { ...other.env, FOURLINE_DATA: path.join(folder, 'nothing') },
  })
  assert.equal(nowhere.code, 1)
  assert.match(nowhere.stderr, /There is no database/)
})
