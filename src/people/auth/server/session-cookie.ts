import { createHmac, timingSafeEqual } from 'node:crypto'

/** How long a session lasts that nobody uses. */
export const sessionInSeconds = 7 * 24 * 3_600

const cookieName = /(?:^|;\s*)(__Secure-)?fourline\.session_token=([^;]+)/g

/**
 * The tokens in a Cookie header that have our signature. A browser may bring several: the name changes with the
 * public address. That of https comes first, and the others were set before it.
 * A cookie is `token.signature`, signed by HMAC-SHA-256, as the sign-in library writes it.
 */
export function readSessionTokens(cookies: string | undefined, secret: string): string[] {
  const found = [...(cookies ?? '').matchAll(cookieName)]
  const isSecure = ([, prefix]: RegExpExecArray) => prefix !== undefined
  return [...found.filter(isSecure), ...found.filter((one) => !isSecure(one))].flatMap(
    ([, , value = '']) => signedToken(value, secret) ?? [],
  )
}

function signedToken(value: string, secret: string): string | null {
  const [token, signature] = split(decode(value))
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

/** The cookies that a browser drops when its reader leaves, whatever the public address was when they were set. */
export const endedCookies: readonly string[] = ['session_token', 'dont_remember'].flatMap((name) => [
  `fourline.${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`,
  `__Secure-fourline.${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure`,
])

/** Where the address is https: a cookie from before it was, which would be somebody's again after this session. */
export function olderCookies(publicUrl: string): string[] {
  return publicUrl.startsWith('https:') ? endedCookies.slice(0, 1) : []
}

/** Whether the session ends with the browser, because its reader wished so. */
export function endsWithBrowser(cookies: string | undefined): boolean {
  return /(?:^|;\s*)(?:__Secure-)?fourline\.dont_remember=/.test(cookies ?? '')
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
