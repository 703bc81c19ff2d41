import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { totpCode, totpStep } from '#people/auth/server/totp.ts'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Inbox, openInbox } from './open-inbox.ts'
import { type Stage, openStage } from './open-stage.ts'

const phone = { width: 390, height: 844 }
const better = 'seven-grey-umbrellas'

describe('Getting in', inBrowser, () => {
  let inbox: Inbox
  let stage: Stage
  before(async () => {
    inbox = await openInbox()
    stage = await openStage({ smtpUrl: inbox.url })
  })
  after(async () => {
    await stage?.close()
    await inbox?.close()
  })
  afterEach((t) => afterJourney(t, stage))

  /** The address in the newest fitting mail, as its reader would follow it. */
  async function linkTo(email: string, page: RegExp): Promise<string> {
    const mail = await inbox.mail(
      ({ to, text }) => [to ?? []].flat()[0]?.text.includes(email) === true && page.test(text ?? ''),
    )
    return /http\S+#\S+/.exec(mail.text ?? '')?.[0] ?? ''
  }

  async function signIn(page: Page, email: string, password: string): Promise<void> {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  for (const [name, look, email] of [
    ['on a desk', {}, 'contact@premium.example'],
    ['on a phone', phone, 'contact@basic.example'],
  ] as const) {
    it(`again with a forgotten password, ${name}`, async () => {
      const page = await stage.open(null, '/signin', look)
      await page.getByLabel('Email').fill(email)
      await page.getByRole('button', { name: 'Forgotten?' }).click()
      await page.getByRole('button', { name: 'Mail me a link' }).click()
      await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
      const link = await linkTo(email, /\/reset#/)
      await page.goto(link)
      await page.getByText(`For ${email}.`).waitFor()
      assert.ok(!page.url().includes('#'), 'the token leaves the address')
      await page.getByLabel('New password').fill('password-1234')
      await page.getByRole('button', { name: 'Save and sign in' }).click()
      await page.getByText('tried first').first().waitFor()
      await page.getByLabel('New password').fill(better)
      await page.getByRole('button', { name: 'Save and sign in' }).click()
      await page.waitForURL('**/portal')
      await inbox.mail(({ subject, to }) => /password was changed/.test(subject ?? '') && to !== undefined)

      const late = await stage.open(null, 'about:blank', look)
      await late.goto(link)
      await late.getByRole('heading', { name: 'This link was used' }).waitFor()
      await late.getByRole('link', { name: 'Go to the sign-in page' }).click()
      await signIn(late, email, better)
      await late.waitForURL('**/portal')
      stage.assertNoPageErrors()
    })
  }

  it('by a link in a mail, which waits for a click', async () => {
    const email = 'agent@vendor.example'
    const page = await stage.open(null, '/signin?to=%2Fdesk%2Ftriage', phone)
    await page.getByLabel('Email').fill(email)
    await page.getByRole('button', { name: 'Mail me a sign-in link' }).click()
    await page.getByRole('button', { name: 'Mail me a link' }).click()
    const link = await linkTo(email, /\/signin\/link\?to=\S+#/)
    const scanner = await stage.open(null, 'about:blank')
    await scanner.goto(link)
    await scanner.getByRole('heading', { name: /^Welcome back/ }).waitFor()
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/desk/triage')
    stage.assertNoPageErrors()
  })

  it('in two steps, once they are set up, with the app and with a backup code', async () => {
    const email = 'manager@vendor.example'
    const page = await stage.open(email, '/desk')
    await page
      .getByRole('button', { name: /^Your account/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Security' }).click()
    await page.getByRole('button', { name: 'Set it up' }).click()
    await page.getByLabel('Current password').fill('fourline-demo')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
    const key = (await page.locator('code').first().innerText()).replaceAll(/\s/g, '')
    const codeOf = (steps: number) => totpCode(key, totpStep(new Date()) + steps)
    await page.getByLabel('Code', { exact: true }).fill(codeOf(-1))
    await page.getByRole('button', { name: 'Switch on' }).click()
    await page.getByRole('heading', { name: 'Your backup codes' }).waitFor()
    const backup = await page.getByRole('group').getByRole('listitem').first().innerText()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 backup codes are left.').waitFor()

    const other = await stage.open(null, '/signin', phone)
    await signIn(other, email, 'fourline-demo')
    await other.getByRole('heading', { name: 'One more step' }).waitFor()
    await other.getByLabel('Code').fill('000000')
    await other.getByRole('button', { name: 'Go on' }).click()
    await other.getByText('This code does not fit').first().waitFor()
    await other.getByLabel('Code').fill(codeOf(0))
    await other.getByRole('button', { name: 'Go on' }).click()
    await other.waitForURL('**/desk')

    const third = await stage.open(null, '/signin')
    await signIn(third, email, 'fourline-demo')
    await third.getByRole('button', { name: 'Use a backup code instead' }).click()
    await third.getByLabel('Backup code').fill(backup)
    await third.getByRole('button', { name: 'Go on' }).click()
    await third.waitForURL('**/desk')
    await page.reload()
    await page.getByText('9 backup codes are left.').waitFor()
    stage.assertNoPageErrors()
  })

  it('ends elsewhere when its owner says so', async () => {
    const email = 'contact@business.example'
    const lost = await stage.open(null, '/signin', phone)
    await signIn(lost, email, 'fourline-demo')
    await lost.waitForURL('**/portal')
    const page = await stage.open(email, '/portal/settings/security')
    await page.getByText('This device').waitFor()
    await page.getByRole('button', { name: /^Sign out all others/ }).click()
    await page
      .getByText(/is signed out|are signed out/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /^Sign out all others/ }).waitFor({ state: 'detached' })
    await lost.reload()
    await lost.waitForURL('**/signin**')
    stage.assertNoPageErrors()
  })

  it('for the first time, by an invitation', async () => {
    const email = 'new.colleague@vendor.example'
    const admin = await stage.api('admin@vendor.example')
    const person = { name: 'Noor Colleague', email, role: 'agent', timeZone: 'UTC' }
    const added = await admin.post('/api/v1/staff', person)
    assert.equal(added.status, 201)
    const { id } = z.object({ id: z.string() }).parse(added.json)
    assert.equal((await admin.post(`/api/v1/staff/${id}/invitation`)).status, 201)
    const page = await stage.open(null, 'about:blank', phone)
    await page.goto(await linkTo(email, /\/invite#/))
    await page.getByRole('heading', { name: /^Welcome to/ }).waitFor()
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Noor Colleague')
    await page.getByLabel('New password').fill(better)
    await page.getByRole('button', { name: 'Come in' }).click()
    await page.waitForURL('**/desk')
    stage.assertNoPageErrors()
  })
})
