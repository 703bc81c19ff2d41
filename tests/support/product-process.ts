import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { stopLeftover } from '#platform/db/embedded-leftover.ts'
import { embeddedOwnerUrl } from '#platform/db/embedded-owner-url.ts'
import { projectFolder } from './source-tree.ts'

/** `app` leaves PostgreSQL behind as an orphan; `everything` is what a power cut ends. */
export type KillTarget = 'app' | 'database' | 'everything'

/** How it is started: as such, or as `npm start` does it. */
export type Launcher = 'node' | 'run.mjs'

export type StartOptions = { launcher?: Launcher; env?: NodeJS.ProcessEnv }

/** One installation: its data folder and its ports stay the same from start to start. */
export type ProductHome = {
  folder: string
  url: string
  smtpPort: number
  /** The environment under which commands reach this installation. */
  env: NodeJS.ProcessEnv
  /** Starts the product; it need not be ready yet. */
  launch(options?: StartOptions): ProductProcess
  /** Starts the product and waits until it is ready. Throws what it said when it ends instead. */
  start(options?: StartOptions): Promise<ProductProcess>
  /** Work on the database as its owner. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** The postmaster's process, or undefined where none runs. */
  postmaster(): number | undefined
  /** Ends whatever still runs and removes the folder. */
  remove(): Promise<void>
}

export type ProductProcess = {
  child: ChildProcess
  /** Everything it wrote so far. */
  output(): string
  ready(): Promise<void>
  /** Ends processes with SIGKILL, by their numbers. */
  kill(target: KillTarget): Promise<void>
  /** Asks it to stop; resolves to its exit code, or to the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>
  ended: Promise<number | NodeJS.Signals>
}

const main = path.join(projectFolder, 'src/main.ts')
const quiet = '--disable-warning=ExperimentalWarning'

/** An installation of its own below the temporary folder, with the demo and free ports on 127.0.0.1. */
export async function createProductHome(settings: NodeJS.ProcessEnv = {}): Promise<ProductHome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fourline-product-'))
  const [port, smtpPort] = await freePorts(2)
  const env = {
    ...environmentOfTheMachine(),
    FOURLINE_DATA: folder,
    FOURLINE_DEMO: '1',
    PORT: String(port),
    SMTP_PORT: String(smtpPort),
    ...settings,
  }
  const url = `http://127.0.0.1:${port}`
  const cluster = path.join(folder, 'postgres/cluster')
  const started: ProductProcess[] = []
  const postmaster = () => readPostmaster(cluster)
  const launch = ({ launcher = 'node', env: more = {} }: StartOptions = {}): ProductProcess => {
    const script = launcher === 'node' ? [quiet, main] : [path.join(projectFolder, 'scripts/run.mjs'), main]
    // The channel lets it notice when this process is gone, so that an interrupted test leaves nothing behind.
    const child = spawn(process.execPath, [...script, 'serve'], {
      cwd: projectFolder,
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const product = followProcess(child, { url, folder, postmaster })
    started.push(product)
    return product
  }
  return {
    folder,
    url,
    smtpPort: smtpPort ?? 0,
    env,
    launch,
    postmaster,
    async start(options) {
      const product = launch(options)
      await product.ready()
      return product
    },
    async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
      const client = new pg.Client(embeddedOwnerUrl(path.join(folder, 'postgres')))
      client.on('error', () => undefined)
      await client.connect()
      try {
        return (await client.query<Row>(text, values)).rows
      } finally {
        await client.end()
      }
    },
    async remove() {
      for (const product of started) await product.kill('app')
      await stopLeftover(cluster)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One command of the product, run to its end under an environment such as that of a home. */
export async function runCommandLine(
  args: string[],
  { env, input = '' }: { env: NodeJS.ProcessEnv; input?: string },
): Promise<{ code: number | NodeJS.Signals; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [quiet, main, ...args], {
    cwd: projectFolder,
    env,
    stdio: 'pipe',
    timeout: 90_000,
    killSignal: 'SIGKILL',
  })
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return { code: await endOf(child), stdout: stdout(), stderr: stderr() }
}

/** Nothing of this test run's own settings reaches the product. */
export function environmentOfTheMachine(): NodeJS.ProcessEnv {
  const own =
    /^(FOURLINE_|NODE_TEST|NODE_OPTIONS$|NODE_CHANNEL|DATABASE_URL$|PORT$|HOST$|SMTP_|PUBLIC_URL$|npm_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
}

/** Tries until it holds. Throws with what was waited for when it does not come in time. */
export async function until(what: string, holds: () => Promise<boolean>, patienceInMs = 60_000) {
  const giveUpAt = performance.now() + patienceInMs
  while (!(await holds().catch(() => false))) {
    if (performance.now() > giveUpAt) throw new Error(`Waited ${patienceInMs / 1000} s in vain: ${what}`)
    await sleep(50)
  }
}

export function isAlive(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0]
    return state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}

type Place = { url: string; folder: string; postmaster: () => number | undefined }

function followProcess(child: ChildProcess, { url, folder, postmaster }: Place): ProductProcess {
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const output = () => `${stdout()}${stderr()}`
  const ended = endOf(child)
  let end: number | NodeJS.Signals | undefined
  void ended.then((code) => (end = code))
  return {
    child,
    output,
    ended,
    async ready() {
      await until(
        `the product is ready. It says:\n${output()}`,
        async () => {
          if (end !== undefined) return true
          return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) })).status === 200
        },
        120_000,
      )
      if (end !== undefined) throw new Error(`The product ended (${end}). It says:\n${output()}`)
    },
    async kill(target) {
      const database = target === 'app' ? [] : familyOf(postmaster())
      const app = target === 'database' || end !== undefined ? [] : [ownerOf(folder, child), child.pid]
      for (const pid of [...app, ...database]) killNow(pid)
      if (target !== 'database') await ended
      await until('killed processes are gone', async () => !database.some(isAlive))
    },
    async stop(signal = 'SIGTERM') {
      if (end === undefined) child.kill(signal)
      return ended
    },
  }
}

/** Started through another script, the app is that one's child and has written its number into its folder. */
function ownerOf(folder: string, child: ChildProcess): number | undefined {
  try {
    const { pid } = JSON.parse(readFileSync(path.join(folder, 'owner.json'), 'utf8'))
    return parentOf(pid) === child.pid ? pid : undefined
  } catch {
    return undefined
  }
}

function killNow(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

function readPostmaster(cluster: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return program.includes(cluster) && isAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

/** A postmaster and its backends: the parent first, so that it cannot tell its children to end in order. */
function familyOf(postmaster: number | undefined): number[] {
  if (postmaster === undefined) return []
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === postmaster)
  return [postmaster, ...children]
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    )
  } catch {
    return undefined
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => text
}

function endOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal ?? 1)))
}

/**
 * Ports that stay this installation's while it is started again and again: from below those that the machine hands
 * out by itself, to servers on port 0 and to every connection that goes out.
 */
async function freePorts(count: number): Promise<number[]> {
  const [lowest, highest] = [12_000, 32_000]
  const ports = new Set<number>()
  while (ports.size < count) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest))
    if (await isFree(port)) ports.add(port)
  }
  return [...ports]
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  const listens = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (listens) await new Promise((resolve) => probe.close(resolve))
  return listens
}
