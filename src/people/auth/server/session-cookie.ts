import { createHmac, timingSafeEqual } from 'node:crypto'

const cookieName = /(?:^|;\s*)(?:__Secure-)?fourline\.session_token=([^;]+)/

/**
 * The session's token in a Cookie header, or null where there is none with our signature.
 * The cookie is `token.signature`, signed by HMAC-SHA-256, as the sign-in library writes it.
 */
export function readSessionToken(cookies: string | undefined, secret: string): string | null {
  const found = cookieName.exec(cookies ?? '')?.[1]
  if (found === undefined) return null
  const [token, signature] = split(decode(found))
  if (token === undefined || signature === undefined) return null
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

function split(value: string): [string?, string?] {
  const dot = value.lastIndexOf('.')
  return dot < 1 ? [] : [value.slice(0, dot), value.slice(dot + 1)]
}
