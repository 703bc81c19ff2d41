import { spawn } from 'node:child_process'

/** One line to the person who waits. Standard error, so that a command's own output stays clean. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** Announces a piece of work, does it, and says how long it took. */
export async function announce(sentence, work) {
  say(sentence)
  const startedAt = Date.now()
  await work()
  say(`  done in ${Math.max(1, Math.round((Date.now() - startedAt) / 1000))} s`)
}

/**
 * Runs a command to its end, quietly.
 * @returns {Promise<{ code: number, output: string }>} its exit code and all it printed
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const stop = () => child.kill()
    process.once('exit', stop)
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => {
      process.off('exit', stop)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** The end of what a failed command printed, without its stack: enough to act on. */
export function lastLines(output, count = 15) {
  const lines = output.trimEnd().split('\n')
  return lines
    .filter((line) => !line.startsWith('    at '))
    .slice(-count)
    .join('\n')
}
