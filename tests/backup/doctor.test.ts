import assert from 'node:assert/strict'
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { readConfig } from '#app/config.ts'
import { examine } from '#app/doctor/examine.ts'
import type { Finding } from '#app/health/domain/finding.ts'
import { createLog } from '#platform/log.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { createProductHome, runCommandLine } from '../support/product-process.ts'
import { createEmptyPlace } from './empty-place.ts'

let app: TestApp
let folder: string

before(async () => {
  app = await startTestApp({ demo: true })
  folder = await mkdtemp(path.join(tmpdir(), 'fourline-doctor-'))
  await rename(app.filesFolder, path.join(folder, 'files'))
})
beforeEach(() => app.ownerPool.query('delete from process_heartbeats'))
after(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function look(settings: NodeJS.ProcessEnv = {}, everyFile = false): Promise<Finding[]> {
  const config = readConfig({ DATABASE_URL: app.ownerUrl, FOURLINE_DATA: folder, ...settings })
  return examine(config, { everyFile, log: createLog(() => {}), say: () => {} })
}

const about = (check: string, findings: Finding[]) => findings.filter((one) => one.check === check)
const states = (check: string, findings: Finding[]) => about(check, findings).map(({ state }) => state)
const running = () =>
  app.ownerPool.query(`insert into process_heartbeats values ('a worker', now()) on conflict do nothing`)

function says(check: string, state: 'warn' | 'fail', words: RegExp, findings: Finding[]): void {
  const found = about(check, findings).find((one) => one.state === state && words.test(one.found))
  assert.ok(found, JSON.stringify(about(check, findings)))
  assert.ok((found.advice ?? '').length > 10)
}

describe('The doctor finds', () => {
  it('nothing to mend in a demo that only this machine reaches', async () => {
    const findings = await look({}, true)
    const healthy = [
      'Node',
      'Data folder',
      'Free disk',
      'Database',
      'Extensions',
      'Migrations',
      'Application role',
    ]
    for (const check of [...healthy, 'Row-level security', 'Jobs', 'Outgoing mail', 'Files', 'Demo'])
      assert.deepEqual(states(check, findings), ['ok'], JSON.stringify(about(check, findings)))
    assert.ok(findings.every((one) => one.state === 'ok' || one.advice !== undefined))
  })

  it('a data folder and a secret that others can read', async () => {
    await chmod(folder, 0o755)
    await writeFile(path.join(folder, 'sign-in.secret'), 'x'.repeat(40))
    await chmod(path.join(folder, 'sign-in.secret'), 0o644)
    const findings = await look()
    says('Data folder', 'fail', /others can read/, findings)
    says('Secrets', 'fail', /sign-in\.secret/, findings)
    await chmod(folder, 0o700)
    await rm(path.join(folder, 'sign-in.secret'))
    assert.deepEqual(states('Secrets', await look()), ['ok'])
  })

  it('files that are gone, and damaged ones where every file is read', async () => {
    const { rows } = await app.ownerPool.query<{ sha256: string }>(
      'select distinct sha256 from files order by 1 limit 2',
    )
    const [gone = '', damaged = ''] = rows.map(({ sha256 }) =>
      path.join(folder, 'files', sha256.slice(0, 2), sha256),
    )
    await rename(gone, `${gone}.away`)
    says('Files', 'fail', /^1 of \d+ missing/, await look())
    await rename(damaged, `${damaged}.away`)
    await writeFile(damaged, 'other bytes')
    says('Files', 'fail', /^1 of/, await look())
    says('Files', 'fail', /^2 of/, await look({}, true))
    for (const file of [gone, damaged]) await rename(`${file}.away`, file)
    assert.deepEqual(states('Files', await look({}, true)), ['ok'])
  })

  it('due times, jobs and mail that wait: a warning while nothing runs, a failure while it does', async () => {
    await app.ownerPool.query(
      `update clocks set due_at = now() - interval '5 minutes' where ctid = (select ctid from clocks where stopped_at is null and fired_at is null and due_at is not null limit 1)`,
    )
    await app.ownerPool.query(
      `insert into outgoing_mail (id, kind, to_address, from_address, subject, body, message_id, state, queued_at)
       values (gen_random_uuid(), 'reply', 'a@b.example', 'c@d.example', 's', 'b', '<1@x>', 'queued', now() - interval '1 hour'),
              (gen_random_uuid(), 'reply', 'a@b.example', 'c@d.example', 's', 'b', '<2@x>', 'failed', now() - interval '1 hour')`,
    )
    await app.ownerPool.query(
      `select graphile_worker.add_job('place-mail', run_at => now() - interval '1 hour')`,
    )
    for (const state of ['warn', 'fail'] as const) {
      const findings = await look()
      says('Due times', state, /passed without being acted on/, findings)
      says('Jobs', state, /the oldest for 60 min/, findings)
      says('Outgoing mail', state, /^1 wait, the oldest for 60 min/, findings)
      says('Outgoing mail', 'warn', /^1 could not be sent/, findings)
      await running()
    }
    await app.ownerPool.query(
      `update graphile_worker._private_jobs set attempts = max_attempts where run_at < now() - interval '30 minutes'`,
    )
    says('Jobs', 'warn', /^1 given up/, await look())
    await app.ownerPool.query(
      `delete from outgoing_mail; delete from graphile_worker._private_jobs; update clocks set fired_at = now() where due_at < now()`,
    )
  })

  it('a mailbox that is not read, with what its server said', async () => {
    await app.ownerPool.query(
      `insert into mailboxes (id, name, host, port, security, user_name, sign_in, sealed_password, folder, afterwards,
         takes, state, begun_at, trouble, trouble_said, trouble_at, changed_at, created_by, created_at)
       select gen_random_uuid(), 'Support', 'imap.vendor.example', 993, 'tls', 'support@vendor.example', 'password',
         'x', 'INBOX', 'seen', 'new', 'on', now(), 'wrong_password', 'LOGIN failed', now(), now() - interval '3 hours',
         id, now() from staff limit 1`,
    )
    says('Mailboxes', 'warn', /^“Support” was not read for 3 h: LOGIN failed$/, await look())
    await running()
    says('Mailboxes', 'fail', /^“Support” was not read for 3 h: LOGIN failed$/, await look())
    await app.ownerPool.query('update mailboxes set connected_at = now()')
    assert.deepEqual(states('Mailboxes', await look()), ['ok'])
    await app.ownerPool.query('delete from mailboxes')
  })

  it('a demo on a host that others can reach', async () => {
    says('Demo', 'fail', /others can reach/, await look({ HOST: '0.0.0.0' }))
    says('Demo', 'fail', /others can reach/, await look({ PUBLIC_URL: 'https://support.vendor.example' }))
  })

  it('a table of accounts without row-level security', async () => {
    await app.ownerPool.query('alter table cases disable row level security')
    says('Row-level security', 'fail', /^off for cases$/, await look())
    await app.ownerPool.query('alter table cases enable row level security')
  })

  it('a database that does not answer, and one without tables', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const address = closed.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    await new Promise((resolve) => closed.close(resolve))
    const findings = await look({ DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/c` })
    says('Database', 'fail', /ECONNREFUSED/, findings)
    assert.deepEqual(states('Node', findings), ['ok'])

    const empty = await createEmptyPlace()
    says('Migrations', 'fail', /0001_platform.* missing/, await look({ DATABASE_URL: empty.ownerUrl }))
    assert.deepEqual(await empty.query(`select from pg_tables where schemaname = 'public'`), [])
    await empty.drop()
  })

  it('a mail server that does not answer', async () => {
    says('Mail out', 'fail', /./, await look({ SMTP_URL: 'smtp://127.0.0.1:9' }))
  })
})

it('looks at a running installation by command, as a table and as JSON', async () => {
  const home = await createProductHome()
  try {
    const before = await runCommandLine(['doctor'], { env: home.env })
    assert.equal(before.code, 0, before.stderr)
    assert.match(before.stdout, /^warn +Database +there is none yet\n +→ /m)
    const product = await home.start()
    const table = await runCommandLine(['doctor', '--files'], { env: home.env })
    assert.equal(table.code, 0, table.stdout)
    assert.match(table.stdout, /^ok +Mail in +127\.0\.0\.1:\d+ says 220/m)
    assert.match(table.stdout, /^ok +Web +http:\S+ answers/m)
    assert.match(table.stdout, /^ok +Durability/m)
    await chmod(path.join(home.folder, 'sign-in.secret'), 0o644)
    const json = await runCommandLine(['doctor', '--json'], { env: home.env })
    assert.equal(json.code, 1)
    const findings: Finding[] = JSON.parse(json.stdout)
    assert.deepEqual(
      findings.filter(({ state }) => state === 'fail').map(({ check }) => check),
      ['Secrets'],
    )
    await product.stop()
  } finally {
    await home.remove()
  }
})
