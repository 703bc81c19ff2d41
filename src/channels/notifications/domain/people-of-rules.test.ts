import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { warningTells } from '#promise/clocks/domain/warning-rule.ts'
import { type Around, peopleOfRules } from './people-of-rules.ts'
import type { Person } from './whom-to-tell.ts'

const staff = (id: string): Person => ({ kind: 'staff', id, login: null })
const [agent, mate, lead, manager, admin] = ['agent', 'mate', 'lead', 'manager', 'admin'].map(staff)
const around: Around = {
  assignee: agent ?? null,
  line: [agent, mate].filter((one) => one !== undefined),
  lineManager: lead ?? null,
  managers: [manager].filter((one) => one !== undefined),
  staff: [agent, mate, lead, manager, admin].filter((one) => one !== undefined),
}
const rule = (tell: (typeof warningTells)[number], staffId: string | null = null, tracked = false) => ({
  tell,
  staffId,
  tracked,
})
const named = (rules: Parameters<typeof peopleOfRules>[0], of: Partial<Around> = {}, guaranteed = true) =>
  peopleOfRules(rules, guaranteed, { ...around, ...of }).map(({ id }) => id)

const table: [string, string[], string[]][] = [
  ['whoever has the case', named([rule('assignee')]), ['agent']],
  ['a case that nobody has is its line’s', named([rule('assignee')], { assignee: null }), ['agent', 'mate']],
  ['the line', named([rule('line')]), ['agent', 'mate']],
  ['a line that nobody is on', named([rule('line')], { line: [] }), []],
  ['the line’s manager', named([rule('line_manager')]), ['lead']],
  ['a line without one is the managers’', named([rule('line_manager')], { lineManager: null }), ['manager']],
  ['the managers', named([rule('managers')]), ['manager']],
  ['one person', named([rule('person', 'admin')]), ['admin']],
  ['a person who has left', named([rule('person', 'gone')]), []],
  ['no rule', named([]), []],
  ['two rules that name one person', named([rule('assignee'), rule('line')]), ['agent', 'mate']],
  ['a target of our own, and no rule for it', named([rule('line')], {}, false), []],
  [
    'a target of our own, and a rule for it',
    named([rule('line'), rule('managers', null, true)], {}, false),
    ['manager'],
  ],
  ['a promise, and a rule for both', named([rule('managers', null, true)]), ['manager']],
]

for (const [what, found, expected] of table)
  test(`${what}: ${expected.join(', ') || 'nobody'} is named`, () => assert.deepEqual(found, expected))

const anyRule = fc.record({
  tell: fc.constantFrom(...warningTells),
  staffId: fc.constantFrom('agent', 'admin', 'gone', null),
  tracked: fc.boolean(),
})

test('whatever the rules: everybody once, only who works here, and no more for a target than for a promise', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 8 }), (rules) => {
      const promised = named(rules)
      assert.equal(new Set(promised).size, promised.length)
      assert.ok(promised.every((id) => around.staff.some((one) => one.id === id)))
      assert.ok(named(rules, {}, false).every((id) => promised.includes(id)))
    }),
  )
})
