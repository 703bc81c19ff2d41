import { existsSync } from 'node:fs'
import { access, constants, readdir, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { fail, type Finding, look, ok, warn } from '#app/health/domain/finding.ts'

const gigabyte = 1_000_000_000

/** What the product stands on: Node, the data folder, the disk. */
export async function checkMachine(dataFolder: string): Promise<Finding[]> {
  return [
    checkNode(),
    ...(await look('Data folder', 'Start Fourline as the user who owns it.', () => checkFolder(dataFolder))),
    ...(await look('Free disk', 'Look at the disk.', () => checkDisk(dataFolder))),
  ]
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 26
    ? ok('Node', process.versions.node)
    : fail(
        'Node',
        process.versions.node,
        'Start with `npm start` or `bin/fourline.mjs`, which bring Node 26.',
      )
}

async function checkFolder(folder: string): Promise<Finding[]> {
  if (!existsSync(folder))
    return [
      warn('Data folder', `${folder} is not there yet`, 'The first start makes it; or set FOURLINE_DATA.'),
    ]
  await access(folder, constants.R_OK | constants.W_OK)
  const { uid, mode } = await stat(folder)
  const us = process.getuid?.()
  const findings: Finding[] = []
  if (us !== undefined && us !== 0 && uid !== us)
    findings.push(
      fail(
        'Data folder',
        `${folder} belongs to user ${uid}`,
        'Start Fourline as that user, or give it: chown -R.',
      ),
    )
  // Others may pass through where root started it, and never look.
  if ((mode & 0o066) !== 0)
    findings.push(fail('Data folder', `others can read or change ${folder}`, `chmod go-rw ${folder}`))
  if (findings.length === 0) findings.push(ok('Data folder', folder))
  return [...findings, ...(await checkSecrets(folder))]
}

async function checkSecrets(folder: string): Promise<Finding[]> {
  const secrets = (await readdir(folder)).filter((name) => name.endsWith('.secret'))
  const open: string[] = []
  for (const name of secrets) {
    const { mode } = await stat(path.join(folder, name))
    if ((mode & 0o077) !== 0) open.push(path.join(folder, name))
  }
  if (open.length > 0)
    return [fail('Secrets', `others can read ${open.join(' and ')}`, `chmod 600 ${open.join(' ')}`)]
  return [ok('Secrets', `${secrets.length}, readable by their owner only`)]
}

async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(existsSync(folder) ? folder : path.dirname(path.resolve(folder)))
  const free = bavail * bsize
  const found = `${(free / gigabyte).toFixed(1)} GB free`
  const advice = 'Make room, or move the data folder to a larger disk: a full disk stops every change.'
  if (free < gigabyte / 4) return fail('Free disk', found, advice)
  return free < 2 * gigabyte ? warn('Free disk', found, advice) : ok('Free disk', found)
}
