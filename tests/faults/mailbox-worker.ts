// node tests/faults/mailbox-worker.ts DATABASE_URL FOLDER: a process that reads mailboxes, to be killed by a test.
import { createContext, type Shared } from '#platform/context.ts'
import { keepMailboxes } from '#channels/email/server/keep-mailboxes.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'
import { outsideOf } from '#platform/outbound/fetch-outside.ts'
import { createSeal } from '#platform/seal.ts'
import { watchParent } from '#platform/watch-parent.ts'
import { secret } from '../support/test-app.ts'

const [ownerUrl = '', folder = ''] = process.argv.slice(2)
watchParent(() => process.exit())
const log = createLog((line) => process.stdout.write(line))
const { db } = openDatabase(ownerUrl, log)
const files = openLocalFileStore(folder)
const shared: Shared = { db, files, log, reactions: {}, publicUrl: 'http://127.0.0.1' }
keepMailboxes(
  () => createContext(shared, { actor: { kind: 'system', name: 'Mailboxes' }, now: new Date() }),
  {
    outside: outsideOf([]),
    seal: createSeal(secret, 'mail'),
  },
)
process.stdout.write('ready\n')
