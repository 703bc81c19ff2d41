import { readFileSync } from 'node:fs'
import { databaseName, ownerRole } from './embedded-bootstrap.ts'
import { databaseFiles } from './embedded-cluster.ts'

/** Where the embedded database of a running product answers. Throws what reading its files throws. */
export function embeddedOwnerUrl(folder: string): string {
  const files = databaseFiles(folder)
  const port = Number(readFileSync(files.port, 'utf8'))
  return `postgres://${ownerRole}:${readFileSync(files.ownerPassword, 'utf8')}@127.0.0.1:${port}/${databaseName}`
}
