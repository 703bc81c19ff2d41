import type { Page } from 'playwright-core'
import { answeredWith, inStates, type Screen, seesHeading, seesText } from './screen-states.ts'

const admin = 'admin@vendor.example'
const manager = 'manager@vendor.example'
const id = (last: number) => `00000000-0000-7000-8000-00000000000${last}`

const rulesUrl = /\/api\/v1\/warning-rules(\?|$)/
const rule = { person: null, tracked: false, version: 1 }
const sofia = { id: id(8), name: 'Sofia Marchetti-Vandenberghe', active: true }
const rules = {
  items: [
    { ...rule, id: id(1), share: 50, tell: 'assignee' },
    { ...rule, id: id(2), share: 80, tell: 'line', tracked: true },
    { ...rule, id: id(3), share: 80, tell: 'person', person: sofia },
    {
      ...rule,
      id: id(4),
      share: 95,
      tell: 'person',
      person: { id: id(9), name: 'Otto Brandt', active: false },
    },
    { ...rule, id: id(5), share: 100, tell: 'line_manager' },
  ],
}

const inDialog = (button: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click()
  await page.getByRole('dialog').waitFor()
}

const warnings = inStates(
  { name: 'Warnings', reader: admin, address: '/admin/warnings', title: /^Warnings/ },
  [
    { state: 'data', disturb: answeredWith(rulesUrl, rules), show: seesText('Sofia Marchetti-Vandenberghe') },
    {
      state: 'a manager reads, and nobody hears of a breach',
      reader: manager,
      disturb: answeredWith(rulesUrl, { items: rules.items.slice(0, 2) }),
      show: seesText('Nobody but whoever has the case is told'),
    },
    { state: 'empty', disturb: answeredWith(rulesUrl, { items: [] }), show: seesHeading('Nobody is warned') },
    {
      state: 'being added',
      show: async (page) => {
        await inDialog('Add a rule')(page)
        await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
        await page.getByText('Say who.').first().waitFor()
      },
    },
  ],
)

const lines = inStates({ name: 'Lines', reader: admin, address: '/admin/lines', title: /^Lines/ }, [
  { state: 'data', show: seesText('What a line target is') },
  {
    state: 'being changed',
    show: async (page) => {
      await inDialog(/^Change /)(page)
      await page.getByLabel('Name customers read').fill('line 2')
      await page.getByRole('dialog').getByRole('textbox', { name: 'High' }).fill('soon')
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await page.getByText('Write it like 4 h or 30 min.').first().waitFor()
    },
  },
])

export const warningScreens: Screen[] = [...warnings, ...lines]
