import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { linesRunningOn, pricedDay } from './running-lines.ts'

const period = { startsOn: '2027-01-01', endsOn: '2028-01-01' }
const line = (startsOn: string, endsOn: string, productKind: 'platform' | 'marketplace' = 'platform') => ({
  startsOn,
  endsOn,
  productKind,
})
const whole = line('2027-01-01', '2028-01-01')

describe('A subscription line', () => {
  const rows: [string, boolean][] = [
    ['2027-02-28', false],
    ['2027-03-01', true],
    ['2027-03-31', true],
    ['2027-04-01', false],
  ]
  for (const [day, runs] of rows)
    it(`of March ${runs ? 'runs' : 'does not run'} on ${day}`, () =>
      assert.equal(linesRunningOn([line('2027-03-01', '2027-04-01')], day).length, runs ? 1 : 0))
})

describe('An agreement is priced', () => {
  const rows: [string, Parameters<typeof pricedDay>[1], string, string][] = [
    ['on its first day before it begins', [whole], '2026-11-23', '2027-01-01'],
    ['today while it runs', [whole], '2027-05-05', '2027-05-05'],
    ['on its last day once it is over', [whole], '2028-06-01', '2027-12-31'],
    [
      'on the first day of a line that begins later, where none runs',
      [line('2027-03-01', '2028-01-01')],
      '2026-11-23',
      '2027-03-01',
    ],
    [
      'on the earliest of several such days',
      [line('2027-06-01', '2028-01-01'), line('2027-03-01', '2028-01-01')],
      '2027-02-01',
      '2027-03-01',
    ],
    ['today where every line has ended', [line('2027-01-01', '2027-03-01')], '2027-05-05', '2027-05-05'],
    [
      'by no line of a marketplace product',
      [line('2027-01-01', '2028-01-01', 'marketplace'), line('2027-03-01', '2028-01-01')],
      '2027-02-01',
      '2027-03-01',
    ],
  ]
  for (const [when, lines, today, day] of rows)
    it(when, () => assert.equal(pricedDay(period, lines, today), day))
})
