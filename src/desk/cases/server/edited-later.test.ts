import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { FourlineError } from '#platform/errors.ts'
import { type Calendar, calendarProblems } from '#promise/calendars/domain/calendar.ts'
import { addWorkingTime } from '#promise/calendars/domain/working-time.ts'
import { publishCatalogue } from '#promise/packages/server/publish-catalogue.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { randomCalendar } from '../../../../tests/support/random-calendar.ts'
import { seed } from '../../../../tests/support/random-history.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

const received = new Date('2026-03-26T09:00:00Z')
const later = (minutes: number) => new Date(received.getTime() + minutes * 60_000)
/** When everything is edited: between the receipt and the first act. */
const edited = later(1)

let app: TestApp
let vendor: TestVendor

before(async () => {
  app = await startTestApp({ now: received })
  vendor = await buildVendor(app)
})
after(() => app.close())

type Act = {
  gap: number
  what: 'reply' | 'wait' | 'question' | 'solve' | { priority: 'high' | 'low' } | { line: number }
}
const act: fc.Arbitrary<Act> = fc.record({
  gap: fc.integer({ min: 2, max: 900 }),
  what: fc.oneof(
    fc.constantFrom('reply' as const, 'wait' as const, 'question' as const),
    fc.constantFrom('high' as const, 'low' as const).map((priority) => ({ priority })),
    fc.integer({ min: 1, max: 3 }).map((line) => ({ line })),
  ),
})
const opening = randomCalendar.filter(({ calendar }) => calendarProblems(calendar).length === 0)
const edits = fc.record({
  hours: opening,
  next: opening,
  minutes: fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 })),
})

async function publishHours(zone: string, version: number, calendar: Calendar, at: Date): Promise<void> {
  await app.ownerPool.query(
    `insert into support_calendars (package_code, zone, version, hours, reason, starts_at, published_at, published_by)
     values ('premium', $1, $2, $3, 'As agreed.', $4, $4, 'Alex')`,
    [zone, version, JSON.stringify({ ...calendar, timeZone: zone }), at],
  )
}

async function setLineTargets(minutes: number): Promise<void> {
  await app.ownerPool.query(
    `insert into line_targets select l, p, $1 from generate_series(1, 3) l, unnest(array['high', 'medium', 'low']) p
     on conflict (line, priority) do update set minutes = excluded.minutes`,
    [minutes],
  )
}

/** Acts on a case, each act at its own instant; what cannot be done then is left out. */
async function play(reference: string, by: TestContact, acts: readonly Act[]): Promise<void> {
  let minutes = 2
  for (const { gap, what } of acts) {
    const at = later((minutes += gap))
    const done =
      what === 'question'
        ? writeAs(app, by, { reference, at })
        : what === 'reply' || what === 'wait'
          ? writeAs(app, vendor.agent, {
              reference,
              at,
              ...(what === 'wait' && { status: 'waiting_customer' as const }),
            })
          : changeCase(app.context(vendor.agent.actor, at), {
              reference,
              ...(what as object),
              reason: 'Agreed.',
            })
    await done.catch((error: unknown) => assert.ok(error instanceof FourlineError, String(error)))
  }
}

async function clocksOf(reference: string): Promise<string> {
  const { rows } = await app.ownerPool.query<{ clocks: string }>(
    `select jsonb_build_object('now', (select jsonb_agg(to_jsonb(k) - '{case_id}'::text[] order by kind) from clocks k
         where case_id = c.id),
       'past', (select jsonb_agg(to_jsonb(h) - '{case_id}'::text[] order by kind, started_at) from clock_history h
         where case_id = c.id), 'next', c.next_due_at, 'kept', c.clocks_now)::text clocks
     from cases c where c.reference = $1`,
    [reference],
  )
  return rows[0]?.clocks ?? ''
}

async function policyOf(reference: string) {
  const { rows } = await app.ownerPool.query<{
    id: string
    policy: { calendarVersion?: { version: number } }
  }>(
    'select p.id, p.policy from cases c join clock_policies p on p.id = c.clock_policy_id where c.reference = $1',
    [reference],
  )
  assert.ok(rows[0])
  return rows[0]
}

let edition = 0
let zones = 0
/** Zones with the same clock: hours are published for one at a time. */
const zoneNames = [
  '+01:00',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Madrid',
  'Europe/Rome',
  'Europe/Vienna',
  'Africa/Lagos',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Santiago',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Atlantic/Azores',
  'America/St_Johns',
  'Europe/London',
  'Europe/Dublin',
  'Antarctica/Troll',
  'Asia/Gaza',
  'Asia/Kathmandu',
]

/** What a rule that rewrites the past would do to a case that is open when something is edited. */
type Damage = (old: string, fresh: string) => Promise<void>

function property(damage: Damage) {
  return fc.asyncProperty(
    edits,
    fc.array(act, { minLength: 1, maxLength: 4 }),
    async ({ hours, next, minutes }, acts) => {
      const zone = zoneNames[zones % zoneNames.length] ?? '+01:00'
      zones += 1
      await app.ownerPool.query('delete from support_calendars where zone = $1', [zone])
      await publishHours(zone, 1, hours.calendar, later(-60))
      await setLineTargets(minutes[0])
      const by = await buildContact(app, await buildAccount(app, { package: 'premium', zone }))
      const opened = { by, at: received, priority: 'medium' as const }
      const [twin, old] = [(await buildCase(app, opened)).reference, (await buildCase(app, opened)).reference]
      await play(twin, by, acts)
      // Hours, holidays, targets of packages and of lines: all otherwise from now on.
      await publishHours(zone, 2, next.calendar, edited)
      await setLineTargets(minutes[1])
      edition += 1
      const text = shippedText.replaceAll('"premium": 120', `"premium": ${120 + edition}`)
      await publishCatalogue(app.system(edited), JSON.parse(text))
      const fresh = await buildCase(app, { ...opened, at: edited })
      await damage(old, fresh.reference)
      await play(old, by, acts)
      assert.equal(await clocksOf(old), await clocksOf(twin))
      assert.equal((await policyOf(old)).policy.calendarVersion?.version, 1)
      assert.equal((await policyOf(fresh.reference)).policy.calendarVersion?.version, 2)
      const [first] = fresh.clocks
      const due = addWorkingTime(
        { ...next.calendar, timeZone: zone },
        edited.getTime(),
        (first?.targetMinutes ?? 0) * 60_000,
      )
      assert.equal(first?.dueAt ?? 'never', due === 'never' ? due : new Date(due).toISOString())
    },
  )
}

describe(`What is edited later (seed ${seed})`, () => {
  test('leaves the clocks of open cases as they would be without it, and new cases go by it', async () => {
    await fc.assert(
      property(async () => {}),
      { seed, numRuns: 6 },
    )
  })

  test('is found out where it would be applied to open cases', async () => {
    const rewrite: Damage = async (old, fresh) => {
      const { id } = await policyOf(fresh)
      await app.ownerPool.query('update cases set clock_policy_id = $2 where reference = $1', [old, id])
    }
    assert.ok((await fc.check(property(rewrite), { seed, numRuns: 6, endOnFailure: true })).failed)
  })
})
