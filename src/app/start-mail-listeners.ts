import type { Config } from '#app/config.ts'
import type { Closing } from '#app/open-product.ts'
import { openMailCertificate } from '#channels/email/server/mail-certificate.ts'
import { startSmtpListener } from '#channels/email/server/smtp-listener.ts'
import type { Shared } from '#platform/context.ts'

/** Listens for SMTP, and for LMTP where that is asked for. Resolves to the port of SMTP. */
export async function startMailListeners(
  shared: Shared,
  config: Config,
  closing: Closing,
): Promise<{ port: number }> {
  const { tls, proxyFrom, floodAfter, lmtp } = config.intake
  const hostName = new URL(shared.publicUrl).hostname.replaceAll(/[[\]]/g, '')
  const own = { folder: config.dataFolder, name: hostName, now: new Date() }
  const certificate = openMailCertificate(tls ?? own, shared.log)
  const common = { shared, host: config.host, hostName, certificate, floodAfter }
  const smtp = await startSmtpListener({ ...common, port: config.smtpPort, proxyFrom })
  closing.push(() => smtp.close())
  if (lmtp !== undefined) {
    const local = await startSmtpListener({ ...common, port: lmtp, way: 'lmtp' })
    closing.push(() => local.close())
  }
  return smtp
}
