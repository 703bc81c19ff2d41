import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CannotStart } from '#platform/errors.ts'

/**
 * 256 random bits as text, from `<name>.secret` in the data folder; made when first asked for, readable by its
 * owner only, saved with every backup. Processes that start together get the same one.
 * @throws CannotStart where the file is damaged; `advice` says what that costs
 */
export function readSecretFile(dataFolder: string, name: string, advice: string): string {
  const file = path.join(dataFolder, `${name}.secret`)
  mkdirSync(dataFolder, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    // A link appears whole or not at all, and never replaces what is there.
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  chmodSync(file, 0o600)
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new CannotStart(`${file} is damaged: remove it, and ${advice}.`)
  return secret
}
