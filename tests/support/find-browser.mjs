import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** What a person is told who runs the tests without a browser. */
export const noBrowserSentence =
  'No browser was found, so the journeys are left out: install Chromium or Chrome, or name one in FOURLINE_BROWSER.'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const wellKnown = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The browser the journeys run in: FOURLINE_BROWSER, else an installed Chromium or Chrome, else the newest
 * one in Playwright's cache.
 * @returns {string | undefined} the path of its program
 */
export function findBrowser() {
  const named = process.env.FOURLINE_BROWSER
  if (named) return existsSync(named) ? named : undefined
  return installedBrowser() ?? playwrightBrowser()
}

function installedBrowser() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin'].filter(
    Boolean,
  )
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...onPath, ...wellKnown].find((file) => existsSync(file))
}

function playwrightBrowser() {
  const programs = [
    ['chrome-linux64', 'chrome'],
    ['chrome-linux', 'chrome'],
    ['chrome-headless-shell-linux64', 'chrome-headless-shell'],
    ['chrome-linux', 'headless_shell'],
    ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
  ]
  return playwrightCaches()
    .flatMap((cache) => (existsSync(cache) ? newestFirst(cache) : []))
    .flatMap((folder) => programs.map((program) => path.join(folder, ...program)))
    .find((file) => existsSync(file))
}

function playwrightCaches() {
  const named = process.env.PLAYWRIGHT_BROWSERS_PATH
  if (named) return [named]
  try {
    return [
      path.join(homedir(), '.cache', 'ms-playwright'),
      path.join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    ]
  } catch {
    return []
  }
}

function newestFirst(cache) {
  const revision = (name) => Number(name.split('-').at(-1))
  return readdirSync(cache)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .sort((one, other) => revision(other) - revision(one))
    .map((name) => path.join(cache, name))
}
