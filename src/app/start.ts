import type { AddressInfo } from 'node:net'
import { offerSetUp } from '#app/admin/server/set-up-code.ts'
import type { Config } from '#app/config.ts'
import { seedDemo } from '#app/demo/seed-demo.ts'
import { createErrorBook, keepErrors } from '#app/health/server/error-book.ts'
import { productVersion } from '#app/health/server/product-version.ts'
import { createJobs, lanesOf, timetable } from '#app/jobs.ts'
import { closeAll, type Closing, openProduct, publicUrlOf } from '#app/open-product.ts'
import { keyScopes, permits } from '#app/permissions.ts'
import { createRoutes } from '#app/routes.ts'
import { serveWeb } from '#app/serve-web.ts'
import { createResolver } from '#channels/email/server/dns.ts'
import { readWebhookKey } from '#channels/webhooks/server/webhook-secret.ts'
import { readMailKey } from '#channels/email/server/relay.ts'
import { keepMailboxes } from '#channels/email/server/keep-mailboxes.ts'
import { isWithin } from '#channels/email/server/mail-network.ts'
import { mailLeaves } from '#channels/email/server/mail-leaves.ts'
import { startMailListeners } from '#app/start-mail-listeners.ts'
import { maxFileBytes } from '#desk/messages/server/store-file.ts'
import { isSamePerson } from '#people/auth/domain/same-person.ts'
import { createIdentify } from '#people/auth/server/identify.ts'
import { createKeyLimit } from '#people/auth/server/key-limit.ts'
import { registerSignIn } from '#people/auth/server/register-sign-in.ts'
import { readSignInSecret } from '#people/auth/server/sign-in-secret.ts'
import type { Context } from '#platform/context.ts'
import { noteFailure } from '#app/note-failure.ts'
import { createHttpServer } from '#platform/http/serve.ts'
import { runJobs } from '#platform/jobs/run-jobs.ts'
import type { Log } from '#platform/log.ts'
import { outsideOf } from '#platform/outbound/fetch-outside.ts'
import type { Outside } from '#platform/outbound/open-socket.ts'
import { startLiveHub } from '#platform/realtime/live-hub.ts'
import { createLiveStream } from '#platform/realtime/stream-live.ts'
import { createSeal } from '#platform/seal.ts'
import { startSweeper } from '#promise/clocks/server/sweeper.ts'

export type Running = {
  url: string
  smtpPort: number
  /** Where the first admin is made; null once there is one. */
  setUpUrl: string | null
  isDemo: boolean
  close(): Promise<void>
}

/**
 * Starts the whole product: database, demo if asked for, workers, mail, and last HTTP, so that `/healthz`
 * answers only when all of it works. `close` ends it in reverse. Pictures of mail come from the public internet alone,
 * whatever else may be reached.
 */
export async function startProduct(
  config: Config,
  plainLog: Log,
  say: (sentence: string) => void,
  { pictures = outsideOf([]) }: { pictures?: Outside } = {},
): Promise<Running> {
  const book = createErrorBook(plainLog)
  const { log } = book
  const closing: Closing = []
  const close = () => closeAll(closing, log)
  try {
    const product = await openProduct(config, log, say)
    closing.push(() => product.close())
    const { shared, database, time, systemContext } = product
    // Before anything is recorded: others may hold that the clock has moved.
    await time.look(systemContext('Clocks'))
    const errors = keepErrors(() => systemContext('Errors'), book, log)
    closing.push(() => errors.stop())
    if (config.demo) await seedDemo(systemContext('Demo'))
    await product.readPublicUrl()
    // A day, since a command may be at work on the same folder.
    await shared.files.removeDrafts(new Date(Date.now() - 24 * 3_600_000))

    const resolver = await createResolver({ zoneFile: config.dnsZone, demo: config.demo })
    const secret = readSignInSecret(config.dataFolder)
    const webhooks = {
      outside: outsideOf(config.allowOutbound),
      seal: createSeal(readWebhookKey(config.dataFolder), 'webhooks'),
    }
    const mail = { smtpUrl: config.smtpUrl, seal: createSeal(readMailKey(config.dataFolder), 'mail') }
    const { ownerPool } = database
    const jobs = createJobs({ context: systemContext, resolver, mail, secret, webhooks, ownerPool })
    const runner = await runJobs(ownerPool, lanesOf(jobs), log, timetable)
    closing.push(() => runner.stop())

    const sweeper = startSweeper((at) => systemContext('Clocks', at), time)
    closing.push(() => sweeper.stop())
    const hub = startLiveHub(database.ownerUrl, log, (due) => sweeper.wake(due))
    closing.push(() => hub.close())
    const hearOfVendor = () =>
      void product
        .readPublicUrl()
        .catch((error: unknown) => log.warn('The vendor could not be read', { error }))
    hub.subscribe({ hear: ({ topic }) => topic === 'vendor' && hearOfVendor(), resync: hearOfVendor })

    const smtp = await startMailListeners(shared, config, closing)

    const mailboxes = keepMailboxes(() => systemContext('Mailboxes'), {
      outside: webhooks.outside,
      seal: mail.seal,
      floodAfter: config.intake.floodAfter,
    })
    closing.push(() => mailboxes.stop())
    hub.subscribe({ hear: ({ topic }) => topic === 'mailboxes' && mailboxes.wake(), resync: mailboxes.wake })

    const reach = { host: config.host, publicUrl: shared.publicUrl, secret }
    const identify = createIdentify(shared, { ...reach, keyScopes })
    const live = createLiveStream(hub, async ({ request }, actor) =>
      isSamePerson(await identify(request), actor),
    )
    const http = await createHttpServer({
      shared,
      routes: createRoutes(live, {
        webhooks,
        floodAfter: config.intake.floodAfter,
        links: { secret, mailLeaves: (ctx) => mailLeaves(ctx, mail) },
        pictures,
        mail: { ...mail, resolver, listener: { host: config.host, port: smtp.port } },
        health: {
          dataFolder: config.dataFolder,
          version: productVersion(),
          startedAt: new Date(),
          hasSmtpUrl: config.smtpUrl !== undefined,
          trustsProxy: config.httpProxyFrom.length > 0,
        },
      }),
      identify,
      permits,
      maxFileBytes,
      afterFailure: noteFailure,
      admit: createKeyLimit(),
      isProxy: (address) => isWithin(address, config.httpProxyFrom),
    })
    registerSignIn(http, shared, reach)
    await serveWeb(http)
    const code = await offerSetUp(systemContext())
    const hasDemo = await isDemo(systemContext())
    await http.listen({ host: config.host, port: config.port })
    closing.push(() => http.close())
    const url = urlOf(config, http.server.address())
    // Behind the # it reaches no server and no log.
    const setUpUrl = code === null ? null : `${url}/setup#code=${code}`
    return { url, smtpPort: smtp.port, setUpUrl, isDemo: hasDemo, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function isDemo(ctx: Context): Promise<boolean> {
  const vendor = await ctx.db.selectFrom('vendor').select('is_demo').executeTakeFirst()
  return vendor?.is_demo === true
}

function urlOf(config: Config, address: AddressInfo | string | null): string {
  const port = address !== null && typeof address === 'object' ? address.port : config.port
  return publicUrlOf({ ...config, port })
}
