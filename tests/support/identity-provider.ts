import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Outside } from '#platform/outbound/open-socket.ts'

/** A provider on this machine that gives tokens for one mailbox, as RFC 6749 and 7636 say. */
export type IdentityProvider = {
  url: string
  outside: Outside
  /** Settings of a mailbox that is opened by its permission. */
  signIn: {
    kind: 'oauth'
    provider: 'other'
    authorizeUrl: string
    tokenUrl: string
    scope: string
    clientId: string
    clientSecret: string
  }
  /** How long access is good for. */
  seconds: number
  /** The permission counts no more. */
  isWithdrawn: boolean
  /** How often access was renewed. */
  renewed: number
  /** Takes so long to answer. */
  delayMs: number
  isGood(token: string): boolean
  /** Somebody allows it in a browser: where they are sent back to. */
  allow(authorizeUrl: string): URL
  close(): void
}

const secret = 'the secret of the client'

export async function startIdentityProvider(user: string): Promise<IdentityProvider> {
  const codes = new Map<string, { challenge: string; redirect: string }>()
  const access = new Set<string>()
  const refresh = new Set<string>()
  const newToken = () => randomBytes(24).toString('base64url')
  const give = () => {
    const tokens = { access_token: newToken(), refresh_token: newToken(), expires_in: provider.seconds }
    access.add(tokens.access_token)
    refresh.add(tokens.refresh_token)
    return tokens
  }
  /** Undefined where it is refused. */
  const exchange = (form: URLSearchParams) => {
    const asked = (name: string) => form.get(name) ?? ''
    if (provider.isWithdrawn) return undefined
    if (asked('grant_type') === 'refresh_token') {
      // Each is good once.
      if (!refresh.delete(asked('refresh_token'))) return undefined
      provider.renewed += 1
      return give()
    }
    const code = codes.get(asked('code'))
    codes.delete(asked('code'))
    const challenge = createHash('sha256').update(asked('code_verifier')).digest('base64url')
    return code?.challenge === challenge && code.redirect === asked('redirect_uri') ? give() : undefined
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', provider.url)
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/introspect') {
      const isGood = provider.isGood(url.searchParams.get('token') ?? '')
      return say(200, isGood ? { active: true, username: user } : { active: false })
    }
    if (url.pathname === '/authorize')
      return response.writeHead(302, { location: provider.allow(url.href).href }).end()
    const form = new URLSearchParams(await text(request))
    await new Promise((resolve) => setTimeout(resolve, provider.delayMs))
    if (form.get('client_secret') !== secret) return say(401, { error: 'invalid_client' })
    const tokens = exchange(form)
    return tokens === undefined ? say(400, { error: 'invalid_grant' }) : say(200, tokens)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const place = `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  const url = `http://${place}`
  const provider: IdentityProvider = {
    url,
    outside: { allowed: new Set([place]), resolve: async () => [] },
    signIn: {
      kind: 'oauth',
      provider: 'other',
      authorizeUrl: `${url}/authorize`,
      tokenUrl: `${url}/token`,
      scope: 'imap offline_access',
      clientId: 'fourline',
      clientSecret: secret,
    },
    seconds: 3_600,
    isWithdrawn: false,
    renewed: 0,
    delayMs: 0,
    isGood: (token) => access.has(token) && !provider.isWithdrawn,
    allow(authorizeUrl) {
      const asked = new URL(authorizeUrl).searchParams
      const code = newToken()
      const redirect = asked.get('redirect_uri') ?? ''
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirect })
      const back = new URL(redirect)
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked.get('state') ?? '')
      return back
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return provider
}
