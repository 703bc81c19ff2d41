import { betterAuth } from 'better-auth'
import type { Db } from '#platform/db/database.ts'
import type { Log } from '#platform/log.ts'
import { sessionInSeconds } from './session-cookie.ts'

/** Set by us from the connection itself; a header of this name from outside is never passed on. */
export const peerHeader = 'x-fourline-peer'

export type SignInSettings = {
  db: Db
  log: Log
  /** Signs session cookies, see `readSignInSecret`. */
  secret: string
  publicUrl: string
}

/**
 * The sign-in library over our tables (0002): passwords, sessions and their cookie `fourline.session_token`
 * (with the prefix `__Secure-` where the public address is https). It is called as a library: which of it can
 * be reached over HTTP is in `registerSignIn`.
 */
export function createSignIn(settings: SignInSettings) {
  return betterAuth(signInOptions(settings))
}

/** What the library runs with; the test of the migration compares it with the tables. */
export function signInOptions({ db, log, secret, publicUrl }: SignInSettings) {
  return {
    appName: 'Fourline',
    baseURL: publicUrl,
    secret,
    database: { db, type: 'postgres' as const },
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: { modelName: 'sign_in_users' },
    session: {
      modelName: 'sign_in_sessions',
      expiresIn: sessionInSeconds,
      // Every request asks the database, so that a session ends at once.
      cookieCache: { enabled: false },
    },
    account: { modelName: 'sign_in_credentials' },
    verification: { modelName: 'sign_in_verifications' },
    // Attempts are counted by `countAttempt`, by address as well as by network.
    rateLimit: { enabled: false, storage: 'database' as const, modelName: 'sign_in_rate_limits' },
    advanced: {
      cookiePrefix: 'fourline',
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [peerHeader] },
    },
    logger: {
      log: (level: string, message: string) => {
        if (level === 'error') log.error(`Sign-in: ${message}`)
      },
    },
    telemetry: { enabled: false },
  }
}

export type SignIn = ReturnType<typeof createSignIn>
