import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** The last member of a backup: what is in it, and the checksums to know it by. */
export const manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The migrations its tables were made by, in order. */
  migrations: z.array(z.string()).min(1),
  /** The newest migration of the job queue's own tables. */
  queueMigration: z.number().int(),
  /** In the order in which they can be filled. `sha256` is that of all rows as COPY writes them. */
  tables: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.array(z.string()).min(1),
      rows: z.number().int().nonnegative(),
      sha256,
    }),
  ),
  sequences: z.array(z.strictObject({ name: z.string(), next: z.string().regex(/^-?\d+$/) })),
  /** `sha256` is that of the files' own hashes, one a line. */
  files: z.strictObject({
    count: z.number().int().nonnegative(),
    bytes: z.number().int().nonnegative(),
    sha256,
  }),
  /** Files that rows refer to and that could not be read when the backup was made. */
  missing: z.array(sha256),
  /** Secrets of the data folder. */
  secrets: z.array(z.strictObject({ name: z.string().regex(/^[a-z0-9-]+\.secret$/), sha256 })),
})
export type Manifest = z.output<typeof manifest>
export type TableContent = Manifest['tables'][number]
