import { z } from 'zod'

const problemBody = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  code: z.string().optional(),
  instance: z.string().optional(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  decision: z.unknown().optional(),
})

type ProblemFacts = z.infer<typeof problemBody> & { status: number }

/**
 * A refused or failed request (RFC 9457). `status` 0 with code `network` means that no answer came.
 * `decision` is the entitlement decision behind a 403, for `EntitlementPanel`.
 */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string | undefined
  readonly errors: { path: string; message: string }[]
  readonly decision: unknown
  /** What a person can read out to support; from the answer or its `x-request-id` header. */
  readonly errorId: string | undefined

  constructor(facts: ProblemFacts) {
    super(facts.detail ?? facts.title ?? facts.code ?? String(facts.status))
    this.name = 'ApiProblem'
    this.status = facts.status
    this.code = facts.code ?? 'unknown'
    this.title = facts.title ?? this.code
    this.detail = facts.detail
    this.errors = facts.errors ?? []
    this.decision = facts.decision
    this.errorId = facts.requestId ?? facts.instance
  }
}

/** Reads a failed answer; an answer that is no problem document still becomes one. */
export function parseProblem(status: number, text: string, requestId: string | null): ApiProblem {
  const body = problemBody.safeParse(parseJson(text))
  const facts = body.success ? body.data : {}
  return new ApiProblem({ ...facts, requestId: facts.requestId ?? requestId ?? undefined, status })
}

/** Nothing came back: offline, refused, or cut. What was sent may be sent again with the same key. */
export function networkProblem(): ApiProblem {
  return new ApiProblem({ status: 0, code: 'network' })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
