import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '#app/config.ts'
import { openPlace } from '#app/open-product.ts'
import { checkBackup } from '#platform/backup/check-backup.ts'
import { createProgress } from '#platform/backup/progress.ts'
import { restoreBackup } from '#platform/backup/restore-backup.ts'
import { FourlineError } from '#platform/errors.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'

/** A row in any of these means that somebody works here. */
const mustBeEmpty = [
  'vendor',
  'staff',
  'accounts',
  'cases',
  'inbound_mail',
  'outgoing_mail',
  'files',
  'sign_in_users',
  'audit_log',
]

/** Mail that waited when the backup was made has perhaps been sent since; people decide about it. */
const holdMail = `update outgoing_mail set state = 'kept', last_error = 'Held when the backup was restored'
  where state in ('queued', 'held')`
const endSessions = 'delete from sign_in_sessions'

/**
 * `restore FILE`: fills an empty place, which nothing runs on, from a backup. Everything is as it was then, jobs
 * that waited and sessions included: `--hold-mail` keeps waiting mail from being sent, `--end-sessions` lets
 * everyone sign in again. `--check` reads the backup and changes nothing.
 */
export async function restore(rest: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: rest,
    options: {
      'hold-mail': { type: 'boolean', default: false },
      'end-sessions': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [file, ...more] = positionals
  if (file === undefined || file === '-' || more.length > 0)
    throw new FourlineError(
      'invalid',
      'file_needed',
      'Name one file, which is read twice: fourline restore FILE.',
    )
  const write = (line: string) => process.stderr.write(line)
  const say = (sentence: string) => write(`${sentence}\n`)
  const progress = createProgress(write)
  const backup = await checkBackup(file, progress)
  const { madeAt, tables, files, missing } = backup.content
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const summary = `${rows} rows of ${tables.length} tables and ${files.count} files, saved ${madeAt}`
  for (const sha256 of missing) say(`The file ${sha256} was gone or damaged already when this was saved.`)
  if (values.check) {
    say(`${file} is whole: ${summary}.`)
    return 0
  }
  const config = readConfig()
  const opened = await openPlace(config, createLog(write), say)
  try {
    const store = openLocalFileStore(path.join(config.dataFolder, 'files'))
    const beforeCommit = [
      ...(values['hold-mail'] ? [holdMail] : []),
      ...(values['end-sessions'] ? [endSessions] : []),
    ]
    await restoreBackup({ ownerUrl: opened.ownerUrl, files: store, dataFolder: config.dataFolder }, backup, {
      mustBeEmpty,
      beforeCommit,
      progress,
    })
    say(`Restored ${summary}. Start Fourline here only once the place it comes from has stopped.`)
  } finally {
    await opened.close()
  }
  return 0
}
