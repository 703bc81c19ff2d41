import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { databaseEnvironment } from './embedded-cluster.ts'

/**
 * Stops the PostgreSQL that a killed Fourline left running on this cluster, and removes the mark of one that
 * was killed itself. Only for the holder of the data folder's lock: otherwise it would stop somebody's database. A
 * number that belongs to somebody else by now, to the PostgreSQL of another cluster too, is left alone.
 * @param cluster PostgreSQL's data directory
 * @returns whether one was still running
 */
export async function stopLeftover(cluster: string): Promise<boolean> {
  const mark = path.join(cluster, 'postmaster.pid')
  if (!existsSync(mark)) return false
  const [first, , startedAt] = readFileSync(mark, 'utf8').split('\n').map(Number)
  const pid = first ?? 0
  const isItsOwn = () => isPostmasterOf(cluster, pid, startedAt ?? 0)
  const wasRunning = isItsOwn()
  if (wasRunning) await stopPostmaster(pid, () => !existsSync(mark) || !isItsOwn())
  // PostgreSQL does not start while the number in its mark belongs to any process of the same user, which
  // after a restart of a container is often an innocent one.
  rmSync(mark, { force: true })
  return wasRunning
}

/**
 * Stops a postmaster: first as an orderly shutdown that ends open connections, after 30 s at once (which the
 * next start recovers from).
 */
export async function stopPostmaster(pid: number, isGone: () => boolean): Promise<void> {
  for (const [signal, patienceInMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    sendSignal(pid, signal)
    const giveUpAt = performance.now() + patienceInMs
    while (performance.now() < giveUpAt) {
      if (isGone()) return
      await sleep(20)
    }
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself in the meantime.
  }
}

/**
 * Whether the number belongs to a live PostgreSQL of this cluster: numbers are reused, and an ended process may linger
 * as a zombie.
 * @param startedAt when the one that wrote the mark began, in seconds since 1970
 */
function isPostmasterOf(cluster: string, pid: number, startedAt: number): boolean {
  if (!(pid > 1)) return false
  if (process.platform !== 'linux') return isAlive(pid) && isBegunAt(pid, startedAt)
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0]
    const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (state === 'Z' || !path.basename(program).startsWith('postgres')) return false
    return realpathSync(clusterOf(pid, args)) === realpathSync(cluster)
  } catch {
    return false
  }
}

/** PostgreSQL works in the folder of its cluster. Where we may not see that, as root of a container, it was told so. */
function clusterOf(pid: number, args: readonly string[]): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return args[args.indexOf('-D') + 1] ?? ''
  }
}

/** The mark is written within a second or two. */
function isBegunAt(pid: number, seconds: number): boolean {
  const begunAt = process.platform === 'win32' ? begunOnWindows(pid) : begunOnUnix(pid)
  return Math.abs(begunAt - seconds) <= 5
}

/** In seconds since 1970; NaN, or another instant, where nothing is known of it. */
function begunOnUnix(pid: number): number {
  const options = { encoding: 'utf8', env: databaseEnvironment } as const
  const { stdout } = spawnSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], options)
  return Date.parse(`${String(stdout).trim()} UTC`) / 1000
}

function begunOnWindows(pid: number): number {
  const question = `[DateTimeOffset]::new((Get-Process -Id ${pid}).StartTime).ToUnixTimeSeconds()`
  const { stdout } = spawnSync('powershell.exe', ['-NoProfile', '-Command', question], { encoding: 'utf8' })
  return Number(stdout)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
