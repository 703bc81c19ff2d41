import { parseArgs } from 'node:util'
import { readConfig } from '#app/config.ts'
import { openOrJoinProduct } from '#app/open-product.ts'
import { resetSecondStepOf } from '#people/auth/server/reset-second-step.ts'
import { FourlineError } from '#platform/errors.ts'
import { createLog } from '#platform/log.ts'

/** `user reset-two-step`: lets somebody sign in with the password alone who has lost their app and codes. */
export async function resetTwoStep(rest: string[]): Promise<number> {
  const { email } = parseArgs({ args: rest, options: { email: { type: 'string' } } }).values
  if (email === undefined) throw new FourlineError('invalid', 'user_needed', 'Name them: --email ADDRESS.')
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  const product = await openOrJoinProduct(
    readConfig(),
    createLog((line) => process.stderr.write(line)),
    say,
  )
  try {
    await resetSecondStepOf(product.systemContext('Command line'), { email })
    say(`${email} signs in with the password alone now, and is told so by mail. Every session has ended.`)
  } finally {
    await product.close()
  }
  return 0
}
