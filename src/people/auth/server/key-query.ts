import './key-tables.ts'
import './tables.ts'
import type { Tx } from '#platform/context.ts'
import type { KeyView } from '../domain/key-contract.ts'

/** Keys with the person each speaks for. */
export function keyQuery(tx: Tx) {
  return tx
    .selectFrom('api_keys as key')
    .innerJoin('staff as maker', 'maker.id', 'key.created_by')
    .select(['key.id', 'key.name', 'hint', 'scopes', 'key.created_at', 'expires_at', 'last_used_at'])
    .select(['ended_at', 'ended_by', 'maker.name as madeBy', 'maker.active as makerIsActive'])
}

type KeyFacts = Awaited<ReturnType<ReturnType<typeof keyQuery>['executeTakeFirstOrThrow']>>

/** A key as it is at `now`. */
export function keyViewOf(row: KeyFacts, now: Date): KeyView {
  const { id, name, hint, scopes, madeBy, ended_by: endedBy } = row
  return {
    id,
    name,
    hint,
    scopes,
    madeBy,
    endedBy,
    state: stateOf(row, now),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

function stateOf(row: KeyFacts, now: Date): KeyView['state'] {
  if (row.ended_at !== null) return 'ended'
  if (row.expires_at !== null && row.expires_at <= now) return 'expired'
  return row.makerIsActive ? 'works' : 'resting'
}
