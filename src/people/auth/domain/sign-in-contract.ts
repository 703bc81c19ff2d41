import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Served by the sign-in door and not as routes. */
export const signInEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/sign-in/email',
  summary: 'Sign in by address and password.',
  body: z.strictObject({ email: z.string(), password: z.string() }),
  response: z.looseObject({ next: z.enum(['in', 'second_step']) }),
})

export const signOutEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: 'End this session.',
  body: z.strictObject({}),
  response: z.unknown(),
})
