import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createUser, type NewUser } from '#app/begin-installation.ts'
import { readConfig } from '#app/config.ts'
import { openOrJoinProduct } from '#app/open-product.ts'
import { FourlineError } from '#platform/errors.ts'
import { createLog } from '#platform/log.ts'

export const userOptions = {
  email: { type: 'string' },
  password: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
} as const

type Given = { email?: string; password?: string; name?: string; role?: string }

/** Reads who is to be created from the command line. Throws a sentence where something is missing. */
export function newUserFrom({ email, password, name, role }: Given): NewUser {
  if (email === undefined || password === undefined) {
    throw new FourlineError('invalid', 'user_needed', 'Name them: --email ADDRESS --password PASSWORD.')
  }
  return { email, password, name, role: z.enum(['admin', 'manager', 'agent']).optional().parse(role) }
}

/** `user create`: adds one of the vendor's people; in an empty database the first admin. */
export async function makeUser(rest: string[]): Promise<number> {
  const user = newUserFrom(parseArgs({ args: rest, options: userOptions }).values)
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  const product = await openOrJoinProduct(
    readConfig(),
    createLog((line) => process.stderr.write(line)),
    say,
  )
  try {
    await createUser(product.systemContext(), user)
    say(`${user.email} can sign in now.`)
  } finally {
    await product.close()
  }
  return 0
}
