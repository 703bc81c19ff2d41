import { actorId, type Context, type Tx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'

export type AuditNote = {
  /** What was done, `noun.verb` in the past: `case.opened`. */
  action: string
  subjectType: string
  subjectId: string
  accountId?: string | null
  /** What changed; never texts of messages. */
  detail?: Record<string, unknown>
}

declare module '#platform/db/database.ts' {
  interface Database {
    audit_log: AuditRow
  }
}

type AuditRow = {
  id: string
  at: Date
  actor_kind: string
  actor_id: string | null
  actor_name: string
  action: string
  subject_type: string
  subject_id: string
  account_id: string | null
  detail: string
  request_id: string | null
}

/** Records a change in the transaction that makes it. */
export async function record(ctx: Context, tx: Tx, note: AuditNote): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      id: newId(ctx.now.getTime()),
      at: ctx.now,
      actor_kind: ctx.actor.kind,
      actor_id: actorId(ctx.actor),
      actor_name: ctx.actor.name,
      action: note.action,
      subject_type: note.subjectType,
      subject_id: note.subjectId,
      account_id: note.accountId ?? null,
      detail: JSON.stringify({ ...note.detail, ...keyOf(ctx) }),
      request_id: ctx.requestId,
    })
    .execute()
}

/** Which key it was done with; the actor is the person who made the key. */
function keyOf({ actor }: Context): { keyId?: string } {
  return actor.kind === 'staff' && actor.key !== undefined ? { keyId: actor.key.id } : {}
}
