import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Db } from '#platform/db/database.ts'
import { parseOwnAddress } from '../domain/reply-address.ts'
import { smtpError } from './intake-refusals.ts'

const knownForMs = 1_000

/** Whether mail to an address is for us. Our own address is asked for once a second at most. */
export function createRecipientCheck(db: Db): (address: string) => Promise<void> {
  let known: { supportAddress: Promise<string>; until: number } | undefined

  function supportAddress(): Promise<string> {
    const now = performance.now()
    if (known !== undefined && now < known.until) return known.supportAddress
    const asked = readVendor(db).then((vendor) => vendor.supportAddress)
    known = { supportAddress: asked, until: now + knownForMs }
    asked.catch(() => (known = undefined))
    return asked
  }

  return async (address) => {
    if (parseOwnAddress(address, await supportAddress()) === undefined)
      throw smtpError(550, 'There is no such address here')
  }
}
