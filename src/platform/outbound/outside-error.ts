export type OutsideProblem =
  | 'url_refused' // not http or https, with a password in it, or no address at all
  | 'address_refused' // leads to something that is not of the public internet
  | 'timeout'
  | 'no_answer' // the name is unknown, nobody listens, the connection broke

/** A request that left no answer; the message says why, in words for the person who set the address. */
export class OutsideError extends Error {
  override name = 'OutsideError'
  readonly code: OutsideProblem

  constructor(code: OutsideProblem, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
