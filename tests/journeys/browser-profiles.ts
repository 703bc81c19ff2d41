import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type PageTroubles, collectTroubles } from '../support/browser.ts'

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/** A page in a browser profile that is as good as new, and what the profile's pages complained about since. */
export type Profile = { page: Page; pages(): Page[]; troubles: PageTroubles }

type Kept = {
  context: BrowserContext
  troubles: PageTroubles
  /** Keeps the profile's window open between tests: a window of its own is half the price of a page. */
  blank: Page | null
}

/**
 * The browser profiles of one stage. A profile whose pages are closed is emptied and used again: all it keeps are
 * the product's own files, which a browser then need not load and compile for each test.
 */
export function openProfiles(browser: Browser, origin: string) {
  const idle = new Map<string, Kept[]>()
  const used: (Kept & Profile & { kind: string })[] = []

  const create = async (options: BrowserContextOptions): Promise<Kept> => {
    const context = await browser.newContext({ baseURL: origin, ...options })
    context.setDefaultTimeout(15_000)
    return { context, troubles: collectTroubles(context), blank: null }
  }

  return {
    used: used as readonly Profile[],
    /** A new page of a profile that nobody uses, with nothing stored in it but the session. */
    async open(options: BrowserContextOptions, session: Session | null): Promise<Profile> {
      const kind = JSON.stringify([options, session])
      const kept = idle.get(kind)?.pop() ?? (await create(options))
      const { context, troubles, blank } = kept
      troubles.uncaught.length = 0
      troubles.noticed.length = 0
      const page = await context.newPage()
      if (blank !== null) await empty(page, origin)
      if (session !== null) await context.addCookies(session.cookies)
      const pages = () => context.pages().filter((one) => one !== blank)
      const profile = { ...kept, kind, page, pages }
      used.push(profile)
      return profile
    },
    async closePages(): Promise<void> {
      await Promise.all(
        used.splice(0).map(async ({ kind, context, troubles, blank, pages }) => {
          const toClose = pages()
          const kept = { context, troubles, blank: blank ?? (await context.newPage()) }
          await Promise.all(toClose.map((page) => page.close()))
          idle.set(kind, [...(idle.get(kind) ?? []), kept])
        }),
      )
    },
  }
}

/** What a tab stored for itself alone went with the tab. */
async function empty(page: Page, origin: string): Promise<void> {
  const context = page.context()
  await context.clearCookies()
  await context.clearPermissions()
  const browser = await context.newCDPSession(page)
  const storageTypes = 'local_storage,indexeddb,cache_storage,service_workers,file_systems'
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes })
  await browser.detach()
}
