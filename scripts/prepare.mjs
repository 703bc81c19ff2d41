// node scripts/prepare.mjs [--web] [--browser]
// What `npm start` and `npm test` need, made once and remembered. Plain JavaScript for Node 20 and newer,
// because it runs before anything is installed. It says what it does on standard error.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFolder } from './node-binary.mjs'
import { buildWeb, webIsBuilt } from './prepare-web.mjs'
import { installPackages, packagesAreInstalled } from './prepare-packages.mjs'
import { browserIsThere, provideBrowser } from './prepare-browser.mjs'
import { say } from './prepare-say.mjs'

const wanted = new Set(process.argv.slice(2))

const steps = [{ isDone: packagesAreInstalled, make: installPackages }]
if (wanted.has('--web')) steps.push({ isDone: webIsBuilt, make: buildWeb })
if (wanted.has('--browser')) steps.push({ isDone: browserIsThere, make: provideBrowser })

try {
  if (!steps.every((step) => step.isDone())) await alone(makeWhatIsMissing)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/** Looks again at each step: the command that was waited for may have made it. */
async function makeWhatIsMissing() {
  for (const step of steps) {
    if (!step.isDone()) await step.make()
  }
}

/** Two commands typed at once must not install into the same folder: the second waits for the first. */
async function alone(work) {
  const lock = path.join(projectFolder, '.cache', 'prepare.lock')
  mkdirSync(path.dirname(lock), { recursive: true })
  let told = false
  while (!take(lock)) {
    if (!told) say('Waiting for another command that is preparing this folder…')
    told = true
    await sleep(300)
  }
  process.once('exit', () => rmSync(lock, { force: true }))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
  await work()
}

function take(lock) {
  try {
    const file = openSync(lock, 'wx')
    writeFileSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw new Error(`This folder cannot be written: ${error.message}`)
    if (existsSync(lock) && !isAlive(holderOf(lock))) rmSync(lock, { force: true })
    return false
  }
}

function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return 0
  }
}

/** A lock without a number is one that is just being written. */
function isAlive(pid) {
  if (!pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
