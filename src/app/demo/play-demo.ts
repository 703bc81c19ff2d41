import { recordBreach } from '#desk/breaches/server/record-breach.ts'
import { reviewBreach } from '#desk/breaches/server/review-breach.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { confirmCase } from '#desk/cases/server/confirm-case.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { reopenCase } from '#desk/cases/server/reopen-case.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import '#desk/cases/server/tables.ts'
import { receiveMessage } from '#desk/messages/server/receive-message.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import type { Actor, Context, Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import '#promise/clocks/server/tables.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import type { DemoCase, DemoFile, DemoStep } from './demo-case.ts'
import type { ContactKey, StaffKey } from './people.ts'
import type { DemoMoment } from './schedule-demo.ts'
import { found } from './seed-agreements.ts'
import type { DemoCast } from './seed-people.ts'

/** The request of a person at an instant. */
export type Scene = (actor: Actor, at: Date) => Context

/** Lets everything happen, moment by moment, each by the person who did it and at the time it happened. */
export async function playDemo(scene: Scene, cast: DemoCast, moments: readonly DemoMoment[]): Promise<void> {
  const references = new Map<DemoCase, string>()
  for (const { at, of, step } of moments) {
    const ctx = scene(actorOf(cast, step?.who ?? of.takenBy ?? of.by), new Date(at))
    try {
      if (step === null) references.set(of, await open(ctx, cast, of))
      else if (step.do === 'duplicate') await close(ctx, references, of, step.original)
      else await take(ctx, cast, of, found(references, of), step)
    } catch (error) {
      throw new Error(`“${of.subject}”, ${step === null ? 'opening' : `${step.do} by ${step.who}`}, failed`, {
        cause: error,
      })
    }
  }
}

async function open(ctx: Context, cast: DemoCast, of: DemoCase): Promise<string> {
  const { type, topic, service, priority, subject, description, channel, takenBy } = of
  const { reference } = await openCase(ctx, {
    type,
    ...(topic === undefined ? {} : { topic }),
    ...(service === undefined ? {} : { service }),
    productCode: 'studio',
    priority,
    subject,
    description,
    channel,
    ...(takenBy === undefined ? {} : { contactId: found(cast.contacts, of.by).id }),
    attachmentIds: await store(ctx, of.files),
  })
  return reference
}

async function close(
  ctx: Context,
  references: ReadonlyMap<DemoCase, string>,
  of: DemoCase,
  subject: string,
): Promise<void> {
  const original = [...references].find(
    ([{ account, subject: its }]) => account === of.account && its === subject,
  )
  if (original === undefined) throw new Error(`The demo has no earlier “${subject}”`)
  await closeCase(ctx, { reference: found(references, of), reason: 'duplicate', duplicateOf: original[1] })
}

async function take(
  ctx: Context,
  cast: DemoCast,
  of: DemoCase,
  reference: string,
  step: Exclude<DemoStep, { do: 'duplicate' }>,
): Promise<void> {
  switch (step.do) {
    case 'reply':
      await sayPublicly(ctx, cast, of, reference, step)
      return
    case 'note':
      await writeMessage(ctx, {
        reference,
        kind: 'note',
        body: step.body,
        attachmentIds: await store(ctx, step.files),
      })
      return
    case 'change': {
      const { assignee, ...change } = step.change
      const assigneeId =
        assignee === undefined || assignee === null ? assignee : found(cast.staff, assignee).id
      await changeCase(ctx, { reference, ...change, ...(assigneeId === undefined ? {} : { assigneeId }) })
      return
    }
    case 'solve':
      await solveCase(ctx, { reference, solution: step.solution, cause: step.cause })
      return
    case 'confirm':
      await confirmCase(ctx, { reference })
      return
    case 'reopen':
      await reopenCase(ctx, { reference, body: step.body })
      return
    case 'record': {
      await fireDueClocks(ctx)
      const { cause: causeCode, note: causeNote, told } = step
      await recordBreach(ctx, { ...(await missedOn(ctx, reference)), causeCode, causeNote, told })
      return
    }
    case 'approve': {
      const missed = await missedOn(ctx, reference)
      await reviewBreach(ctx, { ...missed, outcome: 'approved', note: step.note })
    }
  }
}

type Reply = Extract<DemoStep, { do: 'reply' }>

/** Customers who wrote by mail go on by mail; everybody else writes here. */
async function sayPublicly(
  ctx: Context,
  cast: DemoCast,
  of: DemoCase,
  reference: string,
  step: Reply,
): Promise<void> {
  const { body, status, who } = step
  const attachmentIds = await store(ctx, step.files)
  if (of.channel === 'email' && isContact(cast, who)) {
    await receiveMessage(ctx, { caseId: await caseIdOf(ctx, reference), body, attachmentIds, at: ctx.now })
    return
  }
  const moved = status === undefined ? {} : { status }
  await writeMessage(ctx, { reference, kind: 'reply', body, attachmentIds, ...moved })
}

/** The record of the promise that was missed on a case, as it is now. */
async function missedOn(ctx: Context, reference: string): Promise<{ id: string; version: number }> {
  const query = (tx: Tx) =>
    tx
      .selectFrom('breaches as missed')
      .innerJoin('cases', 'cases.id', 'missed.case_id')
      .select(['missed.id', 'missed.version'])
      .where('cases.reference', '=', reference)
  return ctx.transaction((tx) => query(tx).executeTakeFirstOrThrow())
}

async function caseIdOf(ctx: Context, reference: string): Promise<CaseId> {
  const query = (tx: Tx) => tx.selectFrom('cases').select('id').where('reference', '=', reference)
  return (await ctx.transaction((tx) => query(tx).executeTakeFirstOrThrow())).id
}

async function store(ctx: Context, files: readonly DemoFile[] = []): Promise<string[]> {
  const ids: string[] = []
  for (const { name, mediaType, content } of files) {
    const { id } = await storeFile(ctx, { name, mediaType, content: bytesOf(content) })
    ids.push(id)
  }
  return ids
}

function actorOf(cast: DemoCast, who: StaffKey | ContactKey): Actor {
  return isContact(cast, who) ? found(cast.contacts, who).actor : found(cast.staff, who).actor
}

function isContact(cast: DemoCast, who: StaffKey | ContactKey): who is ContactKey {
  return cast.contacts.has(who as ContactKey)
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
