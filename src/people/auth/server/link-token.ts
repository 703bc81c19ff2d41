import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LinkPurpose } from '../domain/link-contract.ts'

type Link = { id: string; purpose: LinkPurpose }

const form = /^([0-9a-f-]{36})\.([\w-]{43})$/

/**
 * What opens a link: its id, signed for its purpose with the secret of the data folder. It is made when the
 * mail leaves, or as it is handed over, and stands nowhere else.
 */
export function linkToken(secret: string, link: Link): string {
  return `${link.id}.${signatureOf(secret, link).toString('base64url')}`
}

const pageOf: Readonly<Record<Exclude<LinkPurpose, 'second_step'>, string>> = {
  sign_in: '/signin/link',
  password_reset: '/reset',
  invitation: '/invite',
}

/** The address a link leads to. The token follows a `#`, so that no server on the way writes it into a log. */
export function linkAddress(
  publicUrl: string,
  secret: string,
  link: { id: string; purpose: keyof typeof pageOf; wanted?: string | null },
): string {
  const to = link.wanted == null ? '' : `?to=${encodeURIComponent(link.wanted)}`
  return `${publicUrl}${pageOf[link.purpose]}${to}#${linkToken(secret, link)}`
}

/** The id a token names, or null where it is none. Only `isTokenOf` says that we signed it. */
export function linkIdIn(token: string): string | null {
  return form.exec(token)?.[1] ?? null
}

export function isTokenOf(secret: string, link: Link, token: string): boolean {
  const given = Buffer.from(form.exec(token)?.[2] ?? '', 'base64url')
  const expected = signatureOf(secret, link)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function signatureOf(secret: string, { id, purpose }: Link): Buffer {
  return createHmac('sha256', `fourline links ${secret}`).update(`${purpose} ${id}`).digest()
}
