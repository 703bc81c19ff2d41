import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { mailLimits } from './mail-limits.ts'
import { memoryOf } from './memory-of.ts'
import { frameOf, Frames, type ReaderAnswer, type ReaderTask } from './reader-frames.ts'

/** Why a reader was ended, or ended by itself, before it had answered. */
export type ReaderEnd = 'late' | 'large' | 'died'

type Heard = { text: ReaderAnswer; contents: Buffer } | ReaderEnd

export type Reader = {
  /** Whether it could be started. */
  ready: Promise<boolean>
  /** One at a time. After an end it reads no more. */
  ask(task: ReaderTask, raw: Buffer, withinMs: number): Promise<Heard>
  /** In bytes: what it holds now, and the most that it was seen with. */
  memory(): { now: number; peak: number }
  hasEnded(): boolean
  end(): void
}

const lookEachMs = 20
const startsWithinMs = 30_000
const projectFolder = path.resolve(import.meta.dirname, '../../../..')

/** What a reader may do: read the program's own files, not its data beside them. No writing, no network, no processes, no environment. */
function argumentsFor(script: URL): string[] {
  const own = ['src', 'package.json', 'node_modules'].map((name) => path.join(projectFolder, name))
  const folders = [...own, realpathSync(path.join(projectFolder, 'node_modules'))]
  return [
    '--permission',
    ...folders.map((folder) => `--allow-fs-read=${folder}`),
    `--max-old-space-size=${mailLimits.readingHeapMegabytes}`,
    '--disable-warning=ExperimentalWarning',
    fileURLToPath(script),
  ]
}

/** Starts a process that reads messages. It does not keep this one alive, and ends with it. */
export function startReader(script: URL): Reader {
  const child = spawn(process.execPath, argumentsFor(script), {
    cwd: projectFolder,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const frames = new Frames<ReaderAnswer>()
  const memory = { now: 0, peak: 0 }
  let ended: ReaderEnd | undefined
  let heard: ((what: Heard) => void) | undefined
  const stop = (why: ReaderEnd) => {
    ended ??= why
    child.kill('SIGKILL')
    heard?.(ended)
  }
  const look = () => {
    memory.now = child.pid === undefined ? 0 : memoryOf(child.pid)
    memory.peak = Math.max(memory.peak, memory.now)
    if (memory.now > mailLimits.readingBytes) stop('large')
  }
  const next = (withinMs: number, tooLate: ReaderEnd) =>
    new Promise<Heard>((resolve) => {
      const deadline = setTimeout(stop, withinMs, tooLate)
      const watch = setInterval(look, lookEachMs)
      heard = (what) => {
        clearTimeout(deadline)
        clearInterval(watch)
        heard = undefined
        resolve(what)
      }
      if (ended !== undefined) heard(ended)
    })
  child.once('error', () => stop('died'))
  child.once('exit', () => stop('died'))
  child.stdin.on('error', () => stop('died'))
  child.stdout.on('error', () => stop('died'))
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      const what = frames.add(chunk)
      if (what !== undefined) heard?.(what)
    } catch {
      stop('died')
    }
  })
  child.unref()
  unref(child.stdin, child.stdout)
  const started = next(startsWithinMs, 'died')
  return {
    ready: started.then((what) => typeof what !== 'string'),
    async ask(task, raw, withinMs) {
      const answer = next(withinMs, 'late')
      for (const piece of frameOf(task, [raw])) child.stdin.write(piece)
      const what = await answer
      if (typeof what !== 'string') look()
      return what
    },
    memory: () => memory,
    hasEnded: () => ended !== undefined,
    end: () => stop('died'),
  }
}

/** A reader that waits for a message is no reason to go on. */
function unref(...pipes: object[]): void {
  for (const pipe of pipes) {
    if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  }
}
