import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import { answeredWith, failing, inStates, type Screen, seesText } from './screen-states.ts'

const agent = 'agent@vendor.example'
const basic = 'contact@basic.example'

const choosesWho = async (page: Page, name: RegExp) => {
  await page.getByRole('searchbox', { name: 'Contact' }).fill('skovgaard')
  await page.getByRole('button', { name }).click()
}

const newCase = inStates(
  {
    name: 'New case for a customer',
    reader: agent,
    address: '/desk/cases/new',
    title: /^New case for a customer · Fourline$/,
  },
  [
    { state: 'empty', show: seesText(/Choose who asks/) },
    {
      state: 'refused, with answers missing',
      show: async (page) => {
        await choosesWho(page, /Maren Skovgaard/)
        await page.getByText(/support by phone is not part of Basic/).waitFor()
        await page.getByRole('button', { name: 'Open the case', exact: true }).click()
        await page.getByText(/^Still missing/).waitFor()
      },
    },
    {
      state: 'consultation by mail',
      show: async (page) => {
        await choosesWho(page, /Maren Skovgaard/)
        await page.getByLabel('It really came by').selectOption('email')
        await page.getByLabel('Type', { exact: true }).selectOption('consultation')
        await page.getByLabel('Topic', { exact: true }).selectOption('consultation.analytics')
        await page.getByText('Included', { exact: true }).or(page.getByText(/of 5/)).first().waitFor()
      },
    },
    {
      state: 'without the agreement',
      disturb: failing(/\/entitlement-decisions$/),
      show: async (page) => {
        await choosesWho(page, /Maren Skovgaard/)
        await page.getByText(/The agreement could not be asked/).waitFor()
      },
    },
  ],
)

const search = inStates(
  { name: 'Desk search', reader: agent, address: '/desk/search?q=skovgaard', title: /^Search · Fourline$/ },
  [
    { state: 'data', show: seesText('People') },
    { state: 'start', address: '/desk/search', show: seesText('What are you looking for?') },
    {
      state: 'empty',
      address: '/desk/search?q=zeppelin',
      show: seesText('Nothing found for “zeppelin”'),
    },
    { state: 'error', disturb: failing(/\/api\/v1\/search/), show: seesText('The search did not work') },
    { state: 'refused', reader: basic, title: /./, show: seesText('This page is the support team’s') },
  ],
)

const found = z.object({ items: z.array(z.object({ reference: z.string() })) })

/** An open case that somebody has. */
const ownCase = async (stage: Stage): Promise<string> => {
  const api = await stage.api(agent)
  const answer = await api.get('/api/v1/cases?assigneeId=me&status=in_progress&limit=1')
  return `/desk/cases/${found.parse(answer.json).items[0]?.reference ?? ''}`
}

const opens = (item: RegExp, field: string) => async (page: Page) => {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await page.getByRole('dialog').getByText(field).first().waitFor()
}

const dialogs = inStates(
  { name: 'Desk case', reader: agent, address: ownCase, title: /^FL-\d+ .+ · Fourline$/ },
  [
    { state: 'being set aside', show: opens(/^Set aside/, 'Why it can wait') },
    { state: 'with a call being logged', show: opens(/^Log a call/, 'Length in minutes') },
    {
      state: 'being closed as a duplicate',
      show: async (page) => {
        await opens(/^Close without/, 'Why it is closed')(page)
        await page.getByRole('radio', { name: /^Duplicate/ }).check()
        await page.getByRole('dialog').getByRole('button', { name: 'Close the case' }).click()
        await page.getByText('Choose the case it duplicates.').first().waitFor()
      },
    },
  ],
)

const aside = inStates(
  { name: 'Set aside', reader: agent, address: '/desk?view=snoozed', title: /^Set aside · Fourline$/ },
  [
    {
      state: 'empty',
      disturb: answeredWith(/\/api\/v1\/cases\?/, { items: [], next: null }),
      show: seesText('Nothing is set aside'),
    },
  ],
)

/** What the desk does with cases besides answering. */
export const deskWorkScreens: Screen[] = [...newCase, ...search, ...dialogs, ...aside]
