import type { Config } from '#app/config.ts'
import { openProduct } from '#app/open-product.ts'
import { createLog } from '#platform/log.ts'

/** Brings the database up to date and ends. */
export async function migrateDatabase(config: Config): Promise<number> {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  const product = await openProduct(
    config,
    createLog((line) => process.stderr.write(line)),
    say,
  )
  await product.close()
  say('The database is up to date.')
  return 0
}
