import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { until } from '../support/product-process.ts'
import { afterJourney } from './after-journey.ts'
import { deliverMail } from './deliver-mail.ts'
import { openStage, type Stage } from './open-stage.ts'

const intake = { tls: undefined, proxyFrom: [], floodAfter: 2, lmtp: undefined }
const sender = 'contact@business.example'

describe('A flood of mail', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage({ intake })))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  const deliver = async (from: string, count: number, subject: string) => {
    for (let at = 0; at < count; at++)
      await deliverMail(stage.smtpPort, { from, subject: `${subject} ${at}`, text: `${subject} ${at}` })
  }

  it('is one row of triage: an agent looks at it and lets it through, and puts another one aside', async () => {
    await deliver(sender, 5, 'Disk of db-1 is full')
    const desk = await stage.open('agent@vendor.example', '/desk/triage', { live: true })
    await desk.getByRole('heading', { name: 'Nothing else to sort' }).waitFor()
    await desk.getByRole('link', { name: `3 messages from ${sender}` }).click()
    await desk.getByText('Disk of db-1 is full 4').waitFor()
    await desk.getByRole('button', { name: 'Let them through' }).click()
    await desk.getByText('Let through', { exact: true }).waitFor()
    const id = desk.url().split('/').at(-1) ?? ''
    const agent = await stage.api('agent@vendor.example')
    await until('all of it is placed', async () => {
      const { json } = await agent.get(`/api/v1/mail-floods/${id}`)
      return z.object({ waiting: z.number() }).parse(json).waiting === 0
    })

    await deliver(sender, 2, 'Buy now')
    await desk.getByRole('link', { name: 'Triage' }).first().click()
    await desk.getByRole('link', { name: `2 messages from ${sender}` }).click()
    await desk.getByRole('button', { name: 'Put all aside' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Put aside' }).click()
    await dialog.getByText('Say why it is put aside.').waitFor()
    await dialog.getByRole('textbox', { name: 'Why' }).fill('A script went wild')
    await dialog.getByRole('button', { name: 'Put aside' }).click()
    await desk.getByRole('heading', { name: 'Triage', exact: true }).waitFor()
    await desk.getByRole('list', { name: 'Floods of mail' }).waitFor({ state: 'detached' })
  })
})
