import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Inbox, openInbox } from './open-inbox.ts'
import { type Api, type Stage, openStage } from './open-stage.ts'

const opener = 'contact@business.example'
const watcher = 'abdi@business.example'
const agent = 'agent@vendor.example'
const manager = 'manager@vendor.example'

const phone = { width: 390, height: 844 }
const subject = 'Trip sheets lose their second page'

const caseView = z.object({ reference: z.string(), version: z.number() })
const person = z.object({ id: z.string() })
const readIds = z.object({ ids: z.array(z.string()) })

describe('Notifications', inBrowser, () => {
  let inbox: Inbox
  let stage: Stage
  let reference: string
  let team: Api
  let customer: Api
  before(async () => {
    inbox = await openInbox()
    stage = await openStage({ smtpUrl: inbox.url })
    team = await stage.api(manager)
    customer = await stage.api(opener)
    const opened = await customer.post('/api/v1/cases', {
      type: 'problem',
      productCode: 'studio',
      priority: 'medium',
      subject,
      description: 'Since Monday the second page is missing.',
    })
    reference = caseView.parse(opened.json).reference
  })
  after(async () => {
    await stage?.close()
    await inbox?.close()
  })
  afterEach((t) => afterJourney(t, stage))

  it('on the desk: the bell counts what is new by itself, leads to the case, and is read with it', async () => {
    const me = person.parse((await (await stage.api(agent)).get('/api/v1/me')).json)
    const page = await stage.open(agent, '/desk/notifications', { live: true })
    await page.getByRole('heading', { name: 'Notifications', level: 1 }).waitFor()
    const bell = page.getByRole('button', { name: /^Notifications/ }).filter({ visible: true })
    await team.patch(`/api/v1/cases/${reference}`, { assigneeId: me.id })
    const told = page.getByRole('link', { name: /Tomasz Wilk assigned this case to you/ })
    await told.waitFor()

    await bell.focus()
    await page.keyboard.press('Enter')
    const latest = page.getByRole('dialog')
    await latest.getByRole('link', { name: /Tomasz Wilk assigned this case to you/ }).click()
    await page.getByText('Since Monday the second page is missing.').waitFor()
    assert.match(page.url(), new RegExp(`/desk/cases/${reference}$`))

    const isRead = page.waitForResponse(async (response) => {
      if (!response.url().endsWith('/api/v1/notifications/read')) return false
      return readIds.parse(await response.json()).ids.length > 0
    })
    await customer.post(`/api/v1/cases/${reference}/messages`, { kind: 'reply', body: 'Any news?' })
    await page.getByText('Any news?').waitFor()
    await isRead
    await page.goto('/desk/notifications')
    const ofCase = page.getByRole('region', { name: subject })
    await ofCase.getByText(/asked again$/).waitFor()
    assert.equal(await ofCase.getByRole('img', { name: 'Not read' }).count(), 0)
  })

  it('all read at once, and taken back', async () => {
    await team.post(`/api/v1/cases/${reference}/messages`, { kind: 'note', body: '@Priya, please look.' })
    const page = await stage.open(agent, '/desk/notifications', { live: true })
    await page.getByRole('link', { name: /mentioned you in a note/ }).waitFor()
    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await page.getByText('You have read all of them.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(/you have not read\.$/).waitFor()
  })

  it('on the phone of a colleague who follows the case: news, its mail, and mail turned off', async () => {
    const abdi = person.parse((await (await stage.api(watcher)).get('/api/v1/me')).json)
    await customer.put(`/api/v1/cases/${reference}/watchers/${abdi.id}`, {})
    const answer = 'The second page prints again after the update tonight.'
    await team.post(`/api/v1/cases/${reference}/messages`, { kind: 'reply', body: answer })

    const news = await inbox.mail(
      (mail) => addressOf(mail.to) === watcher && mail.subject?.includes('Tomasz Wilk replied') === true,
    )
    assert.doesNotMatch(news.text ?? '', /The second page prints/)
    assert.equal(news.headers.get('auto-submitted'), 'auto-generated')
    const reply = await inbox.mail(
      (mail) => addressOf(mail.to) === opener && mail.text?.includes(answer) === true,
    )
    assert.ok(reply.subject?.startsWith('Re: '))

    const page = await stage.open(watcher, '/portal', phone)
    await page.getByRole('button', { name: /^Notifications, \d+ unread$/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /Tomasz Wilk replied/ })
      .click()
    await page.getByText(answer).waitFor()
    await page.getByRole('button', { name: /^Notifications/ }).waitFor()

    const link = /Turn it off: (\S+)/.exec(news.text ?? '')?.[1] ?? ''
    const visitor = await stage.open(null, new URL(link).pathname, phone)
    await visitor.getByText('This turns off mail for: We reply.').waitFor()
    await visitor.getByRole('button', { name: 'Turn off' }).click()
    await visitor.getByRole('heading', { name: 'Turned off' }).waitFor()

    await page.goto('/portal/settings/notifications')
    const byMail = page.getByRole('combobox', { name: 'By mail: We reply' })
    await byMail.waitFor()
    assert.equal(await byMail.inputValue(), 'off')
    await page.getByRole('combobox', { name: 'How often' }).selectOption('weekly')
    await page.getByText(/^One mail every Monday at 08:00/).waitFor()
    await page.reload()
    await page.getByText(/^One mail every Monday at 08:00/).waitFor()
  })
})

function addressOf(to: unknown): string {
  const list = z.object({ value: z.array(z.object({ address: z.string().optional() })) }).safeParse(to)
  return list.success ? (list.data.value[0]?.address ?? '') : ''
}
