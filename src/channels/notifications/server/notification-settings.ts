import './tables.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { forbidden, invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { NotificationSettings, saveNotificationSettingsEndpoint } from '../domain/contract.ts'
import { digestDue } from '../domain/digest-due.ts'
import { kindsOf, usualChoice } from '../domain/notification-kinds.ts'
import { type AskingPerson, askingPerson } from './asking-person.ts'
import { mailTimes } from './read-readers.ts'
import { usualTimesRow } from './usual-times-row.ts'

/** What the asking person is told of, and when they want mail. */
export async function readSettings(ctx: Context): Promise<NotificationSettings> {
  return ctx.transaction((tx) => settingsOf(tx, askingPerson(ctx)))
}

/**
 * Chooses it. A digest whose hour has passed today begins tomorrow; what was gathered for one that is turned off is
 * not mailed.
 */
export async function saveSettings(
  ctx: Context,
  input: InputOf<typeof saveNotificationSettingsEndpoint>,
): Promise<NotificationSettings> {
  const person = askingPerson(ctx)
  const known = kindsOf(person.audience)
  const foreign = input.kinds?.findIndex(({ kind }) => !known.includes(kind)) ?? -1
  if (foreign >= 0) throw invalid(`kinds.${foreign}.kind`, 'You are never told of this.', 'unknown_kind')
  if (input.quiet !== undefined && person.audience !== 'staff')
    throw forbidden('permission_missing', 'Quiet hours are for the support team.')
  return ctx.transaction(async (tx) => {
    for (const { kind, inApp, mail } of input.kinds ?? []) {
      const chosen = { in_app: inApp, mail }
      await tx
        .insertInto('notification_choices')
        .values({ person_id: person.id, account_id: person.accountId, kind, ...chosen })
        .onConflict((taken) => taken.columns(['person_id', 'kind']).doUpdateSet(chosen))
        .execute()
    }
    await saveTimes(ctx, tx, person, input)
    await record(ctx, tx, {
      action: 'notifications.chosen',
      subjectType: person.audience,
      subjectId: person.id,
      accountId: person.accountId,
      detail: { ...input },
    })
    return settingsOf(tx, person)
  })
}

async function saveTimes(
  ctx: Context,
  tx: Tx,
  person: AskingPerson,
  { digest, quiet }: InputOf<typeof saveNotificationSettingsEndpoint>,
): Promise<void> {
  if (digest === undefined && quiet === undefined) return
  const wanted = {
    ...(digest === undefined
      ? {}
      : {
          digest: digest.rhythm,
          digest_hour: digest.hour,
          last_digest_on: digestDue(ctx.now.getTime(), { ...digest, lastOn: null }, person.timeZone),
        }),
    ...(quiet === undefined
      ? {}
      : {
          quiet_from: quiet.hours?.from ?? null,
          quiet_to: quiet.hours?.to ?? null,
          quiet_days: quiet.days,
          urgent_anyway: quiet.urgentAnyway,
        }),
  }
  await tx
    .insertInto('notification_times')
    .values({ ...usualTimesRow(person), ...wanted })
    .onConflict((taken) => taken.column('person_id').doUpdateSet(wanted))
    .execute()
  if (digest?.rhythm === 'none') await dropGathered(tx, person.id)
}

/** Nobody waits for a digest that does not come. */
export async function dropGathered(tx: Tx, personId: string): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ mail: 'skipped' })
    .where('person_id', '=', personId)
    .where('mail', '=', 'digest')
    .execute()
}

async function settingsOf(tx: Tx, person: AskingPerson): Promise<NotificationSettings> {
  const choices = await tx
    .selectFrom('notification_choices')
    .select(['kind', 'in_app', 'mail'])
    .where('person_id', '=', person.id)
    .execute()
  const row = await tx
    .selectFrom('notification_times')
    .selectAll()
    .where('person_id', '=', person.id)
    .executeTakeFirst()
  const times = mailTimes(person.audience, row)
  return {
    kinds: kindsOf(person.audience).map((kind) => {
      const chosen = choices.find((one) => one.kind === kind)
      return {
        kind,
        ...(chosen ? { inApp: chosen.in_app, mail: chosen.mail } : usualChoice(person.audience, kind)),
      }
    }),
    digest: { rhythm: times.digest, hour: times.digestHour },
    quiet:
      person.audience === 'staff'
        ? { hours: times.quiet.hours, days: [...times.quiet.days], urgentAnyway: times.urgentAnyway }
        : null,
    timeZone: person.timeZone,
  }
}
