import { domainOf } from './sender-verdict.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * The secret of one case and one recipient, written in base32.
 * @param random at least 16 random bytes; the first 16 count: 128 bits, 26 characters
 */
export function replyTokenOf(random: Uint8Array): string {
  if (random.length < 16) throw new Error('A reply token needs 128 random bits')
  let bits = 0n
  for (const byte of random.subarray(0, 16)) bits = (bits << 8n) | BigInt(byte)
  let token = ''
  for (let i = 0; i < 26; i++) {
    token = (alphabet[Number(bits & 31n)] ?? '') + token
    bits >>= 5n
  }
  return token
}

/** `support+<token>@vendor.example`. */
export function replyAddressOf(supportAddress: string, token: string): string {
  const at = supportAddress.lastIndexOf('@')
  return `${supportAddress.slice(0, at)}+${token}${supportAddress.slice(at)}`
}

/** Where reports about one mail come back to: `support+b<token>@vendor.example`. Never answered, never opening anything. */
export function bounceAddressOf(supportAddress: string, token: string): string {
  return replyAddressOf(supportAddress, `b${token}`)
}

const bounceForm = /^b([a-z2-7]{26})$/

/**
 * Whether mail to `address` is for us, and which token it carries.
 * @returns undefined where it is not our address; `token` is null for the support address itself, and what
 * stands after the `+` (lower case, not looked up yet) otherwise; `bounce` is the token of an address that only
 * reports about mail go to, which is nobody's reply address
 */
export function parseOwnAddress(
  address: string,
  supportAddress: string,
): { token: string | null; bounce?: string } | undefined {
  const at = address.lastIndexOf('@')
  if (at < 1 || domainOf(address).toLowerCase() !== domainOf(supportAddress).toLowerCase()) return undefined
  const local = address.slice(0, at).toLowerCase()
  const ours = supportAddress.slice(0, supportAddress.lastIndexOf('@')).toLowerCase()
  if (local === ours) return { token: null }
  if (!local.startsWith(`${ours}+`)) return undefined
  const token = local.slice(ours.length + 1)
  const bounce = bounceForm.exec(token)?.[1]
  return bounce === undefined ? { token } : { token: null, bounce }
}
