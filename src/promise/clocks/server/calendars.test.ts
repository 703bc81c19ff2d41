import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import type { CalendarZone } from '#promise/agreements/domain/calendar-contract.ts'
import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import type { CalendarView } from '#promise/clocks/domain/hours-contract.ts'
import { addAccount } from '#people/accounts/server/add-account.ts'
import type { AccountId } from '#platform/ids.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { readCover } from '#promise/agreements/server/read-cover.ts'
import { readFacts } from '#promise/entitlements/server/read-facts.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { countRows } from '../../../../tests/support/count-rows.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Answer, Client } from '../../../../tests/support/test-client.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
/** Monday to Friday at these times. */
const hoursOf = (zone: string, from: string, to: string, more: Partial<Calendar> = {}): Calendar => ({
  timeZone: zone,
  week: Object.fromEntries(weekdays.map((day) => [day, [[from, to]]])),
  holidays: [],
  ...more,
})

let app: TestApp
let vendor: TestVendor
let ada: Client
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  ada = await app.as(vendor.admin.email)
})
after(() => app.close())

const placeOf = (zone: string, code = 'basic') => `/api/v1/calendars/${code}/${encodeURIComponent(zone)}`
const view = async (zone: string, code = 'basic') => (await ada.get(placeOf(zone, code))).json as CalendarView
const publish = (zone: string, hours: Calendar | null, more: object = {}, client = ada) =>
  client.post(`${placeOf(zone)}/versions`, { basedOn: 0, hours, reason: 'As agreed', ...more })
const told = ({ status, json }: Answer) => [status, (json as { code?: string }).code]

describe('Published support hours', () => {
  it('are versions with who, when and why, the newest first', async () => {
    const zone = '+02:00'
    assert.deepEqual((await view(zone)).versions, [])
    const first = await publish(zone, hoursOf(zone, '08:00', '16:00'))
    assert.equal(first.status, 201, first.text)
    const later = new Date(Date.now() + 86_400_000).toISOString()
    const names = { '2026-12-25': 'Christmas Day' }
    const hours = hoursOf(zone, '08:00', '17:00', { holidays: ['2026-12-25'] })
    assert.equal((await publish(zone, hours, { basedOn: 1, names, startsAt: later })).status, 201)
    const { versions, supportHours, packageName } = await view(zone)
    assert.deepEqual([packageName, 'days' in supportHours && supportHours.from], ['Basic', '09:00'])
    assert.deepEqual(
      versions.map(({ version, state, reason, publishedBy, names: called, startsAt }) => [
        version,
        state,
        reason,
        publishedBy,
        called,
        startsAt === later,
      ]),
      [
        [2, 'planned', 'As agreed', vendor.admin.name, names, true],
        [1, 'in_force', 'As agreed', vendor.admin.name, {}, false],
      ],
    )
    const { rows } = await app.ownerPool.query<{ action: string; subject_id: string }>(
      `select action, subject_id from audit_log where subject_type = 'calendar' order by at`,
    )
    assert.deepEqual(rows, [
      { action: 'calendar.published', subject_id: 'basic +02:00' },
      { action: 'calendar.published', subject_id: 'basic +02:00' },
    ])
    // What was planned gives way to what is planned for the same time.
    await publish(zone, null, { basedOn: 2, startsAt: later })
    assert.deepEqual(
      (await view(zone)).versions.map(({ state }) => state),
      ['planned', 'past', 'in_force'],
    )
  })

  it('are published by one of two at the same time; the other is told by whom', async () => {
    const zone = '+03:00'
    const bruno = await app.as((await buildStaff(app, 'admin', 'Bruno')).email)
    const both = await Promise.all(
      [ada, bruno].map((one) => publish(zone, hoursOf(zone, '08:00', '16:00'), {}, one)),
    )
    assert.equal(both.filter(({ status }) => status === 201).length, 1)
    const lost = both.find(({ status }) => status === 409)
    assert.ok(lost)
    const { code, detail } = lost.json as { code: string; detail: string }
    assert.equal(code, 'newer_version')
    assert.match(
      detail,
      new RegExp(`^(Bruno|${vendor.admin.name}) has published version 1 of these hours\\.`),
    )
    assert.equal((await view(zone)).versions.length, 1)
  })

  it('that begin before support opens next say when that is, in a decision and in the days to come', async () => {
    const zone = '+06:00'
    const account = await buildAccount(app, { zone, startsOn: '2026-01-01' })
    const { id: accountId } = account
    const { id: contactId } = await buildContact(app, account)
    const evening = new Date('2026-12-31T14:00:00Z')
    const opening = async () => {
      const asked = { accountId, contactId, productCode: null, at: evening }
      const facts = await app.system().transaction((tx) => readFacts(tx, asked))
      const { agreement } = await readCover(app.system(evening), { id: accountId })
      const next = facts?.supportHours.nextOpenMs ?? 0
      return [new Date(next).toISOString(), agreement?.hours.changesAt, agreement?.hours.week[1]?.from]
    }
    assert.deepEqual(await opening(), Array(3).fill('2027-01-01T03:00:00.000Z'))
    await app.ownerPool.query(
      `insert into support_calendars (package_code, zone, version, hours, reason, starts_at, published_at, published_by)
       values ('basic', $1, 1, $2, 'Later in the morning', '2026-12-31T18:00:00Z', '2026-12-20T09:00:00Z', 'Alex')`,
      [zone, JSON.stringify(hoursOf(zone, '10:00', '18:00'))],
    )
    assert.deepEqual(await opening(), Array(3).fill('2027-01-01T04:00:00.000Z'))
  })

  it('cannot be changed or taken away, only published anew', async () => {
    await assert.rejects(
      app.context(vendor.admin.actor).transaction((tx) => tx.deleteFrom('support_calendars').execute()),
      /permission denied/,
    )
    const contact = await buildContact(app, await buildAccount(app))
    const row = { package_code: 'basic', zone: '+01:00', version: 1, hours: null, reason: 'x' }
    const times = { starts_at: new Date(), published_at: new Date(), published_by: 'x' }
    await assert.rejects(
      app.context(contact.actor).transaction((tx) =>
        tx
          .insertInto('support_calendars')
          .values({ ...row, ...times })
          .execute(),
      ),
      /row-level security/,
    )
  })

  for (const [what, input, expected] of [
    ['never open', { hours: { timeZone: '+10:00', week: {}, holidays: [] } }, [400, 'invalid_hours']],
    ['of another zone', { hours: hoursOf('+01:00', '09:00', '18:00') }, [400, 'invalid_hours']],
    ['no calendar', { hours: { timeZone: 'Mars' } }, [400, 'invalid_input']],
    ['with a name that nothing has', { hours: null, names: { '2026-12-25': 'x' } }, [400, 'invalid_hours']],
    ['for no reason', { hours: null, reason: ' ' }, [400, 'invalid_input']],
    ['for the past', { hours: null, startsAt: '2020-01-01T00:00:00Z' }, [400, 'invalid_input']],
    ['based on what was never published', { hours: null, basedOn: 7 }, [409, 'newer_version']],
  ] as [string, object, unknown[]][])
    it(`are refused when they are ${what}, and nothing changes`, async () => {
      const earlier = await countRows(app)
      assert.deepEqual(told(await publish('+10:00', null, input)), expected)
      assert.deepEqual(await countRows(app), earlier)
    })

  it('are of packages and zones that there are', async () => {
    for (const place of [placeOf('+01:00', 'gold'), placeOf('+11:30'), placeOf('Mars')])
      assert.deepEqual(told(await ada.get(place)), [404, 'not_found'])
    await buildAccount(app, { zone: 'Europe/Lisbon' })
    assert.equal((await view('Europe/Lisbon')).zone, 'Europe/Lisbon')
  })

  it('are kept once for one submission', async () => {
    const once = () =>
      ada.post(
        `${placeOf('-05:00')}/versions`,
        { basedOn: 0, hours: null, reason: 'Once' },
        { 'idempotency-key': 'hours-1' },
      )
    assert.deepEqual([(await once()).status, (await once()).status], [201, 201])
    assert.equal((await view('-05:00')).versions.length, 1)
  })
})

describe('Hours that are in force', () => {
  it('measure the cases of their package and zone from then on; those that run keep theirs', async () => {
    const zone = 'Asia/Kolkata'
    const account = await buildAccount(app, { zone, startsOn: '2189-12-01' })
    const contact = await buildContact(app, account)
    // A Monday: from 09:00 to 18:00 there by the terms.
    const at = new Date('2190-01-04T04:00:00Z')
    const dueAt = async (reference: string) => {
      const { rows } = await app.ownerPool.query<{ due_at: Date }>(
        `select k.due_at from clocks k join cases c on c.id = k.case_id
          where c.reference = $1 and k.kind = 'first_response'`,
        [reference],
      )
      return rows[0]?.due_at.toISOString()
    }
    const running = (await buildCase(app, { by: contact, at })).reference
    const before = await dueAt(running)
    const holidays = ['2190-01-04', '2190-01-05']
    const hours = hoursOf(zone, '10:00', '20:00', { holidays })
    assert.equal((await publish(zone, hours)).status, 201)
    const fresh = (await buildCase(app, { by: contact, at })).reference
    assert.deepEqual(
      [before, await dueAt(running), await dueAt(fresh)],
      ['2190-01-04T12:00:00.000Z', '2190-01-04T12:00:00.000Z', '2190-01-06T12:30:00.000Z'],
    )
  })

  it('are what the account reads, its next holiday by name; negotiated hours stay', async () => {
    const zone = '+08:00'
    const account = await buildAccount(app, { zone })
    const own = await buildOwnHours(zone)
    const soon = Temporal.Now.zonedDateTimeISO(zone).toPlainDate().add({ days: 5 }).toString()
    const everyDay = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [
        day,
        [
          ['07:00', '12:00'],
          ['13:00', '20:00'],
        ],
      ]),
    ) as Calendar['week']
    const hours: Calendar = { timeZone: zone, week: everyDay, holidays: [soon] }
    const names = { [soon]: 'Founders’ Day' }
    assert.equal((await publish(zone, hours, { names })).status, 201)
    const cover = async (id: string) =>
      ((await ada.get(`/api/v1/accounts/${id}/cover`)).json as CoverView).agreement?.hours
    const read = await cover(account.id)
    const days = Object.keys(everyDay)
    assert.deepEqual(
      [read?.openings, read?.nextException],
      [
        [
          { days, from: '07:00', to: '12:00' },
          { days, from: '13:00', to: '20:00' },
        ],
        { date: soon, name: 'Founders’ Day', open: [] },
      ],
    )
    assert.equal(read?.usualWeek.length, (read?.week.length ?? 0) + 2)
    assert.equal((await cover(own))?.always, true)
    const { agreed } = await view(zone)
    assert.deepEqual(
      agreed.map(({ negotiated, accounts }) => [negotiated, accounts.map(({ name }) => name)]),
      [
        [false, [account.name]],
        [true, ['Owners']],
      ],
    )
    const zones = ((await ada.get('/api/v1/calendars')).json as { items: CalendarZone[] }).items
    const [published] = zones.find((one) => one.zone === zone)?.published ?? []
    assert.deepEqual([published?.packageCode, published?.hours, published?.names], ['basic', hours, names])
  })
})

/** An account that negotiated to be served day and night. */
async function buildOwnHours(zone: string): Promise<AccountId> {
  const ctx = app.system()
  const { id: accountId } = await addAccount(ctx, { name: 'Owners' })
  const startsOn = Temporal.Now.plainDateISO().subtract({ months: 2 })
  const { id } = await draftAgreement(ctx, {
    accountId,
    packageCode: 'basic',
    coverageZone: zone,
    startsOn: startsOn.toString(),
    endsOn: startsOn.add({ years: 1 }).toString(),
    deviations: [{ path: 'supportHours', value: { always: true }, note: '' }],
    lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
  })
  await activateAgreement(ctx, { id })
  return accountId
}

describe('Holidays', () => {
  const get = (query: string) => ada.get(`/api/v1/holidays?${query}`)

  it('are known by country and part of it', async () => {
    const { countries } = (await ada.get('/api/v1/holidays/countries')).json as {
      countries: { code: string; name: string; states: { code: string; name: string }[] }[]
    }
    assert.ok(countries.length > 150)
    const spain = countries.find(({ code }) => code === 'ES')
    assert.ok(spain?.states.some(({ code }) => code === 'MD'))
    const answer = await get('country=ES&state=MD&from=2026-12-08&to=2027-01-31')
    assert.deepEqual((answer.json as { holidays: unknown[] }).holidays, [
      { date: '2026-12-08', name: 'Immaculate Conception', from: null },
      { date: '2026-12-25', name: 'Christmas Day', from: null },
      { date: '2027-01-01', name: "New Year's Day", from: null },
      { date: '2027-01-06', name: 'Epiphany', from: null },
    ])
  })

  it('of several days are each of them, and half days say when they begin', async () => {
    const { holidays } = (await get('country=SA&from=2026-03-19&to=2026-03-31')).json as {
      holidays: { date: string }[]
    }
    assert.deepEqual(
      holidays.map(({ date }) => date),
      ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'],
    )
    const half = (await get('country=FO&from=2026-12-31&to=2026-12-31')).json
    assert.deepEqual(half, { holidays: [{ date: '2026-12-31', name: "New Year's Eve", from: '12:00' }] })
  })

  for (const [query, expected] of [
    ['country=XX&from=2026-01-01&to=2026-12-31', [404, 'not_found']],
    ['country=ES&state=ZZ&from=2026-01-01&to=2026-12-31', [404, 'not_found']],
    ['country=ES&state=__P&from=2026-01-01&to=2026-12-31', [400, 'invalid_input']],
    ['country=ES&from=2026-01-01&to=2099-12-31', [400, 'invalid_input']],
    ['country=ES&from=2027-01-01&to=2026-12-31', [400, 'invalid_input']],
  ] as const)
    it(`are refused for ${query}`, async () => assert.deepEqual(told(await get(query)), expected))
})

describe('A holiday file', () => {
  const file = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
  const send = (text: string, from = '2026-01-01', to = '2027-12-31') =>
    ada.post('/api/v1/holidays/ics', { text, from, to })
  type Read = { holidays: { date: string; name: string }[]; leftOut: object }
  const days = async (text: string) => {
    const answer = await send(text)
    assert.equal(answer.status, 200, answer.text)
    const { holidays, leftOut } = answer.json as Read
    return [holidays.map(({ date, name }) => `${date} ${name}`), leftOut]
  }
  const none = { timed: 0, repeating: 0 }

  it('gives its whole days, several in a row and those of every year', async () => {
    const text = file(
      ...event('UID:1', 'SUMMARY:Winter break', 'DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102'),
      ...event(
        'UID:2',
        'SUMMARY:St John',
        'DTSTART;VALUE=DATE:20010624',
        'RRULE:FREQ=YEARLY',
        'EXDATE;VALUE=DATE:20270624',
      ),
      ...event(
        'UID:3',
        'SUMMARY:Thanksgiving\\, US',
        'DTSTART;VALUE=DATE:20201126',
        'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      ),
      ...event('UID:4', 'SUMMARY:Off', 'DTSTART;VALUE=DATE:20260301', 'STATUS:CANCELLED'),
    )
    assert.deepEqual(await days(text), [
      [
        '2026-06-24 St John',
        '2026-11-26 Thanksgiving, US',
        '2026-12-30 Winter break',
        '2026-12-31 Winter break',
        '2027-01-01 Winter break',
        '2027-11-25 Thanksgiving, US',
      ],
      none,
    ])
  })

  it('takes a day that was moved where it was moved to', async () => {
    const text = file(
      ...event('UID:1', 'SUMMARY:Day', 'DTSTART;VALUE=DATE:20200501', 'RRULE:FREQ=YEARLY'),
      ...event('UID:1', 'SUMMARY:Day', 'RECURRENCE-ID;VALUE=DATE:20260501', 'DTSTART;VALUE=DATE:20260504'),
    )
    assert.deepEqual(await days(text), [['2026-05-04 Day', '2027-05-01 Day'], none])
  })

  it('leaves out what has a time of day or repeats otherwise, and says how many', async () => {
    const text = file(
      ...event('SUMMARY:Meeting', 'DTSTART:20260501T090000Z'),
      ...event('SUMMARY:Weekly', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=WEEKLY'),
      ...event('SUMMARY:Never', 'DTSTART;VALUE=DATE:20260201', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      ...event('SUMMARY:Odd', 'DTSTART;VALUE=DATE:20260201', 'RRULE:FREQ=YEARLY;BYSETPOS=1;BYDAY=MO'),
      ...event('SUMMARY:Each second', 'DTSTART;VALUE=DATE:20260201', 'RRULE:FREQ=SECONDLY'),
    )
    assert.deepEqual(await days(text), [[], { timed: 1, repeating: 3 }])
  })

  const manyEvents = (count: number) =>
    file(
      ...Array.from({ length: count }, () => [
        'BEGIN:VEVENT',
        'DTSTART;VALUE=DATE:20260101',
        'END:VEVENT',
      ]).flat(),
    )
  for (const [what, text, code] of [
    ['is a web page', '<!doctype html><title>Calendar</title>', 'not_a_calendar'],
    ['is cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMM', 'not_a_calendar'],
    ['is a card of a person', 'BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n', 'not_a_calendar'],
    ['has too many events', manyEvents(5001), 'too_many_days'],
    [
      'has too many days',
      file(
        ...Array.from({ length: 20 }, () =>
          event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY'),
        ).flat(),
      ),
      'too_many_days',
    ],
    ['is deeply nested', 'BEGIN:VEVENT\r\n'.repeat(20_000), 'not_a_calendar'],
  ] as const)
    it(`is refused when it ${what}`, async () => assert.deepEqual(told(await send(text)), [400, code]))

  it('is refused when it is larger than may be sent', async () => {
    const answer = await send(file(...event(`SUMMARY:${'x'.repeat(900_000)}`)))
    assert.ok([400, 413].includes(answer.status), answer.text)
  })
})
