import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'

const password = 'seven-grey-umbrellas'

describe('Inviting where no mail leaves', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  async function copyLink(page: Page): Promise<string> {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const box = page.getByRole('region', { name: /^The invitation link for / })
    await box.getByText(/It works once, until .*and was not mailed/).waitFor()
    await box.getByRole('button', { name: 'Copy', exact: true }).click()
    await box.getByRole('button', { name: 'Copied' }).waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    await box.getByRole('button', { name: 'I have it' }).click()
    await box.waitFor({ state: 'detached' })
    return link
  }

  async function accept(link: string, lands: string): Promise<void> {
    const invited = await stage.open(null, 'about:blank', { width: 390, height: 844 })
    await invited.goto(link)
    await invited.getByLabel('New password').fill(password)
    await invited.getByRole('button', { name: 'Come in' }).click()
    await invited.waitForURL(lands)
  }

  it('an admin adds a colleague, copies the link, and the colleague comes in elsewhere', async () => {
    const admin = await stage.open('admin@vendor.example', '/admin/people')
    await admin.getByRole('button', { name: 'Add a person' }).click()
    await admin.getByLabel('Name', { exact: true }).fill('Noor Colleague')
    await admin.getByLabel('Email address').fill('noor@vendor.example')
    await admin.getByRole('button', { name: 'Add and invite' }).click()
    await accept(await copyLink(admin), '**/desk')
    stage.assertNoPageErrors()
  })

  it('a manager hands a contact theirs; a newer one ends it', async () => {
    const api = await stage.api('manager@vendor.example')
    const accounts = Object((await api.get('/api/v1/accounts?limit=1')).json).items
    const address = `/api/v1/accounts/${accounts[0].id}/contacts`
    const added = await api.post(address, { name: 'Signe Ravn', email: 'signe@handed.example' })
    assert.equal(added.status, 201)
    const manager = await stage.open('manager@vendor.example', `/desk/accounts/${accounts[0].id}/contacts`)
    await manager.getByRole('button', { name: 'Invite Signe Ravn' }).click()
    const older = await copyLink(manager)
    await manager.getByRole('button', { name: 'Copy the invitation link for Signe Ravn instead' }).click()
    const newer = await copyLink(manager)
    const late = await stage.open(null, 'about:blank')
    await late.goto(older)
    await late.getByRole('heading', { name: 'There is a newer link' }).waitFor()
    await accept(newer, '**/portal')
    stage.assertNoPageErrors()
  })
})
