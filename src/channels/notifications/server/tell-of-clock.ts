import '#promise/clocks/server/tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import { clockName } from '../domain/clock-name.ts'
import { peopleOfRules } from '../domain/people-of-rules.ts'
import type { Person } from '../domain/whom-to-tell.ts'
import { type CaseScene, readScene } from './read-scene.ts'
import { tellPeople } from './tell-people.ts'

type Warned = { caseId: string; kind: string; startedAt: string; share: number; at: string }

/**
 * Reaction to `clock.warned`: whom the rules of that share name, as things are now. Nobody where the clock has
 * been answered, stands still or has been missed meanwhile, or where it is another question by now.
 */
export async function tellOfWarning(ctx: Context, { caseId, kind, startedAt, share, at }: Warned) {
  await ctx.transaction(async (tx) => {
    const clock = await readRunning(tx, { caseId, kind, startedAt })
    if (clock === undefined || clock.due_at <= ctx.now) return
    const scene = await readScene(tx, caseId as CaseId)
    if (scene === undefined) return
    const { guaranteed } = clock
    const { account: _customer, ...facts } = scene.facts
    await tellPeople(ctx, tx, {
      key: `warning:${caseId}:${kind}:${startedAt}:${share}:${at}`,
      act: [{ what: 'clock_warned', guaranteed, named: await namedAt(tx, share, guaranteed, scene) }],
      scene,
      facts: { ...facts, clock: clockName(kind), share: String(share), dueAt: clock.due_at.toISOString() },
      at: new Date(at),
      account: scene.case.accountId,
      caseId: scene.case.id,
    })
  })
}

type Breach = { caseId: string; kind: string; startedAt?: string | undefined; dueAt: string }

/**
 * Reaction to `clock.breached`: whoever has the case where a promise was missed, and whom the rules of the breach
 * name. Nobody where it turned out that the answer was in time.
 */
export async function tellOfBreach(ctx: Context, { caseId, kind, startedAt, dueAt }: Breach): Promise<void> {
  await ctx.transaction(async (tx) => {
    const clock = await readMissed(tx, { caseId, kind, startedAt })
    const scene = await readScene(tx, caseId as CaseId)
    if (clock === undefined || scene === undefined) return
    const { guaranteed } = clock
    const { account: _customer, ...facts } = scene.facts
    await tellPeople(ctx, tx, {
      key: `clock:${caseId}:${kind}:${dueAt}`,
      act: [{ what: 'clock_breached', guaranteed, named: await namedAt(tx, 100, guaranteed, scene) }],
      scene,
      facts: { ...facts, clock: clockName(kind) },
      at: new Date(dueAt),
      account: scene.case.accountId,
      caseId: scene.case.id,
    })
  })
}

type Of = { caseId: string; kind: string; startedAt?: string | undefined }

async function readRunning(tx: Tx, { caseId, kind, startedAt }: Of) {
  const { rows } = await sql<{ guaranteed: boolean; due_at: Date }>`
    select guaranteed, due_at from clocks
    where case_id = ${caseId} and kind = ${kind} and state = 'running'
      and date_trunc('milliseconds', started_at) = ${startedAt}::timestamptz and due_at is not null`.execute(
    tx,
  )
  return rows[0]
}

/** An exchange that was missed and then followed by another is in the history. */
async function readMissed(tx: Tx, { caseId, kind, startedAt }: Of) {
  const { rows } = await sql<{ guaranteed: boolean }>`
    select guaranteed from (
      select guaranteed, started_at from clocks where case_id = ${caseId} and kind = ${kind} and state = 'breached'
      union all
      select guaranteed, started_at from clock_history
      where case_id = ${caseId} and kind = ${kind} and state = 'breached') missed
    where ${startedAt ?? null}::timestamptz is null
      or date_trunc('milliseconds', started_at) = ${startedAt ?? null}::timestamptz
    order by started_at desc limit 1`.execute(tx)
  return rows[0]
}

async function namedAt(tx: Tx, share: number, guaranteed: boolean, scene: CaseScene): Promise<Person[]> {
  const rules = await tx
    .selectFrom('warning_rules')
    .select(['tell', 'staff_id as staffId', 'tracked'])
    .where('share', '=', share)
    .execute()
  return peopleOfRules(rules, guaranteed, scene)
}
