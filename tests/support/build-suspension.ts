import type { TestApp } from './test-app.ts'

type Wanted = { kind?: 'hard' | 'soft' | 'complaint'; reason?: string; said?: string }

/** An address that mail does not reach, as a report that was proven leaves it. */
export async function buildSuspension(
  app: Pick<TestApp, 'ownerPool'>,
  address: string,
  { kind = 'hard', reason = 'no_such_user', said = '550 5.1.1 User unknown' }: Wanted = {},
): Promise<{ id: string; version: number }> {
  const { rows } = await app.ownerPool.query<{ id: string; version: number }>(
    `insert into mail_suspensions (id, address, kind, since, reason, status, said, mail_id, report_id)
     values (gen_random_uuid(), $1, $2, now(), $3, '5.1.1', $4, gen_random_uuid(), gen_random_uuid())
     on conflict (address) do update set kind = excluded.kind, lifted_at = null, version = mail_suspensions.version + 1
     returning id, version`,
    [address, kind, reason, said],
  )
  const [row] = rows
  if (row === undefined) throw new Error('The address was not suspended')
  return row
}
