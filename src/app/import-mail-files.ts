import { readConfig } from '#app/config.ts'
import { openOrJoinProduct } from '#app/open-product.ts'
import { runMailImport } from '#channels/email/server/cli-import.ts'
import { createResolver } from '#channels/email/server/dns.ts'
import { createLog } from '#platform/log.ts'

/** `mail import [--from-ip IP] FILE|DIR`: raw messages through the same intake as SMTP. */
export async function importMailFiles(rest: string[]): Promise<number> {
  const config = readConfig()
  const log = createLog((line) => process.stderr.write(line))
  const product = await openOrJoinProduct(config, log, (sentence) => process.stderr.write(`${sentence}\n`))
  try {
    await runMailImport(rest, {
      context: () => product.systemContext('Mail import'),
      resolver: await createResolver({ zoneFile: config.dnsZone, demo: config.demo }),
      print: (line) => process.stdout.write(`${line}\n`),
    })
  } finally {
    await product.close()
  }
  return 0
}
