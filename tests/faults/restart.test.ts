import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  createProductHome,
  isAlive,
  type Launcher,
  type ProductHome,
  runCommandLine,
  until,
} from '../support/product-process.ts'
import { projectFolder } from '../support/source-tree.ts'
import { makeSubmissions, rawMessage, signIn, submitUntilAcknowledged } from './submission.ts'

let home: ProductHome

const isServing = async () => (await fetch(`${home.url}/healthz`)).status === 200

/** Processes that name the installation's folder, work in it, or were started for it. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8')
      const place = readlinkSync(`/proc/${pid}/cwd`)
      const isOurs = `${words} ${place} ${variables}`.includes(folder)
      return isOurs && isAlive(Number(pid)) ? [`${pid} ${words.slice(0, 120)}`] : []
    } catch {
      return []
    }
  })
}

const nothingIsLeft = async () => processesOf(home.folder).length === 0

/** What npm does: a shell below it runs the script. Resolves to the number of the process that stands for npm. */
async function startBelowNpm(): Promise<number> {
  const script = `"${process.execPath}" scripts/run.mjs src/main.ts serve & wait`
  const npm = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(script)}], { stdio: 'ignore' })`,
    ],
    { cwd: projectFolder, env: { ...home.env, npm_lifecycle_event: 'start' }, stdio: 'ignore' },
  )
  await until('the product below npm is ready', isServing)
  return npm.pid ?? 0
}

describe('The product', () => {
  before(async () => {
    home = await createProductHome()
    const product = await home.start()
    await product.stop()
  })
  after(() => home.remove())

  it('refuses a second start on its data folder with one sentence, and goes on', async (t) => {
    const first = await home.start()
    for (const launcher of ['node', 'run.mjs'] as Launcher[]) {
      const second = home.launch({ launcher, env: { PORT: '0', SMTP_PORT: '0' } })
      assert.equal(await second.ended, 1)
      assert.match(second.output(), /^Fourline is already running on .+\.\n$/)
      assert.equal(second.output().trim().split('\n').length, 1)
      t.diagnostic(second.output().trim())
    }
    assert.equal(await isServing(), true)
    assert.equal(await first.stop(), 0)
  })

  for (const launcher of ['node', 'run.mjs'] as Launcher[]) {
    it(`started by ${launcher} leaves no process behind when it is asked to stop`, async (t) => {
      const product = await home.start({ launcher })
      const before = processesOf(home.folder).length
      assert.ok(before >= 2, 'The product and its database are seen')
      assert.equal(await product.stop('SIGTERM'), 0)
      t.diagnostic(`${before} processes before, ${processesOf(home.folder).length} after`)
      assert.deepEqual(processesOf(home.folder), [])
    })
  }

  it('stops in order when nobody reads what it says any more', async () => {
    const product = await home.start()
    product.child.stdout?.destroy()
    product.child.stderr?.destroy()
    assert.equal(await product.stop('SIGTERM'), 0)
    assert.deepEqual(processesOf(home.folder), [])
  })

  it('stops in order while its database is away', async () => {
    const product = await home.start()
    await product.kill('database')
    assert.equal(await product.stop('SIGTERM'), 0)
    await until('nothing is left', nothingIsLeft, 30_000)
  })

  it('stops, database and all, when the script that started it is killed', async (t) => {
    const product = await home.start({ launcher: 'run.mjs' })
    const before = processesOf(home.folder).length
    product.child.kill('SIGKILL')
    await until('nothing is left', nothingIsLeft, 30_000)
    t.diagnostic(`${before} processes before, ${processesOf(home.folder).length} after`)
  })

  it('stops, database and all, when npm is killed', async (t) => {
    const npm = await startBelowNpm()
    const before = processesOf(home.folder).length
    process.kill(npm, 'SIGKILL')
    await until('nothing is left', nothingIsLeft, 30_000)
    t.diagnostic(`${before} processes before, ${processesOf(home.folder).length} after`)
  })

  it('fires a due time that passed while it was down once, also when it starts twice more', async (t) => {
    let product = await home.start()
    const { cookie } = await signIn(home.url)
    const [submission] = makeSubmissions('http', 1, 'due while down')
    assert.ok(submission)
    await submitUntilAcknowledged(submission, { url: home.url, smtpPort: home.smtpPort, cookie })
    await home.query(`create table firings (case_id uuid, due_at timestamptz, fired_at timestamptz);
      create function note_firing() returns trigger language plpgsql security definer as $$
      begin insert into public.firings values (new.case_id, new.due_at, new.fired_at); return null; end $$;
      create trigger note_firing after update on clocks for each row
        when (old.fired_at is distinct from new.fired_at) execute function note_firing()`)
    const clock = `from clocks k join cases c on c.id = k.case_id
      where c.subject = '${submission.subject}' and k.kind = 'first_response'`
    await home.query(`update clocks set due_at = now() + interval '1.5 s' where (case_id, kind) in
      (select k.case_id, k.kind ${clock})`)
    await product.kill('everything')
    await sleep(2_000)
    for (let start = 1; start <= 3; start++) {
      product = await home.start()
      const startedAt = Date.now()
      await until(
        'the due time has fired',
        async () =>
          (await home.query(`select k.state ${clock} and k.fired_at is not null and k.state = 'breached'`))
            .length === 1,
      )
      if (start === 1) t.diagnostic(`fired within ${Date.now() - startedAt} ms of being ready`)
      await product.kill(start === 2 ? 'everything' : 'app')
    }
    product = await home.start()
    const firings = await home.query<{ due_at: Date; fired_at: Date }>(
      'select f.due_at, f.fired_at from firings f join cases c on c.id = f.case_id where c.subject = $1',
      [submission.subject],
    )
    t.diagnostic(`fired ${firings.length} time in four starts`)
    assert.equal(firings.length, 1)
    assert.ok(firings[0] && firings[0].fired_at > firings[0].due_at)
    await product.stop()
  })

  it('listens for live events again after its connection was cut, and tells readers to fetch anew', async (t) => {
    const product = await home.start()
    const agent = await signIn(home.url, 'agent@vendor.example')
    const contact = await signIn(home.url)
    const door = { url: home.url, smtpPort: home.smtpPort, cookie: contact.cookie }
    const [before, afterwards] = makeSubmissions('http', 2, 'live')
    assert.ok(before && afterwards)
    const stream = await openStream(`${home.url}/api/v1/live`, agent.cookie)
    await submitUntilAcknowledged(before, door)
    await until('the first case is heard of', async () => stream.topics().length > 0)
    const heard = stream.topics().length
    const cut = await home.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen fourline_live%'`,
    )
    assert.equal(cut.length, 1)
    await until('readers are told', async () => stream.topics().slice(heard).includes('resync'))
    const resynced = stream.topics().length
    await submitUntilAcknowledged(afterwards, door)
    await until('the second case is heard of', async () => stream.topics().slice(resynced).includes('case'))
    t.diagnostic(`heard ${stream.topics().join(', ')}`)
    stream.close()
    await product.stop()
  })

  it('takes mail from files while it runs, into the same case list', async (t) => {
    const product = await home.start()
    const [submission] = makeSubmissions('smtp', 1, 'from a file')
    assert.ok(submission)
    const file = path.join(home.folder, 'message.eml')
    writeFileSync(file, rawMessage(submission))
    for (const known of [false, true]) {
      const { code, stdout, stderr } = await runCommandLine(['mail', 'import', file], { env: home.env })
      assert.equal(code, 0, stderr)
      const said: unknown = JSON.parse(stdout)
      t.diagnostic(stdout.trim())
      assert.partialDeepStrictEqual(said, { file, known, state: 'case' })
    }
    const found = await home.query('select reference from cases where subject = $1', [submission.subject])
    assert.equal(found.length, 1)
    assert.equal(await isServing(), true)
    await product.stop()
  })
})

/** Reads server-sent events until it is closed. */
async function openStream(url: string, cookie: string): Promise<{ topics(): string[]; close(): void }> {
  const ending = new AbortController()
  const answer = await fetch(url, { headers: { cookie }, signal: ending.signal })
  assert.equal(answer.status, 200)
  let text = ''
  void (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true })
  })().catch(() => undefined)
  return {
    topics: () => [...text.matchAll(/^data: \{"topic":"(\w+)"/gm)].map(([, topic = '']) => topic),
    close: () => ending.abort(),
  }
}
