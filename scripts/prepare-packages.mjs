import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { nodeBinary, projectFolder } from './node-binary.mjs'
import { announce, lastLines, runQuietly } from './prepare-say.mjs'

/** For a user without a home of their own. */
const ownCache = path.join(projectFolder, '.cache', 'npm')
const stamp = path.join(projectFolder, 'node_modules', '.fourline-stamp')

/** Whether the folder holds what the lock file names. */
export function packagesAreInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockFingerprint()
}

/** Installs exactly what the lock file names. */
export async function installPackages() {
  await announce('Installing packages (once, about a minute)…', async () => {
    rmSync(stamp, { force: true })
    const { code, output } = await runNpm()
    if (code !== 0) throw new Error(`The packages could not be installed. npm says:\n${lastLines(output)}`)
    if (!nodeBinary()) {
      throw new Error(
        `There is no Node 26 package for ${process.platform}-${process.arch}: install Node 26 first.`,
      )
    }
    rmSync(ownCache, { recursive: true, force: true })
    writeFileSync(stamp, lockFingerprint())
  })
}

function lockFingerprint() {
  const lock = readFileSync(path.join(projectFolder, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

/** Without install scripts: nothing that is downloaded runs before the product itself does. */
function runNpm() {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  args.push('--loglevel=error', '--update-notifier=false')
  if (!npmCacheIsWritable()) args.push('--cache', ownCache)
  const npmScript = process.env.npm_execpath ?? ''
  const options = { cwd: projectFolder, env: { ...process.env, npm_config_ignore_scripts: 'true' } }
  if (npmScript.endsWith('npm-cli.js')) return runQuietly(process.execPath, [npmScript, ...args], options)
  return runQuietly('npm', args, { ...options, shell: process.platform === 'win32' })
}

function npmCacheIsWritable() {
  try {
    let folder = process.env.npm_config_cache ?? path.join(homedir(), '.npm')
    while (!existsSync(folder)) folder = path.dirname(folder)
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
