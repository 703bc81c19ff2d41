import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { nodeBinary, projectFolder } from './node-binary.mjs'
import { announce, lastLines, runQuietly } from './prepare-say.mjs'

const stamp = path.join(projectFolder, 'dist', '.fourline-stamp')
const singleFiles = ['index.html', 'vite.config.ts', 'package-lock.json', 'tsconfig.json']

/** Whether the last build was made from the files as they are now. */
export function webIsBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === webFingerprint()
}

/** Builds the web app into `dist`. */
export async function buildWeb() {
  await announce('Building the web app…', async () => {
    const fingerprint = webFingerprint()
    rmSync(stamp, { force: true })
    const vite = path.join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js')
    const { code, output } = await runQuietly(nodeBinary(), [vite, 'build'], {
      cwd: projectFolder,
      env: { ...process.env, NODE_ENV: 'production' },
    })
    if (code !== 0) throw new Error(`The web app could not be built. Vite says:\n${lastLines(output, 30)}`)
    mkdirSync(path.dirname(stamp), { recursive: true })
    writeFileSync(stamp, fingerprint)
  })
}

function webFingerprint() {
  const hash = createHash('sha256')
  for (const file of [...singleFiles, ...filesBelow('public'), ...filesBelow('src').filter(reachesTheWeb)]) {
    const full = path.join(projectFolder, file)
    if (existsSync(full)) hash.update(`${file}\0`).update(readFileSync(full)).update('\0')
  }
  return `${hash.digest('hex')}\n`
}

/** What a screen can import: anything but server rooms. */
function reachesTheWeb(file) {
  return !/\/server\/|\.test\.tsx?$/.test(file)
}

function filesBelow(folder) {
  const full = path.join(projectFolder, folder)
  if (!existsSync(full)) return []
  return readdirSync(full, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    )
    .sort((one, other) => (one < other ? -1 : 1))
}
