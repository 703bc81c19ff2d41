import { signInEndpoint, signOutEndpoint } from '#people/auth/domain/sign-in-contract.ts'
import { request } from '#web/api/request.ts'

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
