/** The database does not answer, or went away while it was at work. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  /** It went away while it was to commit: nobody knows whether it has. */
  readonly isInDoubt: boolean

  constructor(cause: unknown, isInDoubt = false) {
    super(`The database is away: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.isInDoubt = isInDoubt
  }
}

/** What it says itself: stopped or starting, a broken connection, no connection left. */
const saidByIt = /^(57P0[123]|08\w{3}|53300)$/
/** What the network says of it. */
const saidOfIt = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
/** What the driver says, which has no codes. */
const saidByDriver =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/

/** What the driver of a database threw, as a `DatabaseAway` where it is one. */
export function asAway(error: unknown): unknown {
  return isAway(error) ? new DatabaseAway(error) : error
}

function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway)
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return saidByIt.test(code) || saidOfIt.has(code) || saidByDriver.test(error.message)
}
