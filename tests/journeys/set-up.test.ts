import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inBrowser, keepScreenshot, launchBrowser } from '../support/browser.ts'
import { createProductHome, type ProductHome, type ProductProcess } from '../support/product-process.ts'
import { deliverMail } from './deliver-mail.ts'

const you = { email: 'ada@firm.example', password: 'three words in a row' }

describe('Starting for real, from an empty database', inBrowser, () => {
  let home: ProductHome
  let product: ProductProcess
  let browser: Browser
  const contexts: BrowserContext[] = []

  before(async () => {
    home = await createProductHome({ FOURLINE_DEMO: '0' })
    product = await home.start()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await product?.stop()
    await home?.remove()
  })

  const open = async (address: string, width = 1280): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: home.url,
      viewport: { width, height: 844 },
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Berlin',
    })
    context.setDefaultTimeout(15_000)
    contexts.push(context)
    const page = await context.newPage()
    await page.goto(address)
    return page
  }

  const journey = (name: string, walk: () => Promise<void>): void =>
    void it(name, async () => {
      try {
        await walk()
      } catch (error) {
        for (const page of contexts.flatMap((one) => one.pages()))
          console.error(await keepScreenshot(page, name))
        console.error(product.output())
        throw error
      } finally {
        await Promise.all(contexts.splice(0).map((one) => one.close()))
      }
    })

  const printed = () => /http\S+(\/setup#code=\S+)/.exec(product.output())?.[1] ?? assert.fail('no address')
  const goOn = (page: Page) => page.getByRole('button', { name: 'Save and go on' }).click()
  const isTicked = (page: Page, title: string) =>
    page.getByRole('listitem').filter({ hasText: title }).getByText('Done', { exact: true }).waitFor()

  journey('nobody gets in without the address that was printed', async () => {
    const page = await open('/')
    await page.getByRole('heading', { name: 'Open the address that was printed' }).waitFor()
    const guessed = await open('/setup#code=guessed')
    await guessed.getByRole('heading', { name: 'Open the address that was printed' }).waitFor()
  })

  journey('with it, five steps on a phone lead to a checklist that ticks itself', async () => {
    const page = await open(printed(), 390)
    await page.getByLabel('Your name').fill('Ada Lovelace')
    await page.getByLabel('Your email address').fill(you.email)
    await page.getByRole('textbox', { name: 'Password' }).fill('short')
    await goOn(page)
    await page.getByText('A password has at least 12 characters.').first().waitFor()
    await page.getByRole('textbox', { name: 'Password' }).fill(you.password)
    await goOn(page)

    await page.getByText('Step 2 of 5').waitFor()
    assert.ok(!page.url().includes('code='), 'the code is gone from the address')
    await page.getByLabel('Company name').fill('Cartographica')
    await goOn(page)
    await page.getByLabel('Support address').fill('support@firm.example')
    await goOn(page)
    await page.getByLabel('Letters before the number').fill('car')
    await page.getByText('CAR-48213').waitFor()
    await goOn(page)
    assert.equal(await page.getByLabel('Public address').inputValue(), home.url)
    await page.getByRole('button', { name: 'Save and finish' }).click()

    await page.getByText('3 of 11 done').waitFor()
    await isTicked(page, 'Your company has its name')
    await deliverMail(home.smtpPort, {
      from: 'Otto Brandt <otto@elsewhere.example>',
      to: 'support@firm.example',
      subject: 'Do you also make maps?',
      text: 'We look for somebody.',
    })
    await isTicked(page, 'Mail arrives')
  })

  journey('from then on the printed address is closed', async () => {
    const page = await open(printed())
    await page.getByRole('heading', { name: 'This installation is set up' }).waitFor()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  })

  const signIn = async (address: string, width?: number): Promise<Page> => {
    const page = await open('/signin', width)
    const answer = await page.request.post('/api/auth/sign-in/email', { data: you })
    assert.equal(answer.status(), 200)
    await page.goto(address)
    return page
  }

  journey('an admin adds a product and a colleague, and undoes what was not meant', async () => {
    const page = await signIn('/admin')
    await page.getByRole('link', { name: 'Add a product' }).click()
    await page.getByRole('button', { name: 'Add a product' }).first().click()
    await page.getByLabel('Name', { exact: true }).fill('Map Studio')
    assert.equal(await page.getByLabel('Code').inputValue(), 'map-studio')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('rowheader', { name: 'Map Studio' }).waitFor()

    await page.getByRole('link', { name: 'People and roles' }).click()
    await page.getByRole('button', { name: 'Add a person' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Bert Brown')
    await page.getByLabel('Email address').fill('bert@firm.example')
    await page.getByRole('radio', { name: 'Manager' }).check()
    await page.getByRole('checkbox', { name: /^2 · / }).check()
    await page.getByRole('button', { name: 'Add and invite' }).click()
    const row = page.getByRole('row').filter({ hasText: 'bert@firm.example' })
    await row.getByText('Invited').waitFor()
    await row.getByText('1, 2').waitFor()

    await page.getByRole('button', { name: 'What to do with Bert Brown' }).click()
    await page.getByRole('menuitem', { name: 'End their rights' }).click()
    await row.getByText('Ended').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await row.getByText('Invited').waitFor()

    await page.getByRole('link', { name: 'What each role may do' }).click()
    await page.getByRole('rowheader', { name: 'Solve a case' }).waitFor()
  })

  journey('on a phone, the company is renamed and customers read it at once', async () => {
    const page = await signIn('/admin', 390)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Your company' }).click()
    await page.getByLabel('Company name').fill('Cartographica Nova')
    await page.getByText('Cartographica Nova Support').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. Customers read it from now on.').waitFor()
    const visitor = await open('/signin', 390)
    await visitor.getByText('Cartographica Nova').waitFor()
  })
})
