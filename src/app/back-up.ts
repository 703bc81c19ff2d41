import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { readConfig } from '#app/config.ts'
import { embeddedFolder, openOrJoinPlace } from '#app/open-product.ts'
import { checkBackup } from '#platform/backup/check-backup.ts'
import { createProgress } from '#platform/backup/progress.ts'
import { readMigrations } from '#platform/backup/read-catalog.ts'
import { writeBackup } from '#platform/backup/write-backup.ts'
import { CannotStart, conflict, FourlineError } from '#platform/errors.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'

/**
 * `backup FILE`: database, files and secrets in one file, also while the product runs. It is read back before it
 * is called done. Whoever has it has everything: it holds customers' words, password hashes and the sign-in
 * secret, and is readable by its owner only. `-` writes to standard output, e.g. to encrypt it on the way.
 * Ends with 1 where files could not be read; the backup has everything else then.
 */
export async function backUp(rest: string[]): Promise<number> {
  const { positionals } = parseArgs({ args: rest, allowPositionals: true })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0)
    throw new FourlineError('invalid', 'file_needed', 'Name one file: fourline backup FILE.')
  if (file !== '-' && existsSync(file))
    throw conflict('file_exists', `${file} exists already. Name another file; nothing was written.`)
  const config = readConfig()
  if (config.databaseUrl === undefined && !existsSync(path.join(embeddedFolder(config), 'cluster')))
    throw new CannotStart(`There is no database in ${config.dataFolder}: set FOURLINE_DATA to its folder.`)

  const say = (sentence: string) => process.stderr.write(`${sentence}\n`)
  const write = (line: string) => process.stderr.write(line)
  const progress = createProgress(write)
  const opened = await openOrJoinPlace(config, createLog(write), say)
  try {
    await requireTables(opened.ownerUrl)
    const files = openLocalFileStore(path.join(config.dataFolder, 'files'))
    const place = { ownerUrl: opened.ownerUrl, files, dataFolder: config.dataFolder }
    const target = file === '-' ? process.stdout : file
    const content = await writeBackup(place, target, new Date(), progress)
    if (file !== '-') await checkBackup(file, progress)
    const rows = content.tables.reduce((sum, table) => sum + table.rows, 0)
    say(
      `Saved ${rows} rows of ${content.tables.length} tables and ${content.files.count} files. Keep it secret.`,
    )
    for (const sha256 of content.missing)
      say(`The file ${sha256} is gone or damaged in the file store, and is not in the backup.`)
    return content.missing.length === 0 ? 0 : 1
  } finally {
    await opened.close()
  }
}

async function requireTables(ownerUrl: string): Promise<void> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    if ((await readMigrations(client)).length === 0)
      throw new CannotStart('This database has no tables of Fourline: there is nothing to save.')
  } finally {
    await client.end()
  }
}
