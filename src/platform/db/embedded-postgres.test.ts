import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { stopLeftover } from './embedded-leftover.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { requireReachable } from './embedded-user.ts'

const isRoot = process.getuid?.() === 0

describe('The embedded database', () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'fourline-postgres-'))
  const folder = path.join(dataFolder, 'postgres')
  after(() => rmSync(dataFolder, { recursive: true, force: true }))

  it('keeps what was committed through a stop and a start, on the same port', async () => {
    const first = await startEmbeddedPostgres({ folder, log: () => {} })
    await query(first.ownerUrl, 'create table kept (n int); insert into kept values (1)')
    await first.stop()
    const second = await startEmbeddedPostgres({ folder, log: () => {} })
    assert.equal(second.port, first.port)
    assert.deepEqual(await query(second.ownerUrl, 'select n from kept'), [{ n: 1 }])
    await second.stop()
  })

  it('comes up with every committed row after its process was killed with the database running', async () => {
    const sentences: string[] = []
    const killed = await insertRowsInAnotherProcess(folder)
    killed.process.kill('SIGKILL')
    await once(killed.process, 'exit')
    const acknowledged = killed.acknowledged()
    const database = await startEmbeddedPostgres({ folder, log: (sentence) => sentences.push(sentence) })
    const rows = await query(database.ownerUrl, 'select n from written order by n')
    await database.stop()
    assert.ok(acknowledged.length > 0)
    const present = new Set(rows.map((row) => row.n))
    assert.deepEqual(
      acknowledged.filter((n) => !present.has(n)),
      [],
    )
    assert.deepEqual(sentences, ['Stopped the database that the last run left behind.'])
  })

  it('starts again by itself when the database is killed', async () => {
    const sentences: string[] = []
    const database = await startEmbeddedPostgres({ folder, log: (sentence) => sentences.push(sentence) })
    await query(database.ownerUrl, 'insert into kept values (2)')
    const mark = path.join(folder, 'cluster', 'postmaster.pid')
    process.kill(Number(readFileSync(mark, 'utf8').split('\n')[0]), 'SIGKILL')
    assert.deepEqual(await queryUntilAnswered(database.ownerUrl, 'select n from kept order by n'), [
      { n: 1 },
      { n: 2 },
    ])
    await database.stop()
    assert.ok(sentences.includes('The database ended unexpectedly; starting it again.'))
  })

  it('leaves the database of another cluster alone, whose number an old mark names', async () => {
    const database = await startEmbeddedPostgres({ folder, log: () => {} })
    const mark = readFileSync(path.join(folder, 'cluster', 'postmaster.pid'))
    const other = path.join(dataFolder, 'other-cluster')
    mkdirSync(other)
    writeFileSync(path.join(other, 'postmaster.pid'), mark)
    assert.equal(await stopLeftover(other), false)
    assert.equal(existsSync(path.join(other, 'postmaster.pid')), false)
    assert.deepEqual(await query(database.ownerUrl, 'select 1 as n'), [{ n: 1 }])
    await database.stop()
  })

  it('checks its pages, waits for the disk and sorts the same everywhere', async () => {
    const database = await startEmbeddedPostgres({ folder, log: () => {} })
    const settings = await query(
      database.ownerUrl,
      `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
        current_setting('listen_addresses') as addresses, pg_encoding_to_char(encoding) as encoding, datlocale as locale
       from pg_database where datname = current_database()`,
    )
    await database.stop()
    assert.deepEqual(settings, [
      { checksums: 'on', fsync: 'on', addresses: '127.0.0.1', encoding: 'UTF8', locale: 'C.UTF-8' },
    ])
  })

  it('gives its owner no more than a database and the right to make the application role', async () => {
    const database = await startEmbeddedPostgres({ folder, log: () => {} })
    const [owner] = await query(
      database.ownerUrl,
      'select rolsuper, rolcreatedb, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user',
    )
    await database.stop()
    assert.deepEqual(owner, { rolsuper: false, rolcreatedb: false, rolbypassrls: false, rolcreaterole: true })
  })

  it('keeps its passwords from other users, and lets nobody in with a wrong one', async () => {
    const database = await startEmbeddedPostgres({ folder, log: () => {} })
    const wrong = new URL(database.ownerUrl)
    wrong.password = 'guessed'
    await assert.rejects(query(wrong.href, 'select 1'), /password authentication failed/)
    await database.stop()
    for (const name of ['superuser-password', 'owner-password']) {
      assert.equal(statSync(path.join(folder, name)).mode & 0o777, 0o600)
    }
    assert.equal(statSync(folder).mode & 0o777, 0o700)
  })

  it('runs as another user when it is started as root', { skip: !isRoot && 'only root can try this' }, () => {
    assert.notEqual(statSync(path.join(folder, 'cluster')).uid, 0)
  })

  it(
    'says which folder bars the way of that other user',
    { skip: !isRoot && 'only root can try this' },
    () => {
      const closed = path.join(dataFolder, 'closed')
      mkdirSync(path.join(closed, 'data'), { recursive: true })
      chmodSync(closed, 0o700)
      const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 }
      assert.throws(
        () => requireReachable(nobody, path.join(closed, 'data')),
        new RegExp(`chmod o\\+x ${closed}`),
      )
      chmodSync(closed, 0o711)
      requireReachable(nobody, path.join(closed, 'data'))
    },
  )
})

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  // A server that goes away in the middle rejects the query as well; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function queryUntilAnswered(url: string, sql: string): Promise<Record<string, unknown>[]> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await query(url, sql)
    } catch (error) {
      if (attempt === 600) throw error
      await sleep(50)
    }
  }
}

/** A process that starts the database and inserts rows until it is killed, naming each one that was acknowledged. */
async function insertRowsInAnotherProcess(folder: string) {
  const module = JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)
  const program = `
    const { startEmbeddedPostgres } = await import(${module})
    const { default: pg } = await import(${JSON.stringify(import.meta.resolve('pg'))})
    const { ownerUrl } = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, log: () => {} })
    const client = new pg.Client(ownerUrl)
    await client.connect()
    await client.query('create table written (n int primary key)')
    for (let n = 1; ; n++) {
      await client.query('insert into written values ($1)', [n])
      process.stdout.write(n + '\\n')
    }`
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the process ended before it wrote a row')))
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.split('\n').length > 50) resolve()
    })
  })
  const acknowledged = () => output.split('\n').slice(0, -1).map(Number)
  return { process: child, acknowledged }
}
