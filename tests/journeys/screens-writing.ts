import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Stage } from './open-stage.ts'
import type { Screen } from './screen-states.ts'

const agent = 'agent@vendor.example'
const colleague = 'manager@vendor.example'
const list = z.object({ items: z.array(z.object({ reference: z.string() })) })

/** The last case of the queue, which no other screen needs. */
async function caseOf(stage: Stage): Promise<string> {
  const found = list.parse((await (await stage.api(agent)).get('/api/v1/cases?sort=due&limit=50')).json)
  return found.items.at(-1)?.reference ?? ''
}

/** A colleague has the case before them too, and has begun to write. */
async function bringColleague(stage: Stage): Promise<void> {
  const api = await stage.api(colleague)
  const at = `/api/v1/cases/${await caseOf(stage)}`
  await api.put(`${at}/presence`, { doing: 'replying' })
  await api.put(`${at}/drafts/reply`, { body: 'Between me and myself', version: 0 }).catch(() => undefined)
}

/** On a phone the composer opens from its bar. */
async function openComposer(page: Page): Promise<void> {
  const bar = page.getByRole('button', { name: /^(Reply to|Write a note)/ })
  const box = page.getByRole('textbox', { name: 'Reply' })
  await bar.or(box).first().waitFor()
  if (await bar.isVisible()) await bar.click()
  await box.waitFor()
}

const common = {
  name: 'Composer',
  reader: agent,
  address: async (stage: Stage) => `/desk/cases/${await caseOf(stage)}`,
  title: /^FL-\d+ .+ · Fourline$/,
}

/** Writing on a case: what is kept, who else is there, what was sent a moment ago. */
export const writingScreens: Screen[] = [
  {
    ...common,
    state: 'beside a colleague',
    prepare: bringColleague,
    show: async (page) => {
      await page
        .getByText(/ is replying$/)
        .first()
        .waitFor()
      await page
        .getByText(/has begun a reply/)
        .first()
        .waitFor()
    },
  },
  {
    ...common,
    state: 'with a draft and files',
    show: async (page) => {
      await openComposer(page)
      await page.getByRole('textbox', { name: 'Reply' }).fill('The log is attached.')
      await page.getByText('no file is attached').waitFor()
      await page.locator('form input[type=file]').setInputFiles([
        { name: 'worker.log', mimeType: 'text/plain', buffer: Buffer.from('one line') },
        { name: 'large.log', mimeType: 'text/plain', buffer: Buffer.alloc(25_000_001) },
      ])
      await page.getByText(/over the limit of/).waitFor()
      await page.getByText('Draft saved').waitFor()
    },
  },
  {
    ...common,
    state: 'changed on another device',
    show: async (page) => {
      await openComposer(page)
      const path = new URL(page.url()).pathname.replace('/desk', '/api/v1')
      await page.route(/\/drafts$/, (route) =>
        route.fulfill({
          json: {
            own: [
              {
                mode: 'reply',
                body: 'From the phone',
                attachments: [],
                version: 900,
                savedAt: new Date().toISOString(),
              },
            ],
            others: [],
          },
        }),
      )
      await page.route(new RegExp(`${path}/drafts/reply`), (route) =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ title: 'Conflict', status: 409, code: 'draft_changed', detail: 'Changed' }),
        }),
      )
      await page.getByRole('textbox', { name: 'Reply' }).fill('From the desk')
      await page.getByText('From the phone').waitFor()
    },
  },
  {
    ...common,
    state: 'just sent',
    show: async (page) => {
      await openComposer(page)
      const leavesAt = new Date(Date.now() + 60_000).toISOString()
      await page.route(/\/messages$/, (route) =>
        route.fulfill({
          status: 201,
          json: {
            id: '00000000-0000-7000-8000-000000000000',
            at: new Date().toISOString(),
            kind: 'message',
            author: { kind: 'staff', name: 'Somebody', mine: true },
            channel: 'desk',
            body: 'x',
            format: 'markdown',
            leavesAt,
          },
        }),
      )
      await page.getByRole('textbox', { name: 'Reply' }).fill('Restart the service, please.')
      await page.getByRole('button', { name: /^Send/ }).first().click()
      await page.getByRole('button', { name: /^Undo/ }).waitFor()
    },
  },
]
