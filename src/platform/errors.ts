/**
 * The closed set of errors a verb may throw. `code` is the machine reason that clients match on;
 * `message` says what happened and what to do, in words a person can use.
 */
export type ErrorKind =
  | 'invalid' // 400: the input is not of the contract's form
  | 'unauthenticated' // 401
  | 'forbidden' // 403: known, but not allowed, or refused by a decision
  | 'not_found' // 404: absent, or not to be seen
  | 'conflict' // 409: the state does not allow it, or another request is under way
  | 'too_large' // 413
  | 'unprocessable' // 422: well-formed, but contradicts what is stored
  | 'too_many' // 429
  | 'unavailable' // 503

export const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
  too_many: 429,
  unavailable: 503,
}

export type FieldError = { path: string; message: string }

export class FourlineError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly errors: FieldError[] | undefined
  /** The decision behind a refusal (SPEC 3.2), as it goes over the wire. */
  readonly decision: unknown

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    more: { errors?: FieldError[]; decision?: unknown; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'FourlineError'
    this.kind = kind
    this.code = code
    this.errors = more.errors
    this.decision = more.decision
  }
}

/** Absent and invisible look the same, so that nothing can be learnt by asking. */
export function notFound(what: string): FourlineError {
  return new FourlineError('not_found', 'not_found', `There is no such ${what}, or you may not see it.`)
}

export function conflict(code: string, message: string): FourlineError {
  return new FourlineError('conflict', code, message)
}

export function invalid(path: string, message: string, code = 'invalid_input'): FourlineError {
  return new FourlineError('invalid', code, message, { errors: [{ path, message }] })
}

export function forbidden(code: string, message: string, decision?: unknown): FourlineError {
  return new FourlineError('forbidden', code, message, { decision })
}

/** The product cannot be started or reached as it is set up. The message says to its operator what to do. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
