import './tables.ts'
import './merge-tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { ContactId } from '#platform/ids.ts'
import type { ContactRecord } from '../domain/account-contract.ts'
import { undoProblem, undoUntilMs } from '../domain/merge-rules.ts'

type MergeRow = {
  id: string
  intoId: string
  intoName: string
  atMs: number
  further: string | null
  ended: boolean
}

/** Contacts with their account, as staff keep them; certifications are read beside. */
export function selectContactRows(tx: Tx) {
  return tx
    .selectFrom('contacts as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .select([
      'c.id',
      'c.account_id',
      'a.name as account_name',
      'c.user_id',
      'c.name',
      'c.email',
      'c.is_account_admin',
      'c.time_zone',
      'c.language',
      'c.ended_at',
      'c.version',
      sql<string[]>`array(with recursive further as (
          select f.id, f.email from contacts f where f.merged_into = c.id
          union select f.id, f.email from contacts f join further on f.merged_into = further.id)
        select email::text from further order by email)`.as('further'),
      sql<MergeRow | null>`(select jsonb_build_object('id', m.id, 'intoId', s.id, 'intoName', s.name,
          'atMs', floor(extract(epoch from m.at) * 1000), 'further', t.name,
          'ended', s.ended_at is not null)
        from contact_merges m join contacts s on s.id = m.survivor_id left join contacts t on t.id = s.merged_into
        where m.merged_id = c.id and m.undone_at is null)`.as('merge'),
      sql<Date | null>`(select max(l.created_at) from sign_in_links l
        where l.contact_id = c.id and l.account_id = c.account_id and l.purpose = 'invitation'
          and l.withdrawn_at is null and l.email = c.email)`.as('invited_at'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectContactRows>['execute']>>[number]

/** The rows as they go over the wire, in the same order. */
export async function contactRecords(tx: Tx, rows: readonly Row[], now: Date): Promise<ContactRecord[]> {
  if (rows.length === 0) return []
  const certifications = await tx
    .selectFrom('certifications')
    .select([
      'id',
      'contact_id as contactId',
      'kind',
      'valid_from as validFrom',
      'valid_until as validUntil',
      'proof',
    ])
    .where(
      'contact_id',
      'in',
      rows.map((row) => row.id),
    )
    .where('ended_at', 'is', null)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    account: { id: row.account_id, name: row.account_name },
    name: row.name,
    email: row.email,
    isAccountAdmin: row.is_account_admin,
    timeZone: row.time_zone,
    language: row.language,
    hasLogin: row.user_id !== null,
    invitedAt: row.invited_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    furtherAddresses: row.further,
    merged: mergedOf(row, now),
    certifications: certifications
      .filter((one) => one.contactId === row.id)
      .map(({ id, kind, validFrom, validUntil, proof }) => ({ id, kind, validFrom, validUntil, proof })),
    version: row.version,
  }))
}

function mergedOf({ name, merge }: Row, now: Date): ContactRecord['merged'] {
  if (merge === null) return null
  const problem = undoProblem(
    {
      atMs: merge.atMs,
      isUndone: false,
      mergedName: name,
      survivorName: merge.intoName,
      survivorMergedInto: merge.further,
      isSurvivorEnded: merge.ended,
    },
    now.getTime(),
  )
  return {
    mergeId: merge.id,
    into: { id: merge.intoId, name: merge.intoName },
    undoUntil: new Date(undoUntilMs(merge.atMs)).toISOString(),
    undoProblem: problem?.text ?? null,
  }
}

/** One contact, whole. Throws `not_found` where there is none to be seen. */
export async function contactRecord(tx: Tx, id: ContactId, now: Date): Promise<ContactRecord> {
  const [found] = await contactRecords(tx, await selectContactRows(tx).where('c.id', '=', id).execute(), now)
  if (found === undefined) throw notFound('contact')
  return found
}
