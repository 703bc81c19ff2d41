/** Where this installation can be reached, as its configuration says. */
export type Reach = {
  /** The interface it listens on (`HOST`). */
  host: string
  /** `PUBLIC_URL`, or what follows from `HOST` and `PORT`. */
  publicUrl: string
}

/**
 * Demo sign-ins have a published password, so they work only for who sits at the machine itself: the
 * installation listens on loopback, is announced on loopback, and no proxy passed the request on.
 * @param headerNames names of the request's headers, in any case
 */
export function demoSignInIsOpen(reach: Reach, headerNames: readonly string[]): boolean {
  return (
    isLoopback(reach.host) &&
    URL.canParse(reach.publicUrl) &&
    isLoopback(new URL(reach.publicUrl).hostname) &&
    !headerNames.some((name) => /^(x-forwarded-.*|forwarded)$/i.test(name))
  )
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}
