import type { TestApp } from './test-app.ts'

/** The alarm that a process holds after the clock of the machine has moved by three hours. Returns when it moved. */
export async function moveTime(app: TestApp): Promise<string> {
  const { rows } = await app.ownerPool.query<{ moved_at: Date }>(
    `update time_watch set moved_at = date_trunc('milliseconds', now()), moved_by_ms = 3 * 3600000, held_at = now()
     returning moved_at`,
  )
  return rows[0]?.moved_at.toISOString() ?? ''
}
