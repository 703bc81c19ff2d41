import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { parseCatalogue, PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import { packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { tryClock } from './try-clock.ts'

type Vector = {
  id: string
  class: string[]
  op: string
  calendar: { timeZone: string; holidays?: string[] }
  start: string
  minutes: number
  expected: string
}
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../${name}`, import.meta.url), 'utf8')) as unknown
const vectors = read('tests/vectors/calendar.json') as Vector[]
const packages = packageVersionsOf(parseCatalogue(read('catalogue/support-packages.json')), 1)
const kind = 'firstResponse' as const

describe('Trying a case out', () => {
  it('answers every vector of the shipped packages as it expects', () => {
    let tried = 0
    for (const { id, class: classes, op, calendar, start, minutes, expected } of vectors) {
      const terms = packages.find(({ code }) => classes.includes('package-matrix') && classes.includes(code))
      const priority = PRIORITIES.find((one) => terms?.firstResponse[one]?.minutes === minutes)
      if (op !== 'add' || terms === undefined || priority === undefined) continue
      const at = Date.parse(start)
      const answer = tryClock({ terms, zone: calendar.timeZone, priority, kind, at })
      assert.equal(answer?.explanation.dueAt, Date.parse(expected), id)
      const counted = answer.days.reduce((sum, { countedMs }) => sum + countedMs, 0)
      assert.equal(counted, minutes * 60_000, id)
      tried += 1
    }
    assert.ok(tried >= 10, `${tried} vectors were tried`)
  })

  it('goes day by day of the coverage zone, closed days in one', () => {
    const [terms] = packages
    assert.ok(terms)
    const friday = Date.parse('2026-11-27T14:30:00Z')
    const answer = tryClock({ terms, zone: '+01:00', priority: 'medium', kind, at: friday })
    assert.equal(answer?.explanation.dueAt, Date.parse('2026-11-30T13:30:00Z'))
    assert.deepEqual(
      answer.days.map(({ from, countedMs, days }) => [
        new Date(from).toISOString(),
        countedMs / 60_000,
        days,
      ]),
      [
        ['2026-11-26T23:00:00.000Z', 150, 1],
        ['2026-11-27T23:00:00.000Z', 0, 2],
        ['2026-11-29T23:00:00.000Z', 330, 1],
      ],
    )
  })

  it('goes by other hours and a free target where they are given, its holiday by itself', () => {
    const [terms] = packages
    assert.ok(terms)
    const week = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '18:20']]]),
    ) as Calendar['week']
    const calendar = { timeZone: '+01:00', week, holidays: ['2026-11-30'] }
    const friday = Date.parse('2026-11-27T16:40:00Z')
    const asked = { terms, zone: '+01:00', priority: 'low' as const, kind, at: friday, minutes: 240 }
    const answer = tryClock({ ...asked, calendar })
    assert.equal(answer?.explanation.dueAt, Date.parse('2026-12-01T10:20:00Z'))
    assert.equal(answer.explanation.guaranteed, false)
    assert.deepEqual(
      answer.days.map(({ countedMs, days, exception }) => [countedMs / 60_000, days, exception]),
      [
        [40, 1, null],
        [0, 2, null],
        [0, 1, '2026-11-30'],
        [200, 1, null],
      ],
    )
    // In the hours of the terms: twenty minutes on Friday, the rest on Monday.
    const stated = tryClock(asked)
    assert.equal(stated?.explanation.dueAt, Date.parse('2026-11-30T11:40:00Z'))
  })

  it('promises nothing where the package promises nothing', () => {
    const [terms] = packages
    assert.ok(terms)
    const answer = tryClock({ terms, zone: '+01:00', priority: 'low', kind, at: 0 })
    assert.deepEqual([answer?.explanation.dueAt, answer?.days], [null, []])
  })
})
