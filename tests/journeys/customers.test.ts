import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { z } from 'zod'
import { inBrowser } from '../support/browser.ts'
import { afterJourney } from './after-journey.ts'
import { type Stage, openStage } from './open-stage.ts'
import { markPage, wasReloaded } from './page-marks.ts'

const manager = 'manager@vendor.example'
const contacts = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
const decision = z.object({ outcome: z.string() })

describe('Customers', inBrowser, () => {
  let stage: Stage
  before(async () => (stage = await openStage()))
  after(() => stage?.close())
  afterEach((t) => afterJourney(t, stage))

  it('become customers on a desk: company, contact, environment, an agreement that T1 and T2 let start, a seat', async () => {
    const page = await stage.open(manager, '/desk')
    await markPage(page)
    await page.getByRole('navigation').getByRole('link', { name: 'Accounts' }).first().click()
    await page.getByRole('button', { name: 'New account' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Ravnsborg Tools')
    await page.getByRole('dialog').getByRole('button', { name: 'Add account' }).click()
    await page.getByRole('heading', { name: 'Ravnsborg Tools' }).waitFor()
    await page.getByText('Until one is, nobody here can submit a case.').waitFor()
    const parts = page.getByRole('navigation', { name: 'Parts of this account' })
    const accountId = new URL(page.url()).pathname.split('/').at(-1) ?? ''

    await parts.getByRole('link', { name: 'Contacts' }).click()
    await page.getByRole('button', { name: 'Add contact' }).click()
    const person = page.getByRole('dialog', { name: 'New contact' })
    await person.getByLabel('Name').fill('Signe Ravn')
    await person.getByLabel('Email address').fill('not an address')
    await person.getByRole('button', { name: 'Add contact' }).click()
    await person.getByText('This is not an e-mail address').waitFor()
    await person.getByLabel('Email address').fill('signe@ravnsborg.example')
    await person.getByRole('button', { name: 'Add contact' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'Signe Ravn' })
    await row.getByText('No sign-in yet').waitFor()
    await row.getByRole('button', { name: 'Invite Signe Ravn' }).click()
    await row.getByText(/^Invited/).waitFor()

    await parts.getByRole('link', { name: 'Environments' }).click()
    await page.getByRole('button', { name: 'Add environment' }).click()
    const system = page.getByRole('dialog', { name: 'New environment' })
    await system.getByLabel('Product').selectOption({ label: 'Quillane Studio' })
    await system.getByLabel('Name').fill('Shop floor')
    await system.getByLabel('Version').fill('8.2.5')
    await system.getByRole('button', { name: 'Add environment' }).click()
    await page.getByText('Quillane Studio 8.2.5').waitFor()

    await parts.getByRole('link', { name: 'Agreements' }).click()
    await page.getByRole('link', { name: 'New agreement' }).click()
    const check = page.getByRole('region', { name: 'May it start?' })
    await page.getByText('This agreement has no support package yet').waitFor()
    await page.getByText(/has an environment of Quillane Studio, and the package has to cover it/).waitFor()
    await check.getByText('Not yet: 2 things are left.').waitFor()

    const from = await page.getByLabel('First day').inputValue()
    const until = await page.getByLabel('Until').inputValue()
    await page.getByLabel('Until').fill(`${Number(from.slice(0, 4)) + 1}-01-01`)
    if (until.slice(5) !== '01-01') await check.getByText('Not yet: 3 things are left.').waitFor()
    await page.getByRole('button', { name: /^End on / }).click()
    assert.equal(await page.getByLabel('Until').inputValue(), until)

    await page
      .getByLabel('Package', { exact: true })
      .selectOption({ label: 'Business: 10 % of the subscription, 5 seats' })
    await page.getByLabel('Product').selectOption({ label: 'Quillane Studio' })
    await check.getByText('Yes. Nothing in T1 and T2 stands against it.').waitFor()
    await page.getByLabel('Net amount a year').fill('12,500.05')
    const price = page.getByRole('region', { name: 'Package price a year' })
    await price.getByText('€1,250.01').waitFor()
    await price.getByText('10 % of €12,500.05, the platform subscriptions in EUR').waitFor()
    await price.getByText('Excluding taxes (T3)').waitFor()

    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByRole('heading', { name: 'Draft of an agreement' }).waitFor()
    await page.getByRole('button', { name: 'Activate' }).click()
    await page.getByText('In force').waitFor()

    await parts.getByRole('link', { name: 'Seats' }).click()
    await page.getByText('0 of 5 seats used').waitFor()
    await page.getByRole('button', { name: 'Give a seat' }).click()
    const seat = page.getByRole('dialog', { name: 'Give a seat' })
    await seat.getByLabel('Give a seat to').selectOption({ label: 'Signe Ravn' })
    await seat.getByRole('button', { name: 'Give seat' }).click()
    await page.getByText('1 of 5 seats used').waitFor()
    assert.equal(await wasReloaded(page), false)

    const api = await stage.api(manager)
    const people = contacts.parse((await api.get(`/api/v1/contacts?accountId=${accountId}`)).json)
    const asked = { type: 'problem', channel: 'portal', productCode: 'studio', priority: 'high' }
    const answer = await api.post('/api/v1/entitlement-decisions', {
      ...asked,
      contactId: people.items[0]?.id,
    })
    assert.equal(decision.parse(answer.json).outcome, 'included', JSON.stringify(answer.json))
  })

  it('give their own seats on a phone: at the cap someone is replaced, and the other may submit', async () => {
    const phone = { width: 390, height: 844 }
    const colleague = await stage.open('colleague@basic.example', '/portal/plan/seats', phone)
    await colleague.getByText(/admin gives the seats: Maren Skovgaard/).waitFor()
    assert.equal(await colleague.getByRole('button', { name: /^Replace / }).count(), 0)

    const page = await stage.open('contact@basic.example', '/portal/plan', phone)
    await page.getByText('0 of 5 used. Counts anew on').waitFor()
    assert.equal(await page.getByText('€').count(), 0)
    await page.getByRole('link', { name: 'Change the seats' }).click()
    await page.getByText('All seats are taken: replace someone.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Give a seat' }).count(), 0)
    await page.getByRole('button', { name: 'Replace Tilde Rask' }).click()
    const dialog = page.getByRole('dialog', { name: 'Replace Tilde Rask' })
    await dialog.getByLabel('Who gets the seat').selectOption({ label: 'Emil Brandt' })
    await dialog.getByRole('button', { name: 'Replace' }).click()
    const holders = page.getByRole('list', { name: 'Who holds a seat' })
    await holders.getByText('Emil Brandt').waitFor()
    await page.getByText('2 of 2 seats used').waitFor()
    await holders.getByText('in place of Tilde Rask').waitFor()
    assert.equal(await holders.getByText('Tilde Rask', { exact: true }).count(), 0)
    await page.getByText('Earlier seats').click()
    await page.getByText('Tilde Rask', { exact: true }).waitFor()

    await colleague.goto('/portal')
    await colleague.getByRole('link', { name: 'Open a case' }).first().waitFor()
  })
})
