import '#people/accounts/server/tables.ts'
import '#people/auth/server/tables.ts'
import './tables.ts'
import type { Tx } from '#platform/context.ts'
import type { ContactId, StaffId } from '#platform/ids.ts'
import { type MailTimes, type Reader, usualTimes } from '../domain/how-to-tell.ts'
import { type Audience, usualChoice } from '../domain/notification-kinds.ts'
import type { Told } from '../domain/whom-to-tell.ts'

/** What each of these people chose for what they are about to be told, and when they want mail. */
export async function readReaders(tx: Tx, told: readonly Told[]): Promise<Map<string, Reader>> {
  const ids = told.map(({ person }) => person.id)
  const choices = await tx
    .selectFrom('notification_choices')
    .selectAll()
    .where('person_id', 'in', ids)
    .execute()
  const times = await tx.selectFrom('notification_times').selectAll().where('person_id', 'in', ids).execute()
  const zones = await readZones(tx, ids)
  return new Map(
    told.map(({ person, kind }) => {
      const chosen = choices.find((one) => one.person_id === person.id && one.kind === kind)
      const row = times.find((one) => one.person_id === person.id)
      return [
        person.id,
        {
          choice: chosen ? { inApp: chosen.in_app, mail: chosen.mail } : usualChoice(person.kind, kind),
          times: mailTimes(person.kind, row),
          timeZone: zones.get(person.id) ?? 'UTC',
        },
      ]
    }),
  )
}

type TimesRow = {
  digest: MailTimes['digest']
  digest_hour: number
  quiet_from: string | null
  quiet_to: string | null
  quiet_days: readonly number[]
  urgent_anyway: boolean
}

/** When someone wants mail, from their row or as is usual. */
export function mailTimes(audience: Audience, row: TimesRow | undefined): MailTimes {
  if (row === undefined) return usualTimes(audience)
  const { quiet_from: from, quiet_to: to } = row
  return {
    digest: row.digest,
    digestHour: row.digest_hour,
    quiet: {
      hours: from === null || to === null ? null : { from: from.slice(0, 5), to: to.slice(0, 5) },
      days: row.quiet_days,
    },
    urgentAnyway: row.urgent_anyway,
  }
}

async function readZones(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const staff = await tx
    .selectFrom('staff')
    .select(['id', 'time_zone'])
    .where('id', 'in', ids as StaffId[])
    .execute()
  const contacts = await tx
    .selectFrom('contacts')
    .select(['id', 'time_zone'])
    .where('id', 'in', ids as ContactId[])
    .execute()
  return new Map([...staff, ...contacts].map((row) => [row.id, row.time_zone]))
}
