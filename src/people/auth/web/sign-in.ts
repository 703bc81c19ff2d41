import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { request } from '#web/api/request.ts'

// These two are the sign-in library's own, so they stand beside the screens and not in the contract.
const signInEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/sign-in/email',
  summary: 'Sign in by address and password.',
  body: z.strictObject({ email: z.string(), password: z.string() }),
  response: z.looseObject({ next: z.enum(['in', 'second_step']) }),
})

const signOutEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: 'End this session.',
  body: z.strictObject({}),
  response: z.unknown(),
})

/**
 * Opens a session, kept in a cookie, or asks for a code first. @throws ApiProblem 401 where the two do not fit
 */
export async function signIn(email: string, password: string): Promise<'in' | 'second_step'> {
  return (await request(signInEndpoint, { body: { email, password } })).next
}

/** Ends the session on the server. @throws ApiProblem */
export async function signOut(): Promise<void> {
  await request(signOutEndpoint, { body: {} })
}
