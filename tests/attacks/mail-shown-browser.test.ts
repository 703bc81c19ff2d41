import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Page } from 'playwright-core'
import { inBrowser } from '../support/browser.ts'
import { until } from '../support/product-process.ts'
import { afterJourney } from '../journeys/after-journey.ts'
import { openStage, type Stage } from '../journeys/open-stage.ts'
import { confusions, handlers, run } from './hostile-html.ts'

const agent = 'agent@vendor.example'
const customer = 'contact@business.example'
const eve = 'eve@stranger.example'
const payload = `<img src=x onerror=${run}>`
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('Mail that is shown', inBrowser, () => {
  let stage: Stage
  let folder: string
  let canary: string
  let inner: string
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers['user-agent'] ?? '')
    response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  })
  const innerServer = createServer((_, response) => {
    asked.push('what only webhooks may reach')
    response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  })
  const placeOf = async (one: typeof server) => {
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
    return `127.0.0.1:${(one.address() as AddressInfo).port}`
  }
  before(async () => {
    canary = await placeOf(server)
    inner = await placeOf(innerServer)
    folder = await mkdtemp(path.join(tmpdir(), 'fourline-zone-'))
    const dnsZone = path.join(folder, 'zone.json')
    await writeFile(dnsZone, JSON.stringify({ 'stranger.example': { TXT: ['v=spf1 ip4:127.0.0.1 -all'] } }))
    stage = await openStage({ dnsZone, allowOutbound: [inner] }, [canary])
  })
  after(async () => {
    await stage?.close()
    server.close()
    innerServer.close()
    await rm(folder, { recursive: true, force: true })
  })
  afterEach((t) => afterJourney(t, stage))

  async function send(mail: SendMailOptions): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: stage.smtpPort, ignoreTLS: true })
    await transport.sendMail({ to: 'support@vendor.example', ...mail })
    transport.close()
  }

  /** The page of a message in triage; `raw` stands in for what the server wrote anew. */
  async function openTriage(subject: string, raw?: () => string): Promise<Page> {
    const page = await stage.open(agent, '/desk/triage')
    if (raw !== undefined) {
      await page.route(/\/api\/v1\/mail\/[^/]+\/page$/, (route) =>
        route.fulfill({ json: { html: raw(), css: '', own: [], remote: 0, isCut: false } }),
      )
    }
    await until('the message has come', async () => {
      await page.reload()
      await page.getByRole('link', { name: subject }).first().waitFor({ timeout: 2_000 })
      return true
    })
    await page.getByRole('link', { name: subject }).first().click()
    return page
  }

  it('XS-01: of hostile mail nothing runs, and nothing tries to', async () => {
    const subject = 'Hostile markup'
    await send({ from: eve, subject, html: `${[...handlers, ...confusions].join('\n')}<p>The end</p>` })
    const page = await openTriage(subject)
    const tried = watch(page)
    await frameOf(page).locator('body').waitFor()
    await page.waitForTimeout(300)
    assert.deepEqual(tried, [])
  })

  it('XS-02: what another parser would read otherwise stays inert, even where the server had cleaned nothing', async () => {
    const subject = 'Two readings'
    await send({ from: eve, subject, html: '<p>x</p>' })
    let raw = ''
    const page = await openTriage(subject, () => raw)
    const tried = watch(page)
    for (const [at, pieces] of [handlers, confusions.slice(0, 8), confusions.slice(8)].entries()) {
      raw = `<p>Group ${at}</p>${pieces.join('\n')}`
      await page.reload()
      await frameOf(page).getByText(`Group ${at}`).first().waitFor()
      await page.waitForTimeout(100)
      assert.equal(await frameOf(page).locator(runs).count(), 0)
    }
    // The page's own policy may speak up while the markup is read where nothing can run.
    assert.deepEqual(
      tried.filter((one) => !one.includes('Content Security Policy')),
      [],
    )
    // The control: without sandbox and cleaning the same markup does run.
    const bare = await stage.open(null, '/signin')
    const ran = watch(bare)
    await bare.goto(`data:text/html,${encodeURIComponent(handlers[1] ?? '')}`)
    await until('it has run', async () => ran.length > 0)
  })

  it('XS-03: what covers the page covers its own paper only', async () => {
    const subject = 'Overlay'
    await send({ from: eve, subject, html: '<p>x</p>' })
    const overlay =
      '<div style="position:fixed;top:0;left:0;width:9999px;height:9999px;z-index:9999">Sign in</div>'
    const page = await openTriage(subject, () => overlay)
    await frameOf(page).getByText('Sign in').waitFor()
    const box = await page.locator('iframe').boundingBox()
    const region = await page.getByRole('region', { name: 'Text of the message' }).boundingBox()
    assert.ok(box !== null && region !== null)
    assert.ok(box.x >= region.x && box.x + box.width <= region.x + region.width)
    assert.equal(
      await page.locator('iframe').getAttribute('sandbox'),
      'allow-popups allow-popups-to-escape-sandbox',
    )
    await page.getByRole('button', { name: 'Put aside' }).click({ trial: true })
  })

  it('XS-05: pictures from elsewhere are asked for by nobody until somebody wants them, and then by us alone', async () => {
    const subject = 'Tracked'
    const html = `<p>Hello</p><img src="http://${canary}/pixel.png" alt="logo"><img src="http://${inner}/inner.png"><div style="background:url(http://${canary}/b.png)">x</div>`
    await send({ from: eve, subject, html })
    const page = await openTriage(subject)
    const byBrowser: string[] = []
    page.on('request', (request) => request.url().includes(canary) && byBrowser.push(request.url()))
    await frameOf(page).getByText('Hello').waitFor()
    await page.getByText(`Pictures from ${canary}, ${inner} are not loaded`).waitFor()
    assert.deepEqual(asked, [])
    await page.getByRole('button', { name: 'Show pictures' }).click()
    await frameOf(page).locator('img[src^="data:image/png"]').waitFor({ state: 'attached' })
    assert.deepEqual([asked, byBrowser], [['Fourline'], []])
  })

  it('where a link really leads is said so that its reader sees it, whatever its sender does about it', async () => {
    const subject = 'Hidden warning'
    const to = (attributes: string, text = 'https://bank.example/offers') =>
      `<a href="https://evil.example/offers" ${attributes}>${text}</a>`
    const tricks = [
      to('style="font-size:0;color:#fff"'),
      to('style="display:none!important;font-size:0!important"'),
      `<div style="font-size:0;line-height:0;color:#fff;letter-spacing:99px;word-spacing:999px">${to('')}</div>`,
      `<div style="white-space:nowrap;text-transform:uppercase;direction:rtl;text-indent:50px">${to('')}</div>`,
      `<p class="t u v">${to('class="t"')}</p>`,
      to('style="vertical-align:-3000px"', '<span style="vertical-align:3000px">https://bank.example</span>'),
      to(
        'style="display:block"',
        `https://bank.example${'<br>'.repeat(200)}<div style="height:4000px">.</div>`,
      ),
      `<div style="height:0">${to('')}</div><div><span style="background:#fff;padding:30px 400px 30px 0">.</span></div>`,
      `<div dir="rtl">${to('', `${'x '.repeat(30)} https://bank.example`)}</div>`,
    ]
    const style = '.t.u.v a.t,.t.u.v a,a{display:none!important;color:#fff!important;font-size:1px!important}'
    await send({ from: eve, subject, html: `<style>${style}</style>${tricks.join('<p>.</p>')}` })
    const page = await openTriage(subject)
    const links = frameOf(page).locator('a[data-opens="evil.example"]')
    await links.first().waitFor()
    assert.equal(await links.count(), tricks.length)
    for (const [at, trick] of tricks.entries()) {
      await links.nth(at).scrollIntoViewIfNeeded()
      const seen = await links.nth(at).evaluate((link) => {
        const look = getComputedStyle(link, '::after')
        const box = link.getBoundingClientRect()
        // Left, middle and right of its last line.
        const reached = [0.1, 0.5, 0.9].map((part) =>
          document.elementFromPoint(box.left + box.width * part, box.bottom - 8),
        )
        const { content, fontSize, fontWeight, color, backgroundColor, display, visibility, opacity } = look
        return {
          look: { content, fontSize, fontWeight, color, backgroundColor, display, visibility, opacity },
          isOnTop: reached.every((one) => one === link),
          isWide: box.width > 140,
          isNear: box.height < 150,
        }
      })
      assert.deepEqual(
        seen,
        {
          look: {
            content: '"[leads to evil.example]"',
            fontSize: '13px',
            fontWeight: '600',
            color: 'rgb(179, 38, 30)',
            backgroundColor: 'rgb(255, 255, 255)',
            display: 'block',
            visibility: 'visible',
            opacity: '1',
          },
          isOnTop: true,
          isWide: true,
          isNear: true,
        },
        trick.slice(0, 200),
      )
    }
    const kept = process.env.FOURLINE_SCREENSHOTS
    if (kept !== undefined)
      await page.screenshot({ path: path.join(kept, 'hidden-warning.png'), fullPage: true })
  })

  async function saved(
    subject: string,
    files: Record<string, [type: string, content: string]>,
  ): Promise<void> {
    const attachments = Object.entries(files).map(([filename, [contentType, content]]) => ({
      filename,
      contentType,
      content,
    }))
    await send({ from: eve, subject, text: 'See the files.', attachments })
    const page = await openTriage(subject)
    const tried = watch(page)
    for (const name of Object.keys(files)) {
      const href = await page.getByRole('link', { name }).getAttribute('href')
      const download = page.waitForEvent('download')
      await page.goto(`${stage.url}${href ?? ''}`).catch(() => undefined)
      assert.equal((await download).suggestedFilename(), name)
      const answer = await page.request.get(`${stage.url}${href ?? ''}`)
      const { 'content-security-policy': policy, 'x-content-type-options': sniff } = answer.headers()
      assert.deepEqual([policy, sniff], ['sandbox', 'nosniff'])
    }
    assert.deepEqual(tried, [])
  }

  it('XS-08: a drawing that came by mail is saved and never opened', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"/>`
    await saved('A drawing', { 'drawing.svg': ['image/svg+xml', svg] })
  })

  it('XS-09: a page that came by mail is saved and never opened, whatever it calls itself', async () => {
    const script = `<script>${run}</script>`
    await saved('Pages', {
      'page.html': ['text/html', script],
      'page.xht': ['application/xhtml+xml', `<html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`],
      'page.xml': ['text/xml', `<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${run}</h:script></x>`],
    })
  })

  it('XS-12: names, subjects and files of a mail are words wherever they stand', async () => {
    const desk = await stage.open(agent, '/desk/triage', { live: true })
    const tried = watch(desk)
    await send({
      from: { name: payload, address: eve },
      subject: `Words ${payload}`,
      text: payload,
      attachments: [{ filename: `${payload}.txt`, content: 'x' }],
    })
    await desk.getByRole('link', { name: `Words ${payload}` }).click()
    await desk.getByText(payload).first().waitFor()
    await desk.getByRole('searchbox', { name: 'Find a contact' }).fill(customer)
    await desk.getByRole('button', { name: new RegExp(customer) }).click()
    await desk.getByRole('button', { name: /^Open a case for / }).click()
    await desk.waitForURL(/\/desk\/cases\/FL-/)
    await desk.getByRole('heading', { name: `Words ${payload}` }).waitFor()
    await desk.getByRole('button', { name: 'Whole message' }).first().click()
    const dialog = desk.getByRole('dialog', { name: 'Whole message' })
    await dialog.getByText(`${payload} <${eve}>`).waitFor()
    const reference = desk.url().split('/').at(-1) ?? ''
    const portal = await stage.open(customer, `/portal/cases/${reference}`)
    const triedThere = watch(portal)
    await portal.getByRole('heading', { name: `Words ${payload}` }).waitFor()
    await portal.goto('/portal')
    await portal.getByText(`Words ${payload}`).first().waitFor()
    assert.deepEqual([...tried, ...triedThere], [])
  })

  it('EM-04: a name that looks like an address never hides the address that sent it', async () => {
    await send({ from: { name: customer, address: eve }, subject: 'Spoofed name', text: 'Pay elsewhere.' })
    const page = await openTriage('Spoofed name')
    await page.getByText(eve).first().waitFor()
    await page
      .getByText(/^Not verified: /)
      .first()
      .waitFor()
    await page.goto('/desk/triage')
    const row = page.getByRole('listitem').filter({ hasText: 'Spoofed name' })
    await row.getByText(eve).waitFor()
    await row
      .getByText(/not verified|does not say|could not be|did not come|publishes no/i)
      .first()
      .waitFor()
  })

  it('a mail on a case is one click away, whole, and its writer unfolds what it quoted', async () => {
    const subject = 'The export stops'
    const messageId = '<export-1@business.example>'
    await send({ from: customer, subject, text: 'It stops at noon.', messageId })
    const desk = await stage.open(agent, '/desk?view=all', { live: true })
    await until('the case is there', async () => {
      await desk.reload()
      await desk.getByRole('link', { name: subject }).first().waitFor({ timeout: 2_000 })
      return true
    })
    await desk.getByRole('link', { name: subject }).first().click()
    await send({
      from: customer,
      subject: `Re: ${subject}`,
      inReplyTo: messageId,
      html: `<p style="color:#0a5">At <b>one</b> as well.</p><p>On Mon, 2 Mar 2026 at 10:00, Support wrote:</p><blockquote><p>When does it stop?</p></blockquote><p><a href="https://elsewhere.example/x">https://bank.example</a></p>`,
      text: 'At one as well.\n\nOn Mon, 2 Mar 2026 at 10:00, Support wrote:\n> When does it stop?\n',
    })
    await desk.getByText('At one as well.').first().waitFor()
    await desk
      .getByText(/^Really from business\.example/)
      .first()
      .waitFor()
    await desk.getByRole('button', { name: 'Whole message' }).last().click()
    const dialog = desk.getByRole('dialog', { name: 'Whole message' })
    await frameOf(desk).getByText('When does it stop?').waitFor()
    await frameOf(desk).locator('a[data-opens="elsewhere.example"]').waitFor()
    await dialog.getByText('Text', { exact: true }).click()
    await dialog.getByText('At one as well.').waitFor()
    await dialog.getByText('Headers', { exact: true }).click()
    await dialog.getByText('in-reply-to').waitFor()
    await dialog.getByText('Source', { exact: true }).click()
    await dialog.getByText(/Content-Type: multipart\/alternative/).waitFor()

    const reference = desk.url().split('/').at(-1) ?? ''
    const portal = await stage.open(customer, `/portal/cases/${reference}`)
    await portal.getByText('Show quoted text').click()
    await portal.getByText('When does it stop?').waitFor()
    assert.equal(await portal.getByText('Whole message').count(), 0)
  })
})

/** What could run, or load. */
const runs =
  'script, svg, math, iframe, object, embed, form, base, link, [onerror], [onload], [onclick], [onmouseover], [onfocus], [ontoggle], [onstart], a[href^="javascript" i]'

function frameOf(page: Page) {
  return page.frameLocator('iframe')
}

/** Every attempt to run something, wherever on the page: what ran, and what the browser had to stop. */
function watch(page: Page): string[] {
  const tried: string[] = []
  page.on('dialog', (dialog) => {
    tried.push(`ran: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/Blocked script|Content Security Policy|Refused to/i.test(message.text())) tried.push(message.text())
  })
  return tried
}
