import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { findBrowser, noBrowserSentence } from '../tests/support/find-browser.mjs'
import { projectFolder } from './node-binary.mjs'
import { announce, lastLines, runQuietly, say } from './prepare-say.mjs'

/** Whether the journeys can run, or there are none to run. */
export function browserIsThere() {
  return !thereAreJourneys() || findBrowser() !== undefined
}

/** Installs a browser where that is possible. Without one the tests run all the same, less the journeys. */
export async function provideBrowser() {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await announce('Installing Chromium for the journeys (once, about a minute)…', installDebianChromium)
  }
  if (!findBrowser()) say(noBrowserSentence)
}

function thereAreJourneys() {
  const folder = path.join(projectFolder, 'tests', 'journeys')
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.test.ts'))
}

/** A mirror out of reach costs seconds, not minutes, and never fails the command. */
async function installDebianChromium() {
  const patience = [
    '-o',
    'Acquire::http::Timeout=20',
    '-o',
    'Acquire::Retries=2',
    '-o',
    'DPkg::Lock::Timeout=120',
  ]
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  say('  reading the package lists…')
  await runQuietly('apt-get', [...patience, 'update'], options)
  say('  installing chromium and fonts-liberation…')
  const packages = ['chromium', 'fonts-liberation']
  const install = [...patience, 'install', '-y', '--no-install-recommends', ...packages]
  const { code, output } = await runQuietly('apt-get', install, options)
  if (code !== 0) say(`  apt-get could not install it:\n${lastLines(output, 5)}`)
}
