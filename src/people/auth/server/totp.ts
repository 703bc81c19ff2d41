import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const stepSeconds = 30

/** A new secret of 160 bits, in the base-32 form that authenticator apps take (RFC 4648). */
export function newTotpKey(): string {
  return toBase32(randomBytes(20))
}

/** What an authenticator app reads from a QR code. */
export function totpUri(key: string, who: { issuer: string; account: string }): string {
  const label = `${encodeURIComponent(who.issuer)}:${encodeURIComponent(who.account)}`
  return `otpauth://totp/${label}?secret=${key}&issuer=${encodeURIComponent(who.issuer)}`
}

/** The six digits of one 30-second step (RFC 6238, SHA-1 as every app has it). */
export function totpCode(key: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(key)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

export function totpStep(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds)
}

/**
 * The step a code belongs to, with one step of grace for clocks that differ, or null where it fits none that
 * is later than `lastStep`: a code counts once (RFC 6238, 5.2).
 */
export function findTotpStep(key: string, code: string, now: Date, lastStep: number): number | null {
  const current = totpStep(now)
  const fitting = [current - 1, current, current + 1]
    .filter((step) => step > lastStep)
    .filter((step) => sameText(totpCode(key, step), code))
  return fitting[0] ?? null
}

function sameText(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
