import { Logger, runOnce } from 'graphile-worker'
import { createTransport } from 'nodemailer'
import { createJobs } from '#app/jobs.ts'
import { type DnsResolver, zoneResolver } from '#channels/email/server/dns.ts'
import { startSmtpListener } from '#channels/email/server/smtp-listener.ts'
import { buildAccount, type TestAccount } from './build-account.ts'
import { buildContact, type TestContact } from './build-contact.ts'
import { buildVendor, type TestVendor } from './build-vendor.ts'
import { secret, startTestApp, type TestApp } from './test-app.ts'

/** Domains that may send from here, and say so. */
export function resolverOf(...domains: string[]): DnsResolver {
  const own = domains.map((name) => [name, { TXT: ['v=spf1 ip4:127.0.0.1 -all'] }] as const)
  const policies = domains.map((name) => [`_dmarc.${name}`, { TXT: ['v=DMARC1; p=reject'] }] as const)
  return zoneResolver(Object.fromEntries([...own, ...policies]))
}

/** A whole product with its listener for mail and every job of it; mail leaves to `smtpUrl`. */
export type Installation = {
  app: TestApp
  vendor: TestVendor
  account: TestAccount
  supportAddress: string
  smtpPort: number
  /** Where its mail goes; kept without it. */
  smtpUrl: string | undefined
  /** A contact with this address. */
  addContact(email: string, wanted?: { seat?: boolean }): Promise<TestContact>
  /** Delivers raw bytes as a server would; resolves to the answer, rejects with the refusal. */
  deliver(raw: string | Buffer, envelope: { from: string; to?: string }): Promise<string>
  /** Does every job that is due until there is none; with `all` those meant for later too, once. */
  runJobs(all?: boolean): Promise<void>
  rows<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

export async function buildInstallation(
  options: { domain?: string; resolver?: DnsResolver } = {},
): Promise<Installation> {
  const { domain = 'vendor.example', resolver = resolverOf('customer.example', 'evil.example') } = options
  const app = await startTestApp()
  const vendor = await buildVendor(app)
  const supportAddress = `support@${domain}`
  await app.ownerPool.query('update vendor set support_address = $1', [supportAddress])
  const account = await buildAccount(app, { package: 'premium' })
  const listener = await startSmtpListener({
    shared: app.shared,
    host: '127.0.0.1',
    port: 0,
    hostName: `mx.${domain}`,
  })
  const installation: Installation = {
    app,
    vendor,
    account,
    supportAddress,
    smtpPort: listener.port,
    smtpUrl: undefined,
    async addContact(email, wanted = {}) {
      const contact = await buildContact(app, account, wanted)
      await app.ownerPool.query('update contacts set email = $2 where id = $1', [contact.id, email])
      await app.ownerPool.query('update sign_in_users set email = $2 where email = $1', [
        contact.email,
        email,
      ])
      // That they are welcomed is no part of what is told here.
      await app.ownerPool.query('delete from graphile_worker._private_jobs')
      return { ...contact, email }
    },
    async deliver(raw, { from, to = supportAddress }) {
      const transport = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true })
      try {
        return (await transport.sendMail({ raw, envelope: { from, to } })).response
      } finally {
        transport.close()
      }
    },
    async runJobs(all = false) {
      if (all) await app.ownerPool.query('update graphile_worker._private_jobs set run_at = now()')
      await runOnce({
        pgPool: app.ownerPool,
        taskList: Object.fromEntries(
          Object.entries(
            createJobs({
              context: () => app.system(new Date()),
              resolver,
              mail: { smtpUrl: installation.smtpUrl, seal: app.mail.seal },
              secret,
              webhooks: app.webhooks,
              ownerPool: app.ownerPool,
            }),
          ).map(([name, job]) => [name, (payload: unknown) => job(payload)]),
        ),
        noHandleSignals: true,
        logger: new Logger(() => () => {}),
        concurrency: 1,
      })
    },
    rows: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await app.ownerPool.query<Row>(text, values)).rows,
    async close() {
      await listener.close()
      await app.close()
    },
  }
  return installation
}
