import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** As `package.json` says it. */
export function productVersion(): string {
  const file = path.resolve(import.meta.dirname, '../../../../package.json')
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version
}
