import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { inBrowser, launchBrowser } from '../support/browser.ts'
import { openProfiles } from './browser-profiles.ts'

const server = createServer((_, response) =>
  response.setHeader('content-type', 'text/html').end('<title>Here</title>'),
)

describe('A browser profile that is used again', inBrowser, () => {
  let browser: Browser
  let origin = ''
  before(async () => {
    browser = await launchBrowser()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(async () => {
    await browser?.close()
    server.closeAllConnections()
    server.close()
  })

  it('has nothing in it that an earlier page left, and is signed in as at first', async () => {
    const cookie = { name: 'session', value: 'first', domain: '127.0.0.1', path: '/', expires: -1 }
    const session = {
      cookies: [{ ...cookie, httpOnly: false, secure: false, sameSite: 'Lax' as const }],
      origins: [],
    }
    const profiles = openProfiles(browser, origin)
    const { page, troubles } = await profiles.open({}, session)
    await page.goto(origin)
    const atFirst = await stored(page)
    await page.context().grantPermissions(['notifications'])
    await page.evaluate(async () => {
      document.cookie = 'session=another'
      document.cookie = 'more=1'
      localStorage.setItem('draft', 'text')
      sessionStorage.setItem('draft', 'text')
      await caches.open('files')
      await new Promise((resolve) => (indexedDB.open('drafts').onsuccess = resolve))
      const failed = new Promise((resolve) => addEventListener('error', resolve))
      setTimeout(() => {
        throw new Error('uncaught')
      })
      await failed
    })
    const left = await stored(page)
    for (const [what, before] of Object.entries(atFirst)) {
      assert.notDeepEqual(left[what as keyof typeof left], before, what)
    }
    assert.equal(troubles.uncaught.length, 1)
    await profiles.closePages()

    const again = await profiles.open({}, session)
    assert.equal(again.page.context(), page.context(), 'it is the same profile')
    await again.page.goto(origin)
    assert.deepEqual(await stored(again.page), atFirst)
    assert.deepEqual(again.troubles.uncaught, [])
    assert.deepEqual(again.pages(), [again.page])

    const other = await profiles.open({}, session)
    assert.notEqual(other.page.context(), page.context(), 'what is in use is not shared')
  })
})

const stored = (page: Page) =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    notifications: (await navigator.permissions.query({ name: 'notifications' })).state,
  }))
