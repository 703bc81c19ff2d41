import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterAttempt, attemptDelaysMs, readRetryAfter } from './after-attempt.ts'

const failed = { status: 500, retryAfterMs: null }

test('any 2xx is a receipt; silence, redirects and errors are tried again', () => {
  for (const status of [200, 201, 204, 299])
    assert.deepEqual(afterAttempt({ ...failed, status }, 1, 0.5), { kind: 'delivered' })
  for (const status of [null, 101, 301, 302, 400, 401, 404, 429, 500, 503])
    assert.equal(afterAttempt({ ...failed, status }, 1, 0.5).kind, 'again', String(status))
})

test('ten attempts within about three days, each wait a tenth more or less', () => {
  const waits = attemptDelaysMs.slice(1).map((_, index) => afterAttempt(failed, index + 1, 0.5))
  assert.deepEqual(
    waits.map((verdict) => (verdict.kind === 'again' ? verdict.inMs / 1000 : null)),
    [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
  )
  assert.deepEqual(afterAttempt(failed, 1, 0), { kind: 'again', inMs: 4_500 })
  assert.deepEqual(afterAttempt(failed, 2, 0.999_999), { kind: 'again', inMs: 330_000 })
  assert.deepEqual(afterAttempt(failed, 10, 0.5), { kind: 'given_up', because: 'exhausted' })
})

test('who answers 410 is left alone at once', () => {
  assert.deepEqual(afterAttempt({ ...failed, status: 410 }, 1, 0.5), { kind: 'given_up', because: 'gone' })
})

test('what an endpoint asks to wait is honoured, up to a day and never less than the table', () => {
  const asked = (retryAfterMs: number) => afterAttempt({ status: 429, retryAfterMs }, 2, 0.5)
  assert.deepEqual(asked(600_000), { kind: 'again', inMs: 600_000 })
  assert.deepEqual(asked(1), { kind: 'again', inMs: 300_000 })
  assert.deepEqual(asked(10 ** 12), { kind: 'again', inMs: 86_400_000 })
})

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-11-23T10:00:00Z')
  assert.equal(readRetryAfter('120', now), 120_000)
  assert.equal(readRetryAfter('Mon, 23 Nov 2026 10:01:00 GMT', now), 60_000)
  assert.equal(readRetryAfter('Mon, 23 Nov 2026 09:00:00 GMT', now), 0)
  for (const header of [undefined, '', 'soon', '-5x']) assert.equal(readRetryAfter(header, now), null)
})
