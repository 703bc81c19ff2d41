import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { seedDemo } from '#app/demo/seed-demo.ts'
import { createContext } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'
import { type Template, type TestDatabase, createCopy, createTestDatabase, migrated } from './database.ts'

/** The demo happens around the instant at which it is made, so that a copy must not be old. */
const keptForMs = 5 * 60_000

/**
 * A fresh database for a product with the demo, its files in the given folder: a copy of a demo that the run made
 * less than five minutes ago. Test files that are run by hand, perhaps between changes of the demo, get an empty
 * one, which the product fills as it does at every first start.
 */
export async function createDemoDatabase(filesFolder: string): Promise<TestDatabase> {
  if (process.env.FOURLINE_TEST_DATABASE_URL === undefined) return createTestDatabase()
  const name = `demo_${Math.floor(Date.now() / keptForMs)}`
  const madeIn = path.join(tmpdir(), name)
  const database = await createCopy(demoTemplate(name, madeIn))
  await cp(madeIn, filesFolder, { recursive: true })
  return database
}

function demoTemplate(name: string, filesFolder: string): Template {
  return {
    name,
    base: migrated,
    lock: 4_004_002,
    async fill(ownerUrl) {
      const log = createLog(() => {})
      const handle = openDatabase(ownerUrl, log)
      try {
        const files = openLocalFileStore(filesFolder)
        const shared = {
          db: handle.db,
          files,
          log,
          reactions: {},
          publicUrl: 'http://127.0.0.1',
          sendingDelayMs: 0,
        }
        await seedDemo(createContext(shared, { actor: { kind: 'system', name: 'Demo' }, now: new Date() }))
      } finally {
        await handle.close()
      }
    },
  }
}
