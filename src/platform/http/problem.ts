import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { DatabaseAway } from '#platform/db/database-away.ts'
import { FourlineError, statusOf, type FieldError } from '#platform/errors.ts'
import type { Log } from '#platform/log.ts'

/** RFC 9457, with a machine `code`, the fields at fault, and the decision where there was one. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  decision: z.unknown().optional(),
})
export type Problem = z.output<typeof problem>

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be processed',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not ready',
}

/** Turns whatever was thrown into a problem; only the unexpected is logged, with the id the reader sees. */
export function toProblem(error: unknown, requestId: string, log: Log): Problem {
  const known = asKnown(error)
  if (known === undefined) log.error('A request failed', { requestId, error })
  if (error instanceof DatabaseAway) log.warn('A request found no database', { requestId, error })
  const status = known === undefined ? 500 : statusOf[known.kind]
  const detail =
    known?.message ??
    `Something went wrong on our side. Nothing was changed; please try again, and name ${requestId}.`
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    code: known?.code ?? 'internal_error',
    detail,
    instance: requestId,
    ...(known?.errors === undefined ? {} : { errors: known.errors }),
    ...(known?.decision === undefined ? {} : { decision: known.decision }),
  }
}

function asKnown(error: unknown): FourlineError | undefined {
  if (error instanceof FourlineError) return error
  if (error instanceof z.ZodError) return invalidInput(error)
  if (error instanceof DatabaseAway) return away(error)
  return fromFastify(error) ?? fromPostgres(error)
}

function away(error: DatabaseAway): FourlineError {
  if (!error.isInDoubt) {
    const text = 'The database cannot be reached at the moment. Please try again shortly.'
    return new FourlineError('unavailable', 'database_away', text, { cause: error })
  }
  return new FourlineError(
    'unavailable',
    'in_doubt',
    'It is not known whether this was saved. Look first, or repeat it with the same Idempotency-Key.',
    { cause: error },
  )
}

export function invalidInput(error: z.ZodError): FourlineError {
  return new FourlineError(
    'invalid',
    'invalid_input',
    'The request is not of the expected form. Nothing was changed.',
    {
      errors: error.issues.flatMap(fieldErrors),
    },
  )
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }]
  return issue.keys.map((key) => ({
    path: path === '' ? key : `${path}.${key}`,
    message: 'This field is not known.',
  }))
}

const fastifyErrors: Record<string, [ConstructorParameters<typeof FourlineError>[0], string, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'too_large',
    'body_too_large',
    'The request is too large. Nothing was changed.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['invalid', 'media_type', 'The body has to be application/json.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'invalid',
    'malformed_json',
    'The body is not valid JSON. Nothing was changed.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid', 'malformed_json', 'The body is empty, where JSON was announced.'],
  FST_REQ_FILE_TOO_LARGE: ['too_large', 'file_too_large', 'The file is too large. Nothing was stored.'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: ['invalid', 'media_type', 'A file is sent as multipart/form-data.'],
}

function fromFastify(error: unknown): FourlineError | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const row = fastifyErrors[code]
  if (row !== undefined) return new FourlineError(...row)
  if (error instanceof SyntaxError && 'statusCode' in error && error.statusCode === 400) {
    return new FourlineError('invalid', 'malformed_json', 'The body is not valid JSON. Nothing was changed.')
  }
  if (
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  ) {
    return new FourlineError('invalid', 'bad_request', error.message)
  }
  return undefined
}

/** What the database refuses is still an answer: a reference to nothing, or a state that changed meanwhile. */
function fromPostgres(error: unknown): FourlineError | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return undefined
  if (error.code === '40001' || error.code === '40P01' || error.code === '55P03') {
    return new FourlineError(
      'conflict',
      'try_again',
      'Someone changed the same thing at this moment. Please try again.',
      { cause: error },
    )
  }
  // Half of a surrogate pair is JSON, but no text.
  const isNoText = error.code === '22P02' && error.message.includes('type json')
  if (error.code === '22021' || error.code === '22P05' || isNoText) {
    return new FourlineError('invalid', 'invalid_text', 'The text has characters that cannot be stored.', {
      cause: error,
    })
  }
  // What reads as a time and is none to the database, such as one of the year 0.
  if (error.code === '22007' || error.code === '22008') {
    return new FourlineError('invalid', 'invalid_time', 'A time is given that cannot be stored.', {
      cause: error,
    })
  }
  return undefined
}

const tryAgainAfterSeconds = '5'

export async function sendProblem(reply: FastifyReply, found: Problem): Promise<void> {
  if (found.status === 503 && !reply.hasHeader('retry-after'))
    reply.header('retry-after', tryAgainAfterSeconds)
  await reply.code(found.status).type('application/problem+json').send(JSON.stringify(found))
}
