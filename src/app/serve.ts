import type { Config } from '#app/config.ts'
import { startProduct } from '#app/start.ts'
import { createLog } from '#platform/log.ts'
import { watchParent } from '#platform/watch-parent.ts'

/** Runs the product until it is asked to stop; resolves to the exit code. */
export async function serve(config: Config): Promise<number> {
  const log = createLog((line) => process.stderr.write(line))
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    watchParent(() => resolve())
  })
  // A reader of the output that has gone away, such as a closed terminal, must not end the product.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  const running = await startProduct(config, log, say)
  say(`Fourline is ready at ${running.url}`)
  say(`Mail is taken at ${config.host}:${running.smtpPort}`)
  if (running.setUpUrl !== null)
    say(
      `Open ${running.setUpUrl} to set it up: the address makes you its first admin, so keep it to yourself.`,
    )
  else if (running.isDemo)
    say('Sign in as agent@vendor.example or contact@basic.example with the password fourline-demo.')
  await asked
  say('Stopping…')
  await running.close()
  return 0
}
