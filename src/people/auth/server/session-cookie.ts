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

type Cookie = { secret: string; publicUrl: string; maxAgeInSeconds: number }

/** The cookie of a session, as the sign-in library writes and reads it; no script of a page can. */
export function sessionCookie(token: string, { secret, publicUrl, maxAgeInSeconds }: Cookie): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const isSecure = publicUrl.startsWith('https:')
  const name = `${isSecure ? '__Secure-' : ''}fourline.session_token`
  const value = encodeURIComponent(`${token}.${signature}`)
  return `${name}=${value}; Max-Age=${maxAgeInSeconds}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}

const stepName = /(?:^|;\s*)fourline\.second_step=([^;]+)/

/** What proves that the password was right, while a code is still asked for; null without one. */
export function readStepToken(cookies: string | undefined): string | null {
  return stepName.exec(cookies ?? '')?.[1] ?? null
}

/** Goes only where the code is given; an empty token takes it away. */
export function stepCookie(token: string, publicUrl: string): string {
  const isSecure = publicUrl.startsWith('https:')
  const age = token === '' ? 0 : 600
  return `fourline.second_step=${token}; Max-Age=${age}; Path=/api/auth/second-step; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
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
