import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { APIRequestContext, BrowserContext, Page } from 'playwright-core'
import type { Config } from '#app/config.ts'
import { startProduct } from '#app/start.ts'
import { demoPassword } from '#people/auth/web/demo-people.ts'
import { outsideOf } from '#platform/outbound/fetch-outside.ts'
import { createLog } from '#platform/log.ts'
import { keepScreenshot, launchBrowser } from '../support/browser.ts'
import { createDemoDatabase } from '../support/demo-database.ts'
import { openProfiles } from './browser-profiles.ts'

export type Look = {
  width?: number
  height?: number
  scheme?: 'light' | 'dark'
  /** Waits until the page hears what happens elsewhere. */
  live?: boolean
}

/** The product as it runs, with the demo, and a browser before it; for one file of journeys. */
export type Stage = {
  url: string
  smtpPort: number
  /** A page of a visitor's own browser profile, signed in as a demo person, at this address of the product. */
  open(email: string | null, address: string, look?: Look): Promise<Page>
  /** The API as a demo person uses it, for what a journey only needs to be there. */
  api(email: string): Promise<Api>
  /** Fails when a page had an error that nobody caught. */
  assertNoPageErrors(): void
  /** Keeps a screenshot of every open page and says what the browser complained about. */
  explain(test: string, say: (sentence: string) => void): Promise<void>
  closePages(): Promise<void>
  close(): Promise<void>
}

export type Api = {
  get(address: string): Promise<Answer>
  post(address: string, body?: unknown): Promise<Answer>
  put(address: string, body: unknown): Promise<Answer>
  patch(address: string, body: unknown): Promise<Answer>
}
type Answer = { status: number; json: unknown }

const everyReader = { reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin' } as const

export async function openStage(settings: Partial<Config> = {}, picturesFrom: string[] = []): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fourline-stage-'))
  const database = await createDemoDatabase(path.join(folder, 'files'))
  const logged: string[] = []
  const config = await configure({ dataFolder: folder, databaseUrl: database.ownerUrl, ...settings })
  const product = await startProduct(
    config,
    createLog((line) => logged.push(line)),
    () => {},
    { pictures: outsideOf(picturesFrom) },
  )
  const browser = await launchBrowser()
  const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()
  const profiles = openProfiles(browser, product.url)

  /** One sign-in per person, so that no journey meets the limit for attempts. */
  const sessionOf = async (email: string) => {
    const found = sessions.get(email)
    if (found !== undefined) return found
    const context = await browser.newContext({ baseURL: product.url })
    const data = { email, password: demoPassword }
    const answer = await context.request.post('/api/auth/sign-in/email', { data })
    assert.equal(answer.status(), 200, `${email} signs in`)
    const session = await context.storageState()
    await context.close()
    sessions.set(email, session)
    return session
  }

  return {
    url: product.url,
    smtpPort: product.smtpPort,
    async open(email, address, { width = 1280, height = 800, scheme = 'light', live = false } = {}) {
      const looks = { viewport: { width, height }, colorScheme: scheme, ...everyReader }
      const { page } = await profiles.open(looks, email === null ? null : await sessionOf(email))
      const stream = live ? page.waitForResponse((response) => response.url().endsWith('/api/v1/live')) : null
      await page.goto(address)
      await stream
      return page
    },
    async api(email) {
      const context = await browser.newContext({ baseURL: product.url, storageState: await sessionOf(email) })
      return apiOf(context.request)
    },
    assertNoPageErrors() {
      const uncaught = profiles.used.flatMap(({ troubles }) => troubles.uncaught)
      assert.deepEqual(uncaught, [], 'errors that nobody caught')
    },
    async explain(test, say) {
      for (const [index, { pages, troubles }] of profiles.used.entries()) {
        for (const trouble of [...troubles.uncaught, ...troubles.noticed]) say(trouble)
        for (const page of pages()) {
          say(`${page.url()}: ${await keepScreenshot(page, `${test} ${index + 1}`)}`)
        }
      }
      for (const line of logged.filter((one) => /"level":"(warn|error)"/.test(one)).slice(-20)) say(line)
    },
    closePages: () => profiles.closePages(),
    async close() {
      await browser.close()
      await product.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function apiOf(request: APIRequestContext): Api {
  const answerOf = async (response: Awaited<ReturnType<APIRequestContext['get']>>): Promise<Answer> => ({
    status: response.status(),
    json: await response.json(),
  })
  return {
    get: async (address) => answerOf(await request.get(address)),
    post: async (address, body = {}) => answerOf(await request.post(address, { data: body })),
    put: async (address, body) => answerOf(await request.put(address, { data: body })),
    patch: async (address, body) => answerOf(await request.patch(address, { data: body })),
  }
}

async function configure(given: Partial<Config>): Promise<Config> {
  return {
    port: await freePort(),
    host: '127.0.0.1',
    httpProxyFrom: [],
    smtpPort: 0,
    dataFolder: '',
    databaseUrl: undefined,
    demo: true,
    smtpUrl: undefined,
    publicUrl: undefined,
    dnsZone: undefined,
    allowOutbound: [],
    undoSeconds: 0,
    intake: { tls: undefined, proxyFrom: [], floodAfter: 0, lmtp: undefined },
    ...given,
  }
}

/** Known before the start, because links and cookies carry the address. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  assert.ok(address !== null && typeof address === 'object')
  return address.port
}
