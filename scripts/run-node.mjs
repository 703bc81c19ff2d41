import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { nodeBinary } from './node-binary.mjs'

/**
 * Runs a file of the project under the project's own Node and ends with its exit code.
 *
 * Nothing is left behind: signals are passed on; when npm is gone the child is told to stop; and the child
 * holds a channel to this process, so that it notices when even this process was killed
 * (`src/platform/watch-parent.ts`).
 *
 * @param {string[]} args the file and its arguments
 */
export function runNode(args) {
  const node = nodeBinary()
  if (!node) {
    console.error('Fourline is not installed here yet: run `npm ci --ignore-scripts` or `npm start` first.')
    process.exit(1)
  }
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  child.on('error', (error) => {
    console.error(`${node} does not start: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1))
  })
  passSignalsOn(child)
  if (process.env.npm_lifecycle_event) stopWithParent(child)
}

let wasAskedToStop = false

/** A terminal sends Ctrl-C to the whole group, so the child has it already; a second one would cut it short. */
function passSignalsOn(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      wasAskedToStop = true
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    })
  }
}

/** npm that is killed takes nothing with it; its children see only that they have another parent. */
function stopWithParent(child) {
  const atStart = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === atStart) return
    // Once: a second signal would end a product that is closing in order.
    clearInterval(watch)
    if (!wasAskedToStop) child.kill('SIGTERM')
  }, 500).unref()
}

/** npm puts a shell between itself and this process, which outlives a killed npm. */
function ancestors() {
  const parent = process.ppid
  try {
    const [, name, grandparent] =
      /^\d+ \((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? []
    return ['sh', 'dash', 'bash'].includes(name) ? `${parent} ${grandparent}` : `${parent}`
  } catch {
    return `${parent}`
  }
}
