import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { CaseEffect } from '#promise/clocks/domain/case-effect-contract.ts'
import type { Priority } from '#promise/clocks/domain/clock-policy.ts'
import type { ClockEffect, EffectKind } from '#promise/clocks/domain/effect-on-clock.ts'
import {
  countClock,
  countsOf,
  type EffectTally,
  examplesOf,
  startTally,
} from '#promise/clocks/domain/effect-tally.ts'
import { type CaseGroup, type CaseScope, inScope, isOpenCase } from './open-case-groups.ts'
import { type OtherPolicy, reckonEffects } from './reckon-effects.ts'

/** What a group of open cases would go by: `apart` says why the change is not theirs. */
export type Prospect = OtherPolicy | { apart: keyof CaseEffect['apart'] }

/** Whoever asked, on an exchange that is over once they have gone. */
export type Waiting = { reply: { raw: { readonly destroyed: boolean } } }

type Asked = {
  scope: CaseScope
  /** By `groupKey`. */
  prospects: ReadonlyMap<string, Prospect>
  now: Date
  /** Asked between batches: nobody waits for the answer any more. */
  isGone: () => boolean
}

type Row = {
  reference: string
  agreementId: string
  packageCode: string
  priority: Priority
  policyId: string
  /** Null for a case without a clock that goes on. */
  kind: EffectKind | null
  guaranteed: boolean
  targetMinutes: number
  dueAt: number | null
}

const batch = 2_000

export function groupKey({
  agreementId,
  packageCode,
}: Pick<CaseGroup, 'agreementId' | 'packageCode'>): string {
  return `${agreementId} ${packageCode}`
}

/**
 * Looks through every open case for what its clocks would be due by other terms; changes nothing. One statement reads
 * them all as they are at one instant, a batch at a time, so that memory does not grow with them and other requests
 * come in between. Throws `unavailable` once nobody waits for the answer.
 */
export async function readCaseEffect(tx: Tx, { scope, prospects, now, isGone }: Asked): Promise<CaseEffect> {
  const tally = startTally()
  const seen = new Set<string>()
  const apart = { negotiated: 0, withoutPackage: 0 }
  const reckon = reckonEffects(tx, now.getTime())
  for await (const rows of openClocks(tx, scope)) {
    if (isGone()) throw new FourlineError('unavailable', 'reader_gone', 'Nobody waits for this any more.')
    await reckon.learn(rows.map(({ policyId }) => policyId))
    for (const row of rows) {
      const prospect = prospects.get(groupKey(row))
      // Its first case came after the agreements were read.
      if (prospect === undefined) continue
      const isNew = !seen.has(row.reference)
      seen.add(row.reference)
      if ('apart' in prospect) apart[prospect.apart] += isNew ? 1 : 0
      else if (row.kind !== null)
        addClock(tally, row, row.kind, reckon.effectOf({ ...row, kind: row.kind }, prospect))
    }
  }
  return {
    at: now.toISOString(),
    cases: seen.size,
    apart,
    kinds: countsOf(tally),
    largest: tally.largest,
    examples: await namedExamples(tx, tally),
  }
}

function addClock(tally: EffectTally, row: Row, kind: EffectKind, effect: ClockEffect): void {
  const { reference, guaranteed, dueAt: wasDueAt } = row
  countClock(tally, { reference, kind, guaranteed, wasDueAt, ...effect })
}

/** Every open case in scope with its clocks that go on, one row each, in batches. */
async function* openClocks(tx: Tx, scope: CaseScope): AsyncGenerator<Row[]> {
  // All of it is read, so what begins slowly and ends early is the better plan.
  await sql`set local cursor_tuple_fraction = 1`.execute(tx)
  await sql`declare open_clocks no scroll cursor for
    select c.reference, c.agreement_id "agreementId", c.package_code "packageCode", c.priority,
      c.clock_policy_id "policyId", k.kind, k.guaranteed, k.target_minutes "targetMinutes",
      extract(epoch from k.due_at)::float8 * 1000 "dueAt"
    from cases c join agreements a on a.id = c.agreement_id
    left join clocks k on k.case_id = c.id and k.stopped_at is null and k.state <> 'cancelled'
    where ${isOpenCase} and c.clock_policy_id is not null and c.package_code is not null
      and ${inScope(scope)}`.execute(tx)
  for (;;) {
    const { rows } = await sql<Row>`${sql.raw(`fetch ${batch} from open_clocks`)}`.execute(tx)
    if (rows.length === 0) break
    yield rows
  }
  await sql`close open_clocks`.execute(tx)
}

async function namedExamples(tx: Tx, tally: EffectTally): Promise<CaseEffect['examples']> {
  const examples = examplesOf(tally)
  if (examples.length === 0) return []
  const { rows } = await sql<{ reference: string; account: string }>`
    select c.reference, a.name account from cases c join accounts a on a.id = c.account_id
    where c.reference = any (${examples.map(({ reference }) => reference)}::text[])`.execute(tx)
  const accounts = new Map(rows.map(({ reference, account }) => [reference, account]))
  return examples.map(({ reference, kind, guaranteed, effect, wasDueAt, dueAt }) => ({
    reference,
    account: accounts.get(reference) ?? '',
    kind,
    guaranteed,
    effect,
    dueAt: new Date(wasDueAt).toISOString(),
    wouldBeDueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
  }))
}
