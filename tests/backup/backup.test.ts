import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openCase } from '#desk/cases/server/open-case.ts'
import { type CheckedBackup, checkBackup } from '#platform/backup/check-backup.ts'
import { createProgress } from '#platform/backup/progress.ts'
import { restoreBackup } from '#platform/backup/restore-backup.ts'
import { type Place, sizeOfSound, writeBackup } from '#platform/backup/write-backup.ts'
import { migrateTo, migrationNames } from '#platform/db/migrate.ts'
import { randomFromSeed } from '../faults/random-from-seed.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildContact } from '../support/build-contact.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { changeBackup } from './change-backup.ts'
import { createEmptyPlace, type EmptyPlace, fingerprint } from './empty-place.ts'

const progress = () => {}
const mustBeEmpty = ['vendor', 'cases']
const secret = 'a secret of this installation, which signs'

let app: TestApp
let folder: string
let place: Place
let file: string
const opened: EmptyPlace[] = []

before(async () => {
  app = await startTestApp({ demo: true, connections: 20 })
  folder = await mkdtemp(path.join(tmpdir(), 'fourline-backup-'))
  place = { ownerUrl: app.ownerUrl, files: app.shared.files, dataFolder: folder }
  await writeFile(path.join(folder, 'sign-in.secret'), secret)
  file = path.join(folder, 'demo.tar.zst')
  await writeBackup(place, file, new Date(), progress)
})
after(async () => {
  for (const one of opened) await one.drop()
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function emptyPlace(): Promise<EmptyPlace> {
  const made = await createEmptyPlace()
  opened.push(made)
  return made
}

async function restoreInto(target: Place, backup: CheckedBackup): Promise<void> {
  await restoreBackup(target, backup, { mustBeEmpty, progress })
}

const isCode = (code: string, words: RegExp) => (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === code && words.test(error.message)

describe('A restored backup', () => {
  it('equals the original in every table, every sequence, every file and the secret', async () => {
    const target = await emptyPlace()
    const backup = await checkBackup(file, progress)
    await restoreInto(target, backup)
    const [original, restored] = [await fingerprint(app.ownerUrl), await fingerprint(target.ownerUrl)]
    assert.deepEqual(restored, original)
    assert.ok(Object.values(original).filter((sum) => !sum.startsWith('0:')).length > 20)
    const used = await app.ownerPool.query<{ sha256: string }>('select distinct sha256 from files')
    assert.ok(used.rows.length > 0)
    assert.equal(backup.content.files.count, used.rows.length)
    for (const { sha256 } of used.rows) {
      const size = await sizeOfSound(target.files, sha256)
      assert.equal(size, await app.shared.files.size(sha256))
    }
    assert.equal(await readFile(path.join(target.dataFolder, 'sign-in.secret'), 'utf8'), secret)
  })

  it('holds its rules again: triggers fire, keys are checked at once', async () => {
    const target = await emptyPlace()
    await restoreInto(target, await checkBackup(file, progress))
    const rules = `select count(*) filter (where tgenabled <> 'O')::int as off from pg_trigger where not tgisinternal`
    assert.deepEqual(await target.query(rules), [{ off: 0 }])
    const keys = `select count(*) filter (where condeferrable)::int as late, count(*)::int as n from pg_constraint where contype = 'f'`
    const [found] = await target.query(keys)
    assert.equal(found?.late, 0)
    assert.ok(Number(found?.n) > 20)
    await assert.rejects(target.query(`update agreements set starts_on = starts_on + 1`), /frozen/)
  })

  it('can be read by its owner only, and is not there before it is whole', async () => {
    assert.equal((await stat(file)).mode & 0o777, 0o600)
    const failing = path.join(folder, 'failing.tar.zst')
    const without = { ...place, dataFolder: path.join(folder, 'nowhere') }
    await assert.rejects(writeBackup(without, failing, new Date(), progress))
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('failing')),
      [],
    )
  })
})

describe('A backup that is not as it was written', () => {
  it('is refused with any byte flipped', async () => {
    const whole = await readFile(file)
    const random = randomFromSeed(48_001)
    const anywhere = Array.from({ length: 60 }, () => Math.floor(random() * whole.length))
    const ends = [0, 1, 4, 5, whole.length - 41, whole.length - 40, whole.length - 33, whole.length - 1]
    const flipped = path.join(folder, 'flipped.tar.zst')
    for (const at of [...ends, ...anywhere]) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      await writeFile(flipped, bytes)
      await assert.rejects(
        checkBackup(flipped, progress),
        isCode('damaged_backup', /Nothing was changed/),
        `${at}`,
      )
    }
    await writeFile(flipped, whole)
    await checkBackup(flipped, progress)
  })

  it('is refused when it is cut off anywhere, or goes on, or is something else', async () => {
    const whole = await readFile(file)
    const random = randomFromSeed(7)
    const cut = path.join(folder, 'cut.tar.zst')
    const lengths = [0, 1, 39, 40, 41, whole.length - 1, whole.length - 40]
    for (let n = 0; n < 20; n++) lengths.push(Math.floor(random() * whole.length))
    for (const length of lengths) {
      await writeFile(cut, whole)
      await truncate(cut, length)
      await assert.rejects(
        checkBackup(cut, progress),
        isCode('damaged_backup', /cannot be used/),
        `${length}`,
      )
    }
    await writeFile(cut, Buffer.concat([whole, Buffer.from('more')]))
    await assert.rejects(checkBackup(cut, progress), isCode('damaged_backup', /does not end/))
  })

  /** The same row in both: only the checksums tell that it is another. */
  const flipSubject = (name: string, content: Buffer): Buffer => {
    if (!name.startsWith('tables/public.vendor/')) return content
    const at = content.indexOf('@vendor.example')
    assert.ok(at > 0)
    const changed = Buffer.from(content)
    changed[at + 1] = (changed[at + 1] ?? 0) ^ 1
    return changed
  }

  it('is refused for a row that differs from its checksum, even under an honest seal', async () => {
    const changed = path.join(folder, 'changed.tar.zst')
    await changeBackup(await checkBackup(file, progress), changed, flipSubject)
    await assert.rejects(checkBackup(changed, progress), isCode('damaged_backup', /rows of public\.vendor/))
  })

  it('would go in if nobody checked: the database takes the flipped byte', async () => {
    const changed = path.join(folder, 'unnoticed.tar.zst')
    const backup = await checkBackup(file, progress)
    let rows = Buffer.alloc(0)
    await changeBackup(backup, changed, (name, content) => {
      const next = flipSubject(name, content)
      if (name.startsWith('tables/public.vendor/')) rows = Buffer.concat([rows, next])
      if (name !== 'manifest.json') return next
      const [before, after] = ['vendor', rows].map((one) =>
        typeof one === 'string'
          ? backup.content.tables.find((table) => table.name === 'public.vendor')?.sha256
          : createHash('sha256').update(one).digest('hex'),
      )
      return Buffer.from(content.toString().replace(before ?? '', after ?? ''))
    })
    const target = await emptyPlace()
    await restoreInto(target, await checkBackup(changed, progress))
    assert.deepEqual(await target.query('select support_address from vendor'), [
      { support_address: 'support@wendor.example' },
    ])
  })

  it('is refused for a lost or foreign member', async () => {
    const backup = await checkBackup(file, progress)
    const changed = path.join(folder, 'members.tar.zst')
    const without = (lost: string) => (name: string, content: Buffer) =>
      name.startsWith(lost) ? undefined : content
    for (const lost of ['files/', 'tables/public.cases/', 'secrets/', 'manifest']) {
      await changeBackup(backup, changed, without(lost))
      await assert.rejects(checkBackup(changed, progress), isCode('damaged_backup', /cannot be used/), lost)
    }
  })

  it('changes nothing when it changes between the check and the reading', async () => {
    const backup = await checkBackup(file, progress)
    async function* flipped(name: string, content: AsyncIterable<Buffer>) {
      yield flipSubject(name, Buffer.concat(await Array.fromAsync(content)))
    }
    async function* members() {
      for await (const { name, size, content } of backup.members())
        yield { name, size, content: flipped(name, content) }
    }
    const target = await emptyPlace()
    await assert.rejects(
      restoreInto(target, { ...backup, members }),
      isCode('damaged_backup', /public\.vendor/),
    )
    assert.deepEqual(await target.query('select from vendor'), [])
  })
})

describe('A place', () => {
  it('that has data is left as it is', async () => {
    const before = await fingerprint(app.ownerUrl)
    await assert.rejects(
      restoreInto(place, await checkBackup(file, progress)),
      isCode('not_empty', /data here already/),
    )
    assert.deepEqual(await fingerprint(app.ownerUrl), before)
  })

  it('of an older version is restored and brought up to date', async () => {
    const names = await migrationNames()
    const older = await emptyPlace()
    await migrateTo(older.ownerUrl, names.at(-2))
    await older.query(
      `insert into vendor (name, support_address, priority_definitions) values ('Old', 'a@b.example', '{}')`,
    )
    const saved = path.join(folder, 'older.tar.zst')
    await writeBackup(older, saved, new Date(), progress)
    const backup = await checkBackup(saved, progress)
    const target = await emptyPlace()
    await restoreInto(target, backup)
    assert.deepEqual(await target.query('select name from vendor'), [{ name: 'Old' }])
    assert.deepEqual(await target.query('select count(*)::int as n from kysely_migration'), [
      { n: names.length },
    ])

    const started = await emptyPlace()
    await migrateTo(started.ownerUrl)
    await assert.rejects(
      restoreInto(started, backup),
      isCode('newer_place', /new data folder or a new database/),
    )
  })

  it('of an older version refuses a newer backup', async () => {
    const backup = await checkBackup(file, progress)
    const content = { ...backup.content, migrations: [...backup.content.migrations, '9999_later'] }
    const target = await emptyPlace()
    await assert.rejects(restoreInto(target, { ...backup, content }), isCode('newer_backup', /9999_later/))
    assert.deepEqual(await target.query(`select from pg_tables where schemaname = 'public'`), [])
  })
})

it('names files that are gone or damaged, and saves the rest', async () => {
  const other = await emptyPlace()
  await restoreInto(other, await checkBackup(file, progress))
  const [gone, damaged] = (await other.query('select distinct sha256 from files order by 1 limit 2')).map(
    (row) => String(row.sha256),
  )
  const pathOf = (sha256 = '') => path.join(other.dataFolder, 'files', sha256.slice(0, 2), sha256)
  await rm(pathOf(gone))
  await writeFile(pathOf(damaged), 'something else')
  const saved = path.join(folder, 'incomplete.tar.zst')
  const content = await writeBackup(other, saved, new Date(), progress)
  assert.deepEqual(content.missing, [gone, damaged])
  const target = await emptyPlace()
  await restoreInto(target, await checkBackup(saved, progress))
  assert.deepEqual(await fingerprint(target.ownerUrl), await fingerprint(other.ownerUrl))
})

it('is one moment of a place where eight people write at once', async () => {
  let isOver = false
  const countCases = async () =>
    Number((await app.ownerPool.query('select count(*) as n from cases')).rows[0]?.n)
  const write = async () => {
    while (!isOver) {
      const contact = await buildContact(app, await buildAccount(app))
      for (let drawn = 0; drawn < 5 && !isOver; drawn++) {
        await openCase(app.context(contact.actor), {
          type: 'consultation',
          topic: 'consultation.analytics',
          productCode: 'studio',
          priority: 'low',
          subject: 'How do I sum by month?',
          description: 'I would like the totals of each month.',
        })
      }
    }
  }
  const writers = Array.from({ length: 8 }, write)
  const saved = path.join(folder, 'busy.tar.zst')
  const first = await countCases()
  while ((await countCases()) < first + 20) await new Promise((resolve) => setImmediate(resolve))
  await writeBackup(place, saved, new Date(), progress)
  const afterwards = await countCases()
  while ((await countCases()) < afterwards + 5) await new Promise((resolve) => setImmediate(resolve))
  isOver = true
  await Promise.all(writers)

  const target = await emptyPlace()
  const backup = await checkBackup(saved, progress)
  await restoreInto(target, backup)
  const [counted] = await target.query('select count(*)::int as n from cases')
  assert.ok(Number(counted?.n) > first && Number(counted?.n) < (await countCases()))
  const none = async (what: string, query: string) => assert.deepEqual(await target.query(query), [], what)
  await none(
    'every counter is the sum of its ledger',
    `select c.* from pool_counters c where used <> (select coalesce(sum(units), 0) from pool_entries e
       where (e.agreement_id, e.pool, e.year_starts_on) = (c.agreement_id, c.pool, c.year_starts_on))`,
  )
  await none(
    'every case has its opened entry and its decision',
    `select reference from cases c
     where not exists (select from entries e where e.case_id = c.id and e.event ->> 'type' = 'opened')
       or (subject like 'How do I sum%' and not exists (select from decisions d where d.case_id = c.id))`,
  )
  await none(
    'kept counts are the counts',
    `select key from (select split_part(key, ':', 2) as line, split_part(key, ':', 3) as status, sum(n) as n, min(key) as key
       from kept_counts where key like 'line:%' group by 1, 2) k
     where n <> (select count(*) from cases c where c.line::text = k.line and c.status = k.status)`,
  )
  await none(
    'no number is given twice',
    `select from cases, case_numbers s where reference like 'FL-%' and split_part(reference, '-', 2)::int >= s.last_value`,
  )
})

it('tells how far it is only where it takes longer than a second', () => {
  const said: string[] = []
  let nowMs = 0
  const tell = createProgress(
    (line) => said.push(line),
    () => nowMs,
  )
  for (const at of [10, 500, 999, 1_000, 1_200, 1_999, 2_000]) {
    nowMs = at
    tell(`at ${at}`)
  }
  assert.deepEqual(said, ['at 1000…\n', 'at 2000…\n'])
})
