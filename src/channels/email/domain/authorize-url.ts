type Asked = {
  authorizeUrl: string
  clientId: string
  scope: string
  provider: 'microsoft' | 'google' | 'other'
  /** The mailbox, so that the right account is offered. */
  user: string
  redirectUrl: string
  state: string
  /** SHA-256 of the verifier, base64url (RFC 7636, 4.2). */
  challenge: string
}

/** Where an admin's browser goes to allow reading a mailbox (RFC 6749, 4.1.1). */
export function authorizeUrlOf(asked: Asked): string {
  const url = new URL(asked.authorizeUrl)
  const query = {
    response_type: 'code',
    client_id: asked.clientId,
    redirect_uri: asked.redirectUrl,
    scope: asked.scope,
    state: asked.state,
    code_challenge: asked.challenge,
    code_challenge_method: 'S256',
    login_hint: asked.user,
    // Without these Google gives nothing that lasts.
    ...(asked.provider === 'google' ? { access_type: 'offline', prompt: 'consent' } : {}),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}
