import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Stops the PostgreSQL that a killed Fourline left running on this cluster, and removes the mark of one that
 * was killed itself. Only for the holder of the data folder's lock: otherwise it would stop somebody's database.
 * @param cluster PostgreSQL's data directory
 * @returns whether one was still running
 */
export async function stopLeftover(cluster: string): Promise<boolean> {
  const mark = path.join(cluster, 'postmaster.pid')
  if (!existsSync(mark)) return false
  const pid = Number(readFileSync(mark, 'utf8').split('\n')[0])
  const wasRunning = isPostgres(pid)
  if (wasRunning) await stopPostmaster(pid, () => !existsSync(mark) || !isPostgres(pid))
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

/** Whether the number belongs to a live PostgreSQL: numbers are reused, and an ended process may linger as a zombie. */
function isPostgres(pid: number): boolean {
  if (!(pid > 1)) return false
  if (process.platform !== 'linux') return isAlive(pid)
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0]
    const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
    return state !== 'Z' && path.basename(program).startsWith('postgres')
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
