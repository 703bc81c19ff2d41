import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import type { ParsedMail } from 'mailparser'
import { inBrowser } from '../support/browser.ts'
import { until } from '../support/product-process.ts'
import { afterJourney } from './after-journey.ts'
import { deliverMail } from './deliver-mail.ts'
import { type Inbox, openInbox } from './open-inbox.ts'
import { type Stage, openStage } from './open-stage.ts'
import { markPage, wasReloaded } from './page-marks.ts'

const customer = 'contact@business.example'
const subject = 'The nightly import skips the last row'
const question = 'Since Tuesday the last row of the file is not imported.'
const answer = 'Please end the file with a line break; **8.3** does without it.'

describe('Mail', inBrowser, () => {
  let inbox: Inbox
  let stage: Stage
  let folder: string
  let reply: ParsedMail
  before(async () => {
    inbox = await openInbox()
    folder = await mkdtemp(path.join(tmpdir(), 'fourline-zone-'))
    const dnsZone = path.join(folder, 'zone.json')
    // A stranger who is who they say they are: only unknown, not forged.
    await writeFile(dnsZone, JSON.stringify({ 'stranger.example': { TXT: ['v=spf1 ip4:127.0.0.1 -all'] } }))
    stage = await openStage({ smtpUrl: inbox.url, dnsZone })
  })
  after(async () => {
    await stage?.close()
    await inbox?.close()
    await rm(folder, { recursive: true, force: true })
  })
  afterEach((t) => afterJourney(t, stage))

  it('from a customer is in the queue by itself, and its answer leaves as a threaded reply', async () => {
    const desk = await stage.open('agent@vendor.example', '/desk?view=line-1-unassigned', { live: true })
    await desk.getByRole('heading', { name: 'Unassigned on line 1' }).waitFor()
    await markPage(desk)
    const messageId = '<import-1@business.example>'
    await deliverMail(stage.smtpPort, { from: customer, subject, text: question, messageId })

    await desk.getByRole('button', { name: '1 new, show' }).click()
    await desk.getByRole('link', { name: subject }).click()
    await desk.getByText(question).waitFor()
    await desk.getByRole('textbox', { name: 'Reply' }).fill(answer)
    await desk.getByRole('button', { name: /^Send/ }).first().click()

    reply = await inbox.mail(
      (mail) => mail.inReplyTo === messageId && mail.text?.includes('line break') === true,
    )
    assert.equal(addressOf(reply.to), customer)
    assert.match(reply.subject ?? '', /^Re: .*The nightly import skips the last row/)
    assert.ok([reply.references ?? []].flat().includes(messageId), 'References names the mail it answers')
    assert.match(addressOf(reply.replyTo), /^support\+[^@]{8,}@vendor\.example$/)
    assert.equal(await wasReloaded(desk), false)
  })

  it('from the customer to that reply address lands on the same case', async () => {
    const desk = await stage.open('agent@vendor.example', '/desk?view=all', { live: true })
    await desk.getByRole('link', { name: subject }).click()
    await desk.getByText('Please end the file with a line break').waitFor()
    await markPage(desk)
    await deliverMail(stage.smtpPort, {
      from: customer,
      to: addressOf(reply.replyTo),
      // Another subject and no thread: the address alone says where it belongs.
      subject: 'Thank you',
      text: 'That was it, the last row is there now.',
    })
    await desk.getByText('That was it, the last row is there now.').waitFor()
    assert.equal(await wasReloaded(desk), false)
  })

  it('from a stranger, and with a forged sender, waits in triage whole', async () => {
    const desk = await stage.open('agent@vendor.example', '/desk/triage', { live: true })
    await desk.getByText('Nothing to sort').waitFor()
    await deliverMail(stage.smtpPort, {
      from: 'someone@stranger.example',
      subject: 'Do you also make maps?',
      text: 'We are looking for somebody.\n\nOur first wish.\nOur last wish.',
    })
    await desk.getByRole('link', { name: 'Do you also make maps?' }).waitFor()
    await deliverMail(stage.smtpPort, {
      from: customer,
      subject: 'Please change our bank account',
      text: 'From now on pay to another account.',
      // Sent from where the domain does not send from.
      envelopeFrom: 'someone@stranger.example',
    })
    await desk.getByRole('link', { name: 'Please change our bank account' }).waitFor()
    await desk.getByText('Not verified: it did not come from business.example').first().waitFor()

    await desk.getByRole('link', { name: 'Please change our bank account' }).click()
    const text = desk.getByRole('region', { name: 'Text of the message' })
    await text.getByText('From now on pay to another account.').waitFor()
    await desk.getByRole('link', { name: 'Triage' }).last().click()
    await desk.getByRole('link', { name: 'Do you also make maps?' }).click()
    await text.getByText('Our first wish.').waitFor()
    await text.getByText('Our last wish.').waitFor()
  })

  it('in triage becomes a case for the contact whom the reader names', async () => {
    const desk = await stage.open('agent@vendor.example', '/desk/triage')
    await desk.getByRole('link', { name: 'Do you also make maps?' }).click()
    await desk.getByRole('searchbox', { name: 'Find a contact' }).fill(customer)
    await desk.getByRole('button', { name: new RegExp(customer) }).click()
    await desk.getByRole('button', { name: /^Open a case for / }).click()
    await desk.waitForURL(/\/desk\/cases\/FL-/)
    await desk.getByRole('heading', { name: 'Do you also make maps?' }).waitFor()
    await desk.getByText('Our last wish.').first().waitFor()
    await desk.goto('/desk/triage')
    await desk.getByRole('link', { name: 'Please change our bank account' }).waitFor()
    assert.equal(await desk.getByRole('link', { name: 'Do you also make maps?' }).count(), 0)
  })
})

describe('Without a mail server', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('outgoing mail is kept to be read', async () => {
    const admin = await stage.open('admin@vendor.example', '/desk/outgoing-mail', { live: true })
    // The demo has told its people of what they hold already.
    await admin.getByRole('heading', { name: 'Outgoing mail' }).waitFor()
    await deliverMail(stage.smtpPort, { from: customer, subject, text: question })
    await admin.getByRole('button', { name: new RegExp(subject) }).waitFor()
    await until('the mail is kept', async () => {
      await admin.reload()
      await admin
        .getByRole('button', { name: new RegExp(`Kept here.*${subject}`) })
        .waitFor({ timeout: 2_000 })
      return true
    })
    await admin.getByText('Some mail is kept here, because there was no mail server').waitFor()
    await admin.getByRole('button', { name: new RegExp(subject) }).click()
    await admin.getByText('There was no mail server, so it was not sent.').waitFor()
    await admin.getByRole('definition').filter({ hasText: customer }).first().waitFor()
  })
})

function addressOf(field: ParsedMail['to']): string {
  const [first] = [field ?? []].flat()
  return first?.value[0]?.address ?? ''
}
