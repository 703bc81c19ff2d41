import { type Finding, ok, warn } from './finding.ts'

/**
 * The product speaks no TLS itself, so who is reached by https stands behind a proxy: as long as that is not believed,
 * everybody seems to sign in from one place, and whoever guesses passwords there locks the others out.
 */
export function aboutProxy(publicUrl: string, trustsProxy: boolean): Finding[] {
  if (trustsProxy) return [ok('Proxy', 'says where requests come from')]
  if (!publicUrl.startsWith('https:')) return []
  const advice = 'Set HTTP_PROXY_FROM to the address of the proxy, and have it send X-Forwarded-For.'
  return [warn('Proxy', 'every request seems to come from the proxy in front, which is not trusted', advice)]
}
