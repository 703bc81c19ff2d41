import { parseArgs } from 'node:util'
import { readConfig } from '#app/config.ts'
import { newUserFrom, userOptions } from '#app/make-user.ts'
import { removeDemo } from '#app/demo/remove-demo.ts'
import { seedDemo } from '#app/demo/seed-demo.ts'
import { openOrJoinProduct } from '#app/open-product.ts'
import { createLog } from '#platform/log.ts'

/** `demo` fills an empty database; `demo --remove` empties it and creates the first admin. */
export async function makeDemo(rest: string[]): Promise<number> {
  const { values } = parseArgs({
    args: rest,
    options: { remove: { type: 'boolean', default: false }, ...userOptions },
  })
  const admin = values.remove ? newUserFrom(values) : undefined
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  const product = await openOrJoinProduct(
    readConfig(),
    createLog((line) => process.stderr.write(line)),
    say,
  )
  try {
    if (admin === undefined) {
      await seedDemo(product.systemContext('Demo'))
      say('The demo is there. Sign in as agent@vendor.example with the password fourline-demo.')
    } else {
      await removeDemo(product.systemContext('Fourline'), { admin, ownerPool: product.database.ownerPool })
      say(`The demo is gone. Sign in as ${admin.email}; start with FOURLINE_DEMO=0 to keep it so.`)
    }
  } finally {
    await product.close()
  }
  return 0
}
